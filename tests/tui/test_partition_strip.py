"""The strip of partitions fits its lines and always shows the chosen one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.partition_strip import strip


def text(rows: list[list[tuple[str, bool]]]) -> list[str]:
    return ["".join(cell for cell, _ in row) for row in rows]


def test_twelve_partitions_stand_in_one_line_with_the_chosen_one_in_brackets() -> None:
    assert text(strip(12, 4, 60, 3)) == ["  0   1   2   3  [4]  5   6   7   8   9  10  11 "]


def test_one_partition() -> None:
    assert text(strip(1, 0, 40, 3)) == ["[0]"]


def test_none_is_marked_when_any_may_be_chosen() -> None:
    assert not any(chosen for row in strip(12, None, 40, 4) for _, chosen in row)


def test_a_thousand_partitions_are_summarised_around_the_chosen_one() -> None:
    rows = strip(1_000, 437, 46, 7)
    assert len(rows) == 7
    assert "[437]" in "".join(text(rows))
    assert text(rows)[0].split()[0] == "0"
    assert text(rows)[-1].split()[-1] == "999"
    assert text(rows)[1].strip() == "…"


@given(st.integers(1, 3_000), st.integers(0, 2_999), st.integers(8, 120), st.integers(1, 20))
def test_it_fits_and_shows_the_chosen_one_once(partitions: int, chosen: int, width: int, lines: int) -> None:
    chosen %= partitions
    rows = strip(partitions, chosen, width, lines)
    assert len(rows) <= lines
    assert all(len(line) <= width for line in text(rows))
    assert [cell.strip() for row in rows for cell, marked in row if marked] == [f"[{chosen}]"]
