"""Records of a send that went to the producer together, until their outcomes are written."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.delivery.batch import Batch
from workbench.delivery.columns import Chunk
from workbench.delivery.report import DeliveryState
from workbench.records.columns import InputPosition
from workbench.records.record import ProducerRecord

_QUEUED = DeliveryState.QUEUED.value


@dataclass(slots=True)
class Piece:
    """`first` is the number of its first record in its send, from 0; `start` and `count` are its rows in `chunk`.

    `payload` is the number of the record whose bytes all of its records have, None where each has its own.
    """

    first: int
    chunk: Chunk
    start: int
    count: int
    batch: Batch | None
    begins: InputPosition | None = None
    payload: int | None = None
    _few: dict[int, ProducerRecord] = field(default_factory=dict)

    @classmethod
    def of(cls, batch: Batch, first: int, begins: InputPosition | None = None, payload: int | None = None) -> Piece:
        """A batch that has its rows; `first` is the number of its first record."""
        return cls(first, batch.chunk, batch.start, len(batch), batch, begins, payload)

    @property
    def stop(self) -> int:
        """The row after its last."""
        return self.start + self.count

    @property
    def settled(self) -> int:
        """How many of its records, from the first on, have an outcome."""
        queued = self.chunk.states.find(_QUEUED, self.start, self.stop)
        return self.count if queued < 0 else queued - self.start

    def record(self, row: int) -> ProducerRecord:
        """The record of a row. Of one that was delivered, only before `thin`."""
        return self._few[row] if self.batch is None else self.batch.records[row - self.batch.start]

    def number(self, row: int) -> int:
        """The number in its send of the record that has this row."""
        return self.first + row - self.start

    def forget(self, settled: int) -> None:
        """Its first records are written and done with."""
        self.start += settled
        self.first += settled
        self.count -= settled

    def thin(self) -> None:
        """Let go of the bytes of what was delivered, where that is most of it."""
        if self.batch is None:
            return
        import numpy as np

        states = self.chunk.views.states[self.start : self.stop]
        rows = np.flatnonzero((states != DeliveryState.DELIVERED) & (states != DeliveryState.SENT)) + self.start
        if len(rows) < self.count // 2:
            self._few = {row: self.record(row) for row in rows.tolist()}
            self.batch = None
