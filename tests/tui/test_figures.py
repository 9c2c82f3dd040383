"""Figures for eyes keep their width and their units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workbench.tui import figures


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0 B"),
        (47, "47 B"),
        (999, "999 B"),
        (1_000, "1.0 kB"),
        (1_400_212, "1.4 MB"),
        (999_960, "1.0 MB"),
        (5_000_000_000, "5.0 GB"),
    ],
)
def test_size(number: int, shown: str) -> None:
    assert figures.size(number) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(None, "…"), (0.0018, "1.8 ms"), (0.2138, "214 ms"), (2.06, "2.1 s"), (0.9996, "1.0 s"), (300.0, "5 min")],
)
def test_latency(seconds: float | None, shown: str) -> None:
    assert figures.latency(seconds) == shown


@given(st.floats(0, 1e6))
def test_latency_never_needs_more_than_eight_cells(seconds: float) -> None:
    assert len(figures.latency(seconds)) <= 9


@given(st.integers(0, 10**13))
def test_size_never_needs_more_than_nine_cells(number: int) -> None:
    assert len(figures.size(number)) <= 10


def test_count() -> None:
    assert figures.count(1204) == "1,204"
    assert figures.count(None) == "–"


def test_clock_and_moment_are_local_time(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    assert figures.clock(1_700_000_000.114) == "22:13:20.114"
    assert figures.clock(1_700_000_000.114, millis=False) == "22:13:20"
    assert figures.moment(1_700_000_000.114) == "2023-11-14 22:13:20.114 +0000"


@given(st.text(max_size=40), st.integers(1, 40))
def test_fit_is_exact_in_cells(text: str, width: int) -> None:
    text = "".join(char for char in text if char.isprintable())
    assert cell_len(figures.fit(text, width)) == width


def test_wide_characters_count_as_two() -> None:
    assert figures.fit("홍길동", 8) == "홍길동  "
    assert cell_len(figures.fit("홍길동", 4)) == 4
