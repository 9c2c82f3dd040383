"""Rows in the order of a column, as they were when they were sorted: what comes or changes later is not in it."""

from __future__ import annotations

from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.delivery.filters.listing import FAILURES
from workbench.delivery.filters.matching import QUEUED
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState

Array = NDArray[Any]

_FAILING = np.isin(np.arange(256), FAILURES)
_WORD = 8


class SortBy(Enum):
    """What rows can be sorted by; the value is the word for it."""

    LATENCY = "latency"
    SIZE = "size"
    KEY = "key"
    PARTITION = "partition, offset"
    TIME = "time"


class SortedRows:
    """A listing frozen at `at` (epoch seconds). `look` lets rows go that left the log; nothing is added.

    Rows without a value, such as a latency that is awaited, come last, up and down. Equal ones stand in the order in
    which they were handed over.
    """

    def __init__(self, log: DeliveryLog, numbers: Array, by: SortBy, *, descending: bool, at: float) -> None:
        """Sorts `numbers`, which rise. Takes about half a second for a million rows: for a thread."""
        self.by, self.descending, self.at = by, descending, at
        self._log = log
        numbers = numbers[numbers >= log.first]
        self.newest = int(numbers[-1]) if len(numbers) else 0
        self._order = numbers[_order(log, numbers, by, descending=descending)]
        self._gone_before = log.first

    @property
    def first(self) -> int:
        """Positions begin at 0."""
        return 0

    @property
    def next(self) -> int:
        """How many rows there are."""
        return len(self._order)

    def __len__(self) -> int:
        return len(self._order)

    def number(self, position: int) -> int | None:
        """The number of the row at a position."""
        order = self._order
        return int(order[position]) if 0 <= position < len(order) else None

    def position(self, number: int) -> int:
        """The position of a row; the first for one that is not here, for no row is near it."""
        found = np.flatnonzero(self._order == number)
        return int(found[0]) if len(found) else 0

    def failure(self, number: int, *, forward: bool) -> int | None:
        """The next row below (or above) in this order that failed or whose fate is unknown by now."""
        order, here = self._order, self.position(number)
        failing = np.flatnonzero(_FAILING[gather(self._log, order, "states", DeliveryState.QUEUED)])
        failing = failing[failing > here] if forward else failing[failing < here]
        return int(order[failing[0 if forward else -1]]) if len(failing) else None

    def numbers(self) -> Array:
        """The numbers of all rows, in this order."""
        return self._order

    def look(self) -> None:
        """Let the rows go that the log let go."""
        first = self._log.first
        if first > self._gone_before:
            self._gone_before = first
            self._order = self._order[self._order >= first]


def gather(log: DeliveryLog, numbers: Array, column: str, missing: float) -> Array:
    """A column's values of these rows, in any order; `missing` for those that the log let go."""
    values: Array | None = None
    for chunk, low, high in log.stretches(log.first, log.next):
        found: Array = getattr(chunk.views, column)
        if values is None:
            values = np.full(len(numbers), missing, found.dtype)
        here = np.flatnonzero((numbers >= chunk.base + low) & (numbers < chunk.base + high))
        values[here] = found[numbers[here] - chunk.base]
    return np.full(len(numbers), missing) if values is None else values


def _order(log: DeliveryLog, numbers: Array, by: SortBy, *, descending: bool) -> Array:
    """Where in `numbers` the rows stand in their order."""
    if by is SortBy.TIME:
        return np.arange(len(numbers))[:: -1 if descending else 1]
    columns = _columns(log, numbers, by)
    missing = columns[0] < 0
    order = np.lexsort([_turned(column) if descending else column for column in reversed(columns)])
    lost = missing[order]
    return np.concatenate((order[~lost], order[lost]))


def _turned(column: Array) -> Array:
    """So that what was high is low: equal rows keep their order, which reversing the whole would turn round."""
    return ~column if column.dtype.kind in "iu" else -column


def _columns(log: DeliveryLog, numbers: Array, by: SortBy) -> list[Array]:
    """What to sort by, the most significant first, in types that can be turned; below 0 in the first: no value."""
    settled = gather(log, numbers, "states", QUEUED) != QUEUED
    if by is SortBy.LATENCY:
        return [np.where(settled, gather(log, numbers, "latencies", -1), np.float32(-1))]
    if by is SortBy.PARTITION:
        offsets = np.where(settled, gather(log, numbers, "offsets", -1), -1)
        return [gather(log, numbers, "partitions", -1), offsets]
    sizes = gather(log, numbers, "key_sizes", -1)
    if by is SortBy.KEY:
        return [np.minimum(sizes, 0), *_key_words(log, numbers), np.maximum(sizes, 0)]
    bodies = np.maximum(gather(log, numbers, "value_sizes", -1), 0).astype(np.int64)
    return [np.maximum(sizes, 0) + bodies + gather(log, numbers, "headers_sizes", 0)]


def _key_words(log: DeliveryLog, numbers: Array) -> list[Array]:
    """The kept bytes of each key as whole numbers of eight bytes; those that are the same in every row are left out."""
    parts = [
        _padded(bytes(chunk.keys), chunk.views.key_ends, numbers[slice(*bounds)] - chunk.base)
        for chunk, low, high in log.stretches(log.first, log.next)
        if (bounds := np.searchsorted(numbers, (chunk.base + low, chunk.base + high))) is not None
    ]
    widest = max((part.shape[1] for part in parts), default=0)
    words = []
    for place in range(widest):
        column = np.concatenate([part[:, place] if place < part.shape[1] else _zeros(len(part)) for part in parts])
        if len(column) and (column != column[0]).any():
            words.append(column)
    return words


def _zeros(rows: int) -> Array:
    return np.zeros(rows, np.uint64)


def _padded(keys: bytes, ends: Array, rows: Array) -> Array:
    """The keys of these rows of a chunk, one a line, filled up with zeros to the longest, as big-endian words."""
    last = ends[rows].astype(np.int64)
    begins = np.where(rows > 0, ends[np.maximum(rows - 1, 0)], 0).astype(np.int64)
    words = -(-int((last - begins).max(initial=0)) // _WORD)
    hay = np.frombuffer(keys + bytes(1), np.uint8)
    padded = np.zeros((len(rows), words * _WORD), np.uint8)
    for column in range(words * _WORD):
        at = begins + column
        padded[:, column] = np.where(at < last, hay[np.minimum(at, len(hay) - 1)], 0)
    return padded.view(">u8").astype(np.uint64)
