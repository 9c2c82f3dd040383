"""Bars: as long as the numbers say, never wider than asked, the chosen partition always among the rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.lab.bars import bars, rows
from workbench.partitioning.spread import Spread


def spread_of(counts: list[int]) -> Spread:
    return Spread("java", len(counts), tuple(counts), tuple(counts), sum(counts), 0, sum(counts))


def test_bars_are_in_eighths_of_a_cell() -> None:
    assert bars([8, 4, 1, 0, 3], 1) == ["█", "▌", "▏", "", "▍"]
    assert bars([1000, 1], 10) == ["█" * 10, "▏"]
    assert bars([], 10) == []
    assert bars([0, 0], 10) == ["", ""]


def test_a_row_for_each_partition_where_there_is_room() -> None:
    found = rows(spread_of([1204, 0, 602]), 30, 12)
    assert [(label, figure) for label, _, figure in found] == [("0", "1,204"), ("1", "    0"), ("2", "  602")]
    assert [bar.rstrip() for _, bar, _ in found] == ["█" * 20, "", "█" * 10]


def test_one_partition() -> None:
    assert rows(spread_of([5]), 10, 3) == [("0", "█" * 4, "5")]


def test_a_thousand_are_summed_up_with_the_ends_and_the_chosen_one_apart() -> None:
    counts = [100] * 1000
    counts[7], counts[900] = 250, 3
    found = rows(spread_of(counts), 50, 13, chosen=512)
    assert len(found) <= 13
    assert [label.strip() for label, _, _ in found][:2] == ["0–99", "100–199"]
    figures = {label.strip(): figure.strip() for label, _, figure in found}
    assert figures["512"] == "100 chosen"
    assert figures["7"] == "250 most"
    assert figures["900"] == "3 least"
    assert figures["0–99"] == "101.5 each"


def test_too_narrow_words_go_first_and_then_the_bar() -> None:
    assert rows(spread_of([10, 5]), 6, 3) == [("0", "", "10"), ("1", "", " 5")]
    narrow = rows(spread_of([100] * 99 + [250]), 20, 5, chosen=3)
    assert [figure.strip() for _, _, figure in narrow] == ["100.0", "103.0", "100", "250", "100"]
    assert all(sum(map(len, row)) + 4 <= 20 for row in narrow)


def test_the_chosen_one_may_be_the_fullest() -> None:
    counts = [1] * 100
    counts[42] = 9
    assert "9 chosen most" in [figure.strip() for _, _, figure in rows(spread_of(counts), 60, 10, chosen=42)]


@given(
    counts=st.lists(st.integers(0, 10**9), min_size=1, max_size=300),
    width=st.integers(1, 100),
    height=st.integers(1, 40),
    data=st.data(),
)
def test_rows_fit_and_line_up(counts: list[int], width: int, height: int, data: st.DataObject) -> None:
    chosen = data.draw(st.none() | st.integers(0, len(counts) - 1))
    found = rows(spread_of(counts), width, height, chosen)
    assert len(found) <= height
    assert len({tuple(map(len, row)) for row in found}) == 1
    label, bar, figure = found[0]
    assert not bar or len(label) + len(bar) + len(figure) + 4 <= width
    if chosen is not None and height > 1:
        assert any(label.strip() == f"{chosen:,}" for label, _, _ in found)
