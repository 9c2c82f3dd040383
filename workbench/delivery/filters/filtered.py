"""The rows of the log that match a filter, right while rows arrive, settle and leave."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

import numpy as np

from workbench.delivery.columns import Chunk
from workbench.delivery.filters.conditions import Filter
from workbench.delivery.filters.listing import FAILURES
from workbench.delivery.filters.matching import QUEUED, Array, Matcher
from workbench.delivery.log import DeliveryLog

BUDGET = 0.004
"""Seconds that a look on a tick may take; what is left over is for the next one."""

_FAILING = np.isin(np.arange(256), FAILURES)


class _Part:
    """The matches of one chunk. Rows from `begin` to before `seen` have been looked at."""

    __slots__ = ("begin", "chunk", "fixed", "hits", "index", "open", "open_from", "seen")

    def __init__(self, chunk: Chunk, begin: int) -> None:
        self.chunk = chunk
        self.begin = self.seen = self.open_from = begin
        self.fixed = np.zeros(chunk.rows, np.bool_)
        self.hits = np.zeros(chunk.rows, np.bool_)
        self.open = np.zeros(chunk.rows, np.bool_)
        self.index: Array = np.zeros(0, np.uint32)

    def look(self, matcher: Matcher, stop: int) -> bool:
        """Match the rows that are new, and those that got their outcome since; whether anything changed."""
        changed = self._settle(matcher) if matcher.changes else False
        if stop > self.seen:
            self._take(matcher, stop)
            changed = True
        if changed:
            self.index = np.flatnonzero(self.hits).astype(np.uint32)
        return changed

    def _take(self, matcher: Matcher, stop: int) -> None:
        new = slice(self.seen, stop)
        states = self.chunk.views.states[new].copy()
        self.fixed[new] = fixed = matcher.fixed(self.chunk, self.seen, stop)
        if matcher.changes and fixed.any():
            self.hits[new] = fixed & matcher.changing(self.chunk, new, states)
            self.open[new] = fixed & (states == QUEUED)
        else:
            self.hits[new] = fixed
        self.seen = stop

    def _settle(self, matcher: Matcher) -> bool:
        waiting = slice(self.open_from, self.seen)
        states = self.chunk.views.states[waiting].copy()
        settled = self.open[waiting] & (states != QUEUED)
        if not settled.any():
            return False
        rows = np.flatnonzero(settled) + self.open_from
        self.hits[rows] = matcher.changing(self.chunk, rows, states[settled])
        self.open[rows] = False
        still = self.open[waiting]
        self.open_from = self.open_from + int(still.argmax()) if still.any() else self.seen
        return True


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was found up to a look: chunks in their order, the matching rows of each, and how many are before each."""

    chunks: tuple[Chunk, ...] = ()
    indexes: tuple[Array, ...] = ()
    starts: tuple[int, ...] = (0,)
    looked_at: int = 0


class FilteredRows:
    """A listing of the rows that match. One thread at a time looks (`look` or `pieces`); any thread reads.

    A row is matched when it is there and, where the filter asks for it, once more when it has its outcome.
    """

    def __init__(self, log: DeliveryLog, wanted: Filter, today: date | None = None) -> None:
        self.filter = wanted
        self._log = log
        self._matcher = Matcher(wanted, log, today or date.today())
        self._parts: dict[int, _Part] = {}
        self._shown = _Shown()

    # A listing: positions from 0 on.

    @property
    def first(self) -> int:
        """Positions begin at 0."""
        return 0

    @property
    def next(self) -> int:
        """How many rows match."""
        return self._shown.starts[-1]

    def __len__(self) -> int:
        return self._shown.starts[-1]

    @property
    def looked_at(self) -> int:
        """How many rows have been matched, of those that are kept."""
        return self._shown.looked_at

    @property
    def behind(self) -> int:
        """How many rows of the log have yet to be matched."""
        return max(0, len(self._log) - self._shown.looked_at)

    def number(self, position: int) -> int | None:
        """The number of the row at a position."""
        shown = self._shown
        if not 0 <= position < shown.starts[-1]:
            return None
        part = bisect_right(shown.starts, position) - 1
        return shown.chunks[part].base + int(shown.indexes[part][position - shown.starts[part]])

    def position(self, number: int) -> int:
        """The position of a row, or of the nearest after it."""
        shown = self._shown
        part = bisect_right(shown.chunks, number, key=lambda chunk: chunk.base) - 1
        if part < 0:
            return 0
        index, row = shown.indexes[part], number - shown.chunks[part].base
        within = len(index) if row >= shown.chunks[part].rows else int(np.searchsorted(index, np.uint32(row)))
        return shown.starts[part] + within

    def failure(self, number: int, *, forward: bool) -> int | None:
        """The next matching row after or before it that failed or whose fate is unknown."""
        shown = self._shown
        parts = list(zip(shown.chunks, shown.indexes, strict=True))
        for chunk, index in parts if forward else reversed(parts):
            if (chunk.base + chunk.rows <= number) if forward else (chunk.base >= number):
                continue
            numbers = index[_FAILING[chunk.views.states[index]]].astype(np.int64) + chunk.base
            numbers = numbers[numbers > number] if forward else numbers[numbers < number]
            if len(numbers):
                return int(numbers[0 if forward else -1])
        return None

    def numbers(self) -> Array:
        """The numbers of all matching rows."""
        shown = self._shown
        parts = [index.astype(np.int64) + chunk.base for chunk, index in zip(shown.chunks, shown.indexes, strict=True)]
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    # Looking.

    def look(self, budget: float = BUDGET) -> bool:
        """Match what is new, the newest first, for about so many seconds; False if something is left for later."""
        end = time.perf_counter() + budget
        return not any(time.perf_counter() >= end for _ in self.pieces())

    def pieces(self) -> Iterator[None]:
        """The same in steps of a chunk; after each, what was found so far is there to be read."""
        log = self._log
        first, stop = log.first, log.next
        stretches = list(log.stretches(first, stop))
        self._drop({chunk.base for chunk, _, _ in stretches})
        self._show(first)
        for chunk, low, high in reversed(stretches):
            part = self._parts.get(chunk.base)
            if part is None:
                part = self._parts[chunk.base] = _Part(chunk, low)
            if part.look(self._matcher, high):
                self._show(first)
                yield

    def _drop(self, kept: set[int]) -> None:
        for base in [base for base in self._parts if base not in kept]:
            del self._parts[base]

    def _show(self, first: int) -> None:
        """Publish what was found; rows that left the log since are no part of it."""
        parts = [self._parts[base] for base in sorted(self._parts)]
        indexes = tuple(_from(part, first) for part in parts)
        starts = tuple(accumulate(map(len, indexes), initial=0))
        looked_at = sum(max(0, part.seen - max(part.begin, first - part.chunk.base)) for part in parts)
        self._shown = _Shown(tuple(part.chunk for part in parts), indexes, starts, looked_at)


def _from(part: _Part, first: int) -> Array:
    """The part's matching rows that are still kept."""
    gone = first - part.chunk.base
    return part.index if gone <= 0 else part.index[np.searchsorted(part.index, np.uint32(gone)) :]
