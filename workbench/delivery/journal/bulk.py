"""A send of very many records: where it stands in its input, totals, and each record that was not delivered."""

from __future__ import annotations

import json
import sqlite3
from collections import deque
from dataclasses import dataclass, field
from functools import partial

from workbench.delivery.batch import ANY, Batch
from workbench.delivery.journal.origin import Kind, Origin
from workbench.delivery.journal.piece import Piece
from workbench.delivery.journal.rows import insert_payloads, insert_send, payload_row
from workbench.delivery.journal.small import Confirm
from workbench.delivery.journal.troubles import Budget, Troubles
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.records.columns import InputPosition
from workbench.records.record import ProducerRecord

HELD = 262_144
"""Records whose bytes are held until their outcomes are written; of more, only those that may yet be needed."""

_HANDED = "UPDATE send SET handed = ?, handed_offset = ?, handed_line = ? WHERE id = ?"
_ADVANCE = (
    "UPDATE send SET known = known + ?, known_offset = ?, known_line = ?, delivered = delivered + ?, sent = sent + ?,"
    " failed = failed + ?, unknown = unknown + ?, doubt = ?, doubt_offset = ?, doubt_line = ?, reached = ?,"
    " troubles = ? WHERE id = ?"
)


Doubt = tuple[int, InputPosition | None]
"""The number of the first record whose fate is unknown, and where the columns that it is of begin."""


@dataclass(slots=True)
class _Advance:
    """How far every outcome is known now, beyond what is written: `settled` records of each of the first pieces."""

    settled: list[int]
    counts: list[int]
    reached: dict[int, int]
    troubles: Troubles
    begins: InputPosition | None = None
    doubt: Doubt | None = None
    budget: Budget = field(default_factory=Budget)


class BulkBook:
    """What is written of one send, and what is yet to be. `send` is its number once it is in the journal.

    Outcomes are written in the order of the records: what the journal knows is about the first `known` of them, and of
    those after it, it knows that they were handed over.
    """

    def __init__(self, origin: Origin, log: DeliveryLog) -> None:
        self.origin = origin
        self.send: int | None = None
        self.handed = 0
        self._log = log
        self._written = 0
        self._begins: InputPosition | None = None
        self._known_begins: InputPosition | None = None
        self._reached: dict[int, int] = {}
        self._doubt: Doubt | None = None
        self._budget = Budget()
        self._pieces: deque[Piece] = deque()
        self._record: tuple[ProducerRecord, int] | None = None
        self._payloads: list[tuple[ProducerRecord, int]] = []

    def take(self, batch: Batch, begins: InputPosition | None) -> None:
        """Records that are to be written before they go to the producer; `begins` is where their columns begin."""
        payload = self._payload_of(batch) if self.origin.kind is Kind.RECORD else None
        self._pieces.append(Piece.of(batch, self.handed, begins, payload))
        self._begins = begins or self._begins
        self.handed += len(batch)

    def _payload_of(self, batch: Batch) -> int:
        """The number of the first record like these: they change when a schema or the number of partitions does."""
        last, partition = self._record, batch.partitions[0]
        alike = last is not None and batch.keys[0] is last[0].key and batch.values[0] is last[0].value
        if last is None or not alike or partition != (ANY if last[0].partition is None else last[0].partition):
            self._record = last = batch.records[0], self.handed
            self._payloads.append(last)
        return last[1]

    @property
    def is_written(self) -> bool:
        """Whether the journal holds all that was handed over, and what became of it."""
        return self._written == self.handed and not self._pieces

    @property
    def is_handed(self) -> bool:
        """Whether the journal holds how many were handed over."""
        return self._written == self.handed

    @property
    def is_one_statement(self) -> bool:
        """Whether `write_handed` needs no transaction around it: that is two thirds of its time."""
        return self.send is not None and not self._payloads

    @property
    def has_outcomes(self) -> bool:
        """Whether there is something to write of what became of records."""
        if self._pieces and self._pieces[0].settled:
            return True
        self._thin()
        return False

    def write_handed(self, connection: sqlite3.Connection, writer: str) -> Confirm | None:
        """Write how many were handed over, and where that is in the input: one small statement."""
        if self._written == self.handed:
            return None
        send, handed, payloads = self.send, self.handed, tuple(self._payloads)
        if send is None:
            first = self._pieces[0]
            begun = self._log.wall(first.chunk.base + first.start, first.chunk.handed[first.start])
            send = insert_send(connection, writer, begun, self.origin)
        if payloads:
            kept = self.origin.payloads
            insert_payloads(connection, [payload_row(send, first, one, kept=kept) for one, first in payloads])
        connection.execute(_HANDED, (handed, *(self._begins or (None, None)), send))
        return partial(self._handed_over, send, handed, len(payloads))

    def _handed_over(self, send: int, handed: int, payloads: int) -> None:
        self.send, self._written = send, handed
        del self._payloads[:payloads]

    def write_outcomes(self, connection: sqlite3.Connection) -> Confirm | None:
        """Write up to where every outcome is known now."""
        advance = self._advance()
        if not advance.settled:
            return None
        assert self.send is not None
        advance.budget = advance.troubles.write(connection, self.send, self.origin, self._budget)
        position = advance.begins or (None, None)
        reached = json.dumps(advance.reached)
        doubt, doubted = advance.doubt or (None, None)
        counts = (sum(advance.settled), *position, *advance.counts[1:], doubt, *(doubted or (None, None)), reached)
        connection.execute(_ADVANCE, (*counts, advance.budget.uncounted, self.send))
        return partial(self._settle, advance)

    def _advance(self) -> _Advance:
        counts, reached, troubles = [0] * len(DeliveryState), dict(self._reached), Troubles(self._log)
        advance = _Advance([], counts, reached, troubles, self._known_begins, self._doubt)
        for piece in self._pieces:
            advance.begins = piece.begins or advance.begins
            settled = piece.settled
            if settled:
                advance.settled.append(settled)
                _count(piece, settled, advance)
            if settled < piece.count:
                break
        return advance

    def _settle(self, advance: _Advance) -> None:
        self._reached, self._doubt = advance.reached, advance.doubt
        self._budget, self._known_begins = advance.budget, advance.begins
        for settled in advance.settled:
            self._pieces[0].forget(settled)
            if not self._pieces[0].count:
                self._pieces.popleft()

    def _thin(self) -> None:
        """One record without an answer must not keep the bytes of all after it."""
        if sum(piece.count for piece in self._pieces if piece.batch is not None) > HELD:
            for piece in self._pieces:
                piece.thin()


def _count(piece: Piece, settled: int, advance: _Advance) -> None:
    """Add the outcomes of a piece's first records."""
    start, stop = piece.start, piece.start + settled
    states = piece.chunk.states
    delivered = states.count(DeliveryState.DELIVERED, start, stop)
    advance.counts[DeliveryState.DELIVERED] += delivered
    for state in (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN):
        found = states.count(state, start, stop) if delivered < settled else 0
        advance.counts[state] += found
        if found and state is not DeliveryState.SENT:
            advance.troubles.has(piece, stop)
    if advance.doubt is None:
        unknown = states.find(DeliveryState.UNKNOWN, start, stop) if delivered < settled else -1
        if unknown >= 0:
            advance.doubt = piece.number(unknown), piece.begins
        if delivered:
            _reach(piece, stop if unknown < 0 else unknown, advance.reached)


def _reach(piece: Piece, stop: int, reached: dict[int, int]) -> None:
    """Note the highest offset that was delivered in each partition before row `stop`."""
    import numpy as np

    views, rows = piece.chunk.views, slice(piece.start, stop)
    delivered = views.states[rows] == DeliveryState.DELIVERED
    partitions, offsets = views.partitions[rows][delivered], views.offsets[rows][delivered]
    if not len(partitions):
        return
    highest = np.full(int(partitions.max()) + 1, -1, np.int64)
    np.maximum.at(highest, partitions, offsets)
    for partition in np.flatnonzero(highest >= 0).tolist():
        reached[partition] = max(reached.get(partition, -1), int(highest[partition]))
