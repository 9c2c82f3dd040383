"""A filter over the columns of a chunk: every question is put to many rows at once.

What a record is (key, topic, size, time) is matched once, when its row is there; what becomes of it (state, partition,
offset, latency, error) is matched then, and once more when it has its outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fnmatch import translate
from functools import partial, reduce
from re import compile as compile_pattern
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from workbench.delivery.columns import Chunk
from workbench.delivery.filters.conditions import (
    Clause,
    Column,
    Condition,
    Errors,
    Filter,
    KeyText,
    Latency,
    Numbers,
    States,
    Times,
    Topics,
    Whole,
)
from workbench.delivery.filters.key_search import needle, search
from workbench.delivery.filters.named import NamedTable
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState

Array = NDArray[Any]
Mask = NDArray[np.bool_]
At: TypeAlias = "slice | Array"

QUEUED = DeliveryState.QUEUED.value

_Fixed = Callable[[Chunk, int, int], Mask]
_Changing = Callable[[Chunk, At, Array], Mask]


class Matcher:
    """A filter made ready for a log; `today` is the day of its clock times."""

    def __init__(self, wanted: Filter, log: DeliveryLog, today: date) -> None:
        self._fixed: list[_Fixed] = []
        self._changing: list[_Changing] = []
        self._log, self._today = log, today
        for clause in sorted(wanted.clauses, key=lambda clause: isinstance(clause.condition, KeyText)):
            self._add(clause)

    @property
    def changes(self) -> bool:
        """Whether a row that matches now may not match once it has its outcome, or the other way round."""
        return bool(self._changing)

    def fixed(self, chunk: Chunk, low: int, high: int) -> Mask:
        """Which rows from `low` to before `high` meet what is asked of the record."""
        return _all(high - low, (partial(test, chunk, low, high) for test in self._fixed))

    def changing(self, chunk: Chunk, at: At, states: Array) -> Mask:
        """Which of the rows at these places meet what is asked of their outcome.

        `states` are theirs, copied before: what a state promises is in the other columns.
        """
        return _all(len(states), (partial(test, chunk, at, states) for test in self._changing))

    def _add(self, clause: Clause) -> None:
        condition, negated = clause.condition, clause.negated
        fixed, changing = self._fixed_test(condition), self._changing_test(condition)
        if fixed is not None:
            self._fixed.append(_negated(fixed) if negated else fixed)
        if changing is not None:
            self._changing.append(_negated(changing) if negated else changing)

    def _fixed_test(self, condition: Condition) -> _Fixed | None:
        match condition:
            case KeyText(texts, exact):
                needles = [needle(text, exact=exact) for text in texts]
                return lambda chunk, low, high: _any(partial(search, *_keys(chunk, low, high), one) for one in needles)
            case Topics(names):
                fits = compile_pattern("|".join(f"(?:{translate(_literal(name))})" for name in names)).match
                topics = NamedTable(self._log.names.topics, lambda name: fits(name) is not None)
                return lambda chunk, low, high: topics.mask(chunk.views.topics[low:high])
            case Numbers(Column.SIZE, ranges):
                return lambda chunk, low, high: _within(_sizes(chunk, low, high), ranges)
            case Times():
                return partial(self._handed_within, *_bounds(condition, self._today))
            case _:
                return None

    def _changing_test(self, condition: Condition) -> _Changing | None:
        match condition:
            case States(states):
                wanted = np.isin(np.arange(256), [state.value for state in states])
                return lambda _chunk, _at, states: wanted[states]
            case Errors(texts):
                errors = NamedTable(self._log.names.errors, partial(_says, texts))
                return lambda chunk, at, states: (states != QUEUED) & errors.mask(chunk.views.errors[at])
            case Numbers(Column.PARTITION, ranges):
                return lambda chunk, at, _states: _known_within(chunk.views.partitions[at], ranges)
            case Numbers(Column.OFFSET, ranges):
                return lambda chunk, at, states: (states != QUEUED) & _known_within(chunk.views.offsets[at], ranges)
            case Latency():
                return lambda chunk, at, states: (states != QUEUED) & _took(chunk.views.latencies[at], condition)
            case _:
                return None

    def _handed_within(self, begin: float, end: float, chunk: Chunk, low: int, high: int) -> Mask:
        """Handed over from `begin` to before `end`, by the wall clock as it was then."""
        found = np.empty(high - low, np.bool_)
        handed = chunk.views.handed[low:high]
        for first, stop, offset in self._log.walls(chunk.base + low, chunk.base + high):
            part = slice(first - chunk.base - low, stop - chunk.base - low)
            found[part] = (handed[part] >= begin - offset) & (handed[part] < end - offset)
        return found


def _all(rows: int, tests: Iterable[Callable[[], Mask]]) -> Mask:
    """Rows that pass every test; once there are none, no further test is made."""
    found = np.ones(rows, np.bool_)
    for test in tests:
        found &= test()
        if not found.any():
            break
    return found


def _any(tests: Iterable[Callable[[], Mask]]) -> Mask:
    return reduce(np.bitwise_or, (test() for test in tests))


def _negated(test: Callable[..., Mask]) -> Callable[..., Mask]:
    return lambda *given: ~test(*given)


def _keys(chunk: Chunk, low: int, high: int) -> tuple[bytes, Array]:
    """The bytes of these rows' keys, copied, and where each ends in them."""
    ends = chunk.views.key_ends
    begin = int(ends[low - 1]) if low else 0
    return bytes(chunk.keys[begin : int(ends[high - 1])]), ends[low:high] - np.uint32(begin)


def _literal(name: str) -> str:
    """For fnmatch, with `*` alone as a sign for others."""
    return "".join(f"[{char}]" if char in "[?" else char for char in name)


def _says(texts: tuple[str, ...], error: DeliveryError | None) -> bool:
    return error is not None and any(text in f"{error.name}\n{error.message}".lower() for text in texts)


def _sizes(chunk: Chunk, low: int, high: int) -> Array:
    views = chunk.views
    sizes: Array = np.maximum(views.key_sizes[low:high], 0).astype(np.int64)
    sizes += np.maximum(views.value_sizes[low:high], 0)
    sizes += views.headers_sizes[low:high]
    return sizes


def _within(column: Array, ranges: Iterable[Whole]) -> Mask:
    found = np.zeros(len(column), np.bool_)
    for one in ranges:
        part = np.ones(len(column), np.bool_) if one.low is None else column >= one.low
        found |= part if one.high is None else part & (column <= one.high)
    return found


def _known_within(column: Array, ranges: Iterable[Whole]) -> Mask:
    return (column >= 0) & _within(column, ranges)


def _took(latencies: Array, wanted: Latency) -> Mask:
    """In single precision, as the column: what is shown as 10 ms is 10 ms."""
    found: Mask = latencies >= 0
    if wanted.low is not None:
        found &= latencies >= float(wanted.low) if wanted.low_included else latencies > float(wanted.low)
    if wanted.high is not None:
        found &= latencies <= float(wanted.high) if wanted.high_included else latencies < float(wanted.high)
    return found


def _bounds(wanted: Times, today: date) -> tuple[float, float]:
    """From when to before when: a moment that is left out is left out with all of its minute or second."""
    begin, end = -np.inf, np.inf
    if wanted.low is not None:
        begin = wanted.low.interval(today)[0 if wanted.low_included else 1]
    if wanted.high is not None:
        end = wanted.high.interval(today)[1 if wanted.high_included else 0]
    return begin, end
