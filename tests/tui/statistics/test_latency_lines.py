"""Percentiles and the histogram as lines."""

from __future__ import annotations

from math import inf

import pytest

from tests.tui.statistics.told import LATENCIES
from workbench.delivery.latencies import Bar, Latencies
from workbench.tui.lab.lines import plain, width_of
from workbench.tui.statistics.latency_lines import LEAST_ROWS, label, latency_lines


def test_percentiles_beside_the_bars() -> None:
    text = plain(latency_lines(LATENCIES, 78))
    for words in ("p50          1.8 ms", "p95          2.1 ms", "p99          250 ms", "p99.9        300 ms"):
        assert words in text
    assert "longest       1.2 s" in text
    assert "1–2 ms" in text
    assert "75.0%" in text
    assert text.splitlines()[0].count("█") > 3 * text.splitlines()[1].count("█") - 2


def test_a_single_record_has_a_bar() -> None:
    assert "▏" in plain(latency_lines(LATENCIES, 78)).splitlines()[3]


def test_nothing_yet_takes_the_same_lines() -> None:
    empty = latency_lines(Latencies(), 78)
    assert "no record of these has its answer yet" in plain(empty)
    assert len(empty) == len(latency_lines(LATENCIES, 78)) == LEAST_ROWS


@pytest.mark.parametrize("width", [46, 78, 118, 198])
def test_no_line_is_too_wide(width: int) -> None:
    assert max(map(width_of, latency_lines(LATENCIES, width))) <= max(width, 60)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.0, 0.0001, "under 0.1 ms"),
        (0.0001, 0.0002, "0.1–0.2 ms"),
        (0.01, 0.02, "10–20 ms"),
        (0.5, 1.0, "500 ms–1 s"),
        (100.0, 200.0, "100–200 s"),
        (500.0, inf, "from 500 s"),
    ],
)
def test_labels(low: float, high: float, words: str) -> None:
    assert label(Bar(low, high, 1)) == words
