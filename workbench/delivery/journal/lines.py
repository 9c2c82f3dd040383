"""Which line of its input each record of a send was made of, and a feed without the lines that are left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from workbench.delivery.bulk import ColumnFeed
from workbench.delivery.journal.origin import LineRange, Origin
from workbench.records.columns import RecordColumns

Run = tuple[int, int]
"""Numbers next to each other: the first, and the one after the last."""


class LineNumbers:
    """The lines of a send, by the numbers of its records from 0. Made once, each answer is a binary search."""

    def __init__(self, origin: Origin) -> None:
        self._first = origin.begins.line
        self._from: list[int] = []
        self._skipped: list[int] = [0]
        for first, stop in origin.left_out:
            if stop > self._first:
                begin = max(first, self._first)
                self._from.append(begin - self._first - self._skipped[-1])
                self._skipped.append(self._skipped[-1] + stop - begin)

    def line(self, number: int) -> int:
        """The line that this record was made of."""
        return self._first + number + self._skipped[bisect_right(self._from, number)]

    def ranges(self, runs: Iterable[Run]) -> Iterator[LineRange]:
        """The lines of these runs of records; lines between them that were left out are among them."""
        for first, stop in runs:
            if first < stop:
                yield self.line(first), self.line(stop - 1) + 1


def joined(ranges: Iterable[LineRange]) -> tuple[LineRange, ...]:
    """The same, in order, those that touch or overlap being one."""
    together: list[LineRange] = []
    for first, stop in sorted(ranges):
        if together and first <= together[-1][1]:
            together[-1] = together[-1][0], max(stop, together[-1][1])
        elif first < stop:
            together.append((first, stop))
    return tuple(together)


def thinned(feed: ColumnFeed, left_out: Sequence[LineRange]) -> Iterator[RecordColumns | None]:
    """The records of a feed of lines, but for these lines, which are in order."""
    place = 0
    for columns in feed:
        if columns is None or columns.begins is None or place == len(left_out):
            yield columns
            continue
        line, stop = columns.begins.line, columns.begins.line + len(columns)
        while place < len(left_out) and left_out[place][1] <= line:
            place += 1
        wanted = [True] * len(columns)
        for first, end in left_out[place:]:
            if first >= stop:
                break
            low, high = max(first, line) - line, min(end, stop) - line
            wanted[low:high] = [False] * (high - low)
        if all(wanted):
            yield columns
        elif any(wanted):
            yield columns.only(wanted)
