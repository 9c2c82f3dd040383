"""Numbers as columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.statistics.sparkline import grouped, sparkline

VALUES = st.lists(st.floats(0, 1e9), max_size=40)


def test_eighths_from_nothing_to_the_largest() -> None:
    assert sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], 9) == [" ▁▂▃▄▅▆▇█"]
    assert sparkline([0.001, 8], 4) == ["  ▁█"]
    assert sparkline([4, 8, 12], 3, 2) == [" ▃█", "▅██"]


def test_nothing_is_blank() -> None:
    assert sparkline([], 3, 2) == ["   ", "   "]
    assert sparkline([0, 0], 3) == ["   "]
    assert sparkline([1], 0, 2) == ["", ""]


@given(VALUES, st.integers(0, 30), st.integers(1, 4))
def test_every_line_has_the_width_and_what_is_not_0_is_seen(values: list[float], width: int, height: int) -> None:
    lines = sparkline(values, width, height)
    assert [len(one) for one in lines] == [width] * height
    shown = values[-width:] if width else []
    assert [column != " " for column in lines[-1][width - len(shown) :]] == [value > 0 for value in shown]


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(0, 20), st.integers(1, 7), st.integers(0, 9))
def test_a_full_group_stays_as_it_is_while_others_come(values: list[int], left: int, size: int, new: int) -> None:
    before = grouped(values, left + len(values), size)
    after = grouped([*values, new], left + len(values) + 1, size)
    full = (left + len(values)) % size == 0
    assert after[: len(before) - (not full)] == before[: len(before) - (not full)]


def test_means() -> None:
    assert grouped([1, 2, 3, 4, 5], 6, 3) == [pytest.approx(1.5), 4.0]
