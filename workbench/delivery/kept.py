"""Which records stand beside their reports, within a budget of bytes: the oldest are let go first."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from workbench.delivery.batch import Batch
from workbench.delivery.columns import Chunk
from workbench.records.record import ProducerRecord

RECORD_OVERHEAD = 250
"""Bytes that Python needs for a record, its key and its value beside their own bytes (CPython 3.11, 64 bits)."""


@dataclass(slots=True)
class _Run:
    """Rows next to each other in a chunk, and what their records cost together."""

    chunk: Chunk
    start: int
    stop: int
    cost: int


class KeptRecords:
    """The budget. Used by the worker's thread alone; readers look into the chunks.

    A record handed over many times in a row is counted once.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.used = 0
        self._runs: deque[_Run] = deque()
        self._last: ProducerRecord | None = None

    def add(self, batch: Batch, size: int) -> None:
        """Count a batch that has its rows; `size` is the bytes of its records, each counted."""
        if not batch.repeated:
            cost, self._last = size + RECORD_OVERHEAD * len(batch), None
        else:
            first = batch.records[0]
            cost = 0 if first is self._last else RECORD_OVERHEAD + first.size
            self._last = first
        self._extend(batch.chunk, batch.start, batch.start + len(batch), cost)

    def drop(self, chunk: Chunk) -> None:
        """Forget a chunk that left the log, the oldest there is."""
        while self._runs and self._runs[0].chunk is chunk:
            gone = self._runs.popleft()
            if self._goes_on():
                self._runs[0].cost = gone.cost
            else:
                self.used -= gone.cost

    def _extend(self, chunk: Chunk, start: int, stop: int, cost: int) -> None:
        last = self._runs[-1] if self._runs else None
        if last is not None and not cost and last.chunk is chunk:
            last.stop = stop
        else:
            self._runs.append(_Run(chunk, start, stop, cost))
        self.used += cost
        while self.used > self.budget:
            self._let_go_oldest()

    def _let_go_oldest(self) -> None:
        oldest = self._runs.popleft()
        oldest.chunk.let_go(oldest.start, oldest.stop)
        self.used -= oldest.cost
        while self._goes_on():
            more = self._runs.popleft()
            more.chunk.let_go(more.start, more.stop)
        if not self._runs:
            self._last = None

    def _goes_on(self) -> bool:
        """Whether the oldest run is of a record that an older run has paid for."""
        return bool(self._runs) and not self._runs[0].cost
