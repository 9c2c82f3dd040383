"""Rates, books and queue: nothing moves while they count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.statistics.told import CLIENT
from workbench.delivery.client_statistics import ClientStatistics
from workbench.delivery.rates import Rates
from workbench.delivery.report import Totals
from workbench.tui.lab.lines import plain, width_of
from workbench.tui.statistics.rate_lines import queue_lines, rate_lines, total_lines

LONG = Rates(400, tuple(float(one) for one in range(300)), (0.0,) * 299 + (2.0,))


def test_now_and_the_last_minutes() -> None:
    text = plain(rate_lines(LONG, 78))
    assert "299/s" in text
    assert "5 s a column, highest 297/s" in text
    assert "█" in text
    assert "✗ failed            2/s" in text


def test_nothing_was_noted_yet() -> None:
    text = plain(rate_lines(Rates(), 78))
    assert "0/s" in text
    assert "█" not in text
    assert "·" not in text.replace("· in", "")


def test_seconds_without_a_record_are_dots() -> None:
    assert plain(rate_lines(Rates(10, (0.0,) * 9 + (1.0,), (0.0,) * 10), 78)).count("·") == 1 + 2


@pytest.mark.parametrize("width", [10, 40, 78, 118, 198, 400])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    lines = [*rate_lines(LONG, width), *rate_lines(Rates(), width)]
    assert max(map(width_of, lines)) <= max(width, 25)


def test_the_books_keep_their_columns() -> None:
    small, large = total_lines(Totals()), total_lines(Totals(12_345_678, 1, 2, 3, 4))
    assert [width_of(one) for one in small] == [width_of(one) for one in large]
    assert max(map(width_of, small)) <= 78
    text = plain(large)
    assert "12,345,688" in text
    assert "12,345,678" in text
    assert {style for _, style in small[1]} == {"bold", "plain", "quiet"}
    assert ("          2 ", "bold-other") in large[1]


def test_the_queue_by_what_is_fuller() -> None:
    text = plain(queue_lines(CLIENT, 78))
    assert "12.0%  ✓ has room" in text
    assert "12,000 of 100,000 records, 3.0 kB of 1.0 MB" in text
    assert "! filling" in plain(queue_lines(replace(CLIENT, queued_bytes=600_000), 78))
    assert "✗ full: sends wait" in plain(queue_lines(replace(CLIENT, queued_records=99_000), 78))
    assert "no figures yet" in plain(queue_lines(None, 78))
    assert len(queue_lines(None, 78)) == len(queue_lines(CLIENT, 78))
    assert "0.0%" in plain(queue_lines(ClientStatistics(), 78))


@pytest.mark.parametrize("fill", [0, 1, 50_000, 89_999, 100_000, 200_000])
def test_the_bar_never_moves_what_is_behind_it(fill: int) -> None:
    first, _ = queue_lines(replace(CLIENT, queued_records=fill), 78)
    assert sum(len(text) for text, _ in first[:3]) == 11 + 39
