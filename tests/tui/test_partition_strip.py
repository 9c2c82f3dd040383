"""The strip of partitions fits its lines and always shows the chosen one, by signs and not by colour alone."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.still import topic
from workbench.tui.lab.lines import plain, width_of
from workbench.tui.partition_strip import CHOSEN, OFFLINE, offline_of, strip_lines

NONE: frozenset[int] = frozenset()


def test_twelve_partitions_stand_in_one_line_with_the_chosen_one_in_brackets() -> None:
    assert plain(strip_lines(12, 4, NONE, 60, 3)) == "  0   1   2   3  [4]  5   6   7   8   9  10  11"


def test_one_partition() -> None:
    assert plain(strip_lines(1, 0, NONE, 40, 1)) == "[0]"


def test_none_is_marked_when_any_may_be_chosen() -> None:
    assert "[" not in plain(strip_lines(12, None, NONE, 40, 4))
    assert plain(strip_lines(1_000, None, NONE, 40, 4)) == " 0 ├───────────────────────────────┤ 999"


def test_a_thousand_partitions_are_a_scale_and_the_chosen_one_beside_its_neighbours() -> None:
    assert plain(strip_lines(1_000, 437, NONE, 36, 7)).split("\n") == [
        " 0 ├───────────●───────────────┤ 999",
        " 434  435  436 [437] 438  439  440",
    ]


def test_the_ends_of_the_scale() -> None:
    first, last = (plain(strip_lines(1_000, one, NONE, 36, 2)) for one in (0, 999))
    assert " 0 ├●─" in first
    assert "─●┤ 999" in last
    assert first.split("\n")[1].startswith("  [0]")
    assert last.split("\n")[1].endswith("[999]")


def test_one_without_a_leader_has_a_cross_and_the_chosen_one_keeps_its_brackets() -> None:
    row = strip_lines(6, 2, frozenset({2, 4}), 40, 1)[0]
    assert plain([row]) == " 0  1 [2] 3 ✗4  5"
    assert [text for text, style in row if style == OFFLINE] == ["[2]", "✗4 "]
    scale = strip_lines(1_000, 0, frozenset({999}), 36, 1)[0]
    assert plain([scale]).endswith("─✗┤ 999")


def test_the_chosen_one_is_marked_by_colour_too() -> None:
    row = strip_lines(12, 4, NONE, 60, 3)[0]
    assert [text for text, style in row if style == CHOSEN] == [" [4]"]


def test_partitions_without_a_leader() -> None:
    assert offline_of(topic("payments", 6, frozenset({2}))) == {2}
    assert offline_of(topic("orders", 12)) == NONE


@given(
    st.integers(1, 3_000), st.integers(0, 2_999), st.integers(9, 120), st.integers(1, 20), st.sets(st.integers(0, 9))
)
def test_it_fits_and_shows_the_chosen_one_once(
    partitions: int, chosen: int, width: int, lines: int, offline: set[int]
) -> None:
    chosen %= partitions
    rows = strip_lines(partitions, chosen, frozenset(one for one in offline if one < partitions), width, lines)
    assert len(rows) <= max(2, lines)
    assert all(width_of(row) <= width for row in rows)
    assert re.findall(r"\[(\d+)\]", plain(rows)) == [str(chosen)]
