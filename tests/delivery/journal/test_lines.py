"""Lines of records, by their numbers, where some are left out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.journal.desk import origin
from workbench.delivery.journal.lines import LineNumbers, joined, thinned
from workbench.delivery.journal.origin import Kind
from workbench.records.columns import InputPosition, RecordColumns

RANGES = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), max_size=8)


@given(RANGES)
def test_ranges_are_joined(ranges: list[tuple[int, int]]) -> None:
    together = joined(ranges)
    assert {line for first, stop in together for line in range(first, stop)} == {
        line for first, stop in ranges for line in range(first, stop)
    }
    assert all(one[1] < other[0] for one, other in pairwise(together))


@given(RANGES, st.integers(1, 20), st.integers(1, 7))
def test_numbers_and_the_feed_agree(ranges: list[tuple[int, int]], first: int, size: int) -> None:
    left_out = joined(ranges)
    of = replace(origin(kind=Kind.LINES), begins=InputPosition(0, first), left_out=left_out)
    values = [b"%d" % line for line in range(first, 90)]
    feed: list[RecordColumns | None] = [None]
    for place in range(0, len(values), size):
        part = values[place : place + size]
        feed.append(RecordColumns("t", part, part, [0] * len(part), begins=InputPosition(0, first + place)))
    left = [int(value or b"") for columns in thinned(feed, left_out) if columns for value in columns.values]
    skipped = {line for begin, stop in left_out for line in range(begin, stop)}
    assert left == [line for line in range(first, 90) if line not in skipped]
    numbers = LineNumbers(of)
    assert [numbers.line(number) for number in range(len(left))] == left


def test_runs_become_lines() -> None:
    of = replace(origin(kind=Kind.LINES), begins=InputPosition(0, 10), left_out=((12, 14),))
    assert list(LineNumbers(of).ranges([(0, 2), (2, 3), (5, 5)])) == [(10, 12), (14, 15)]


def test_what_is_of_no_lines_passes() -> None:
    columns = RecordColumns("t", [b"k"], [b"v"], [0])
    assert list(thinned([None, columns], ((1, 9),))) == [None, columns]
