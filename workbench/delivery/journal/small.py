"""A send whose records have a row each: one record some times, or records sent again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial

from workbench.delivery.batch import Batch
from workbench.delivery.journal.origin import Origin
from workbench.delivery.journal.piece import Piece
from workbench.delivery.journal.rows import Row, error_number, insert_handed, insert_payloads, insert_send, payload_row
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.records.record import ProducerRecord

_OUTCOME = (
    "UPDATE record SET state = ?, partition = ?, offset = ?, appended = ?, latency = ?, error = ?"
    " WHERE send = ? AND number = ?"
)
_TOTALS = (
    "UPDATE send SET delivered = delivered + ?, sent = sent + ?, failed = failed + ?, unknown = unknown + ?"
    " WHERE id = ?"
)

Confirm = Callable[[], None]
"""To be called once what was written is committed."""

_AT_ONCE = 2_000
"""Outcomes that are written at once, give or take a batch: each takes 20 µs, and the worker waits."""

_QUEUED = DeliveryState.QUEUED.value


class SmallBook:
    """What is written of one send, and what is yet to be. `send` is its number once it is in the journal."""

    def __init__(self, origin: Origin, log: DeliveryLog) -> None:
        self.origin = origin
        self.send: int | None = None
        self.handed = 0
        self._log = log
        self._new: list[Piece] = []
        self._waiting: list[tuple[Piece, list[int]]] = []
        self._last: tuple[ProducerRecord, int] | None = None

    def take(self, batch: Batch, begins: object = None) -> None:
        """Records that are to be written before they go to the producer."""
        self._new.append(Piece.of(batch, self.handed))
        self.handed += len(batch)

    @property
    def is_written(self) -> bool:
        """Whether the journal holds all that was handed over, and what became of it."""
        return not self._new and not self._waiting

    @property
    def is_handed(self) -> bool:
        """Whether the journal holds all that was handed over."""
        return not self._new

    @property
    def is_one_statement(self) -> bool:
        """Whether `write_handed` needs no transaction around it."""
        return False

    @property
    def has_outcomes(self) -> bool:
        """Whether there is something to write of what became of records."""
        return any(_queued(piece) < len(rows) for piece, rows in self._waiting)

    def write_handed(self, connection: sqlite3.Connection, writer: str) -> Confirm | None:
        """Write the records that are not in the journal."""
        if not self._new:
            return None
        new, send = tuple(self._new), self.send
        if send is None:
            first = new[0]
            begun = self._log.wall(first.chunk.base + first.start, first.chunk.handed[first.start])
            send = insert_send(connection, writer, begun, self.origin)
        last = self._write_rows(connection, send, new)
        handed = sum(piece.count for piece in new)
        connection.execute("UPDATE send SET handed = handed + ? WHERE id = ?", (handed, send))
        return partial(self._handed_over, send, new, last)

    def _write_rows(
        self, connection: sqlite3.Connection, send: int, new: tuple[Piece, ...]
    ) -> tuple[ProducerRecord, int]:
        """The answer is the last record, and the number under which its bytes are."""
        payloads: list[Row] = []
        rows: list[Row] = []
        record, first = self._last or (None, 0)
        for piece in new:
            for row in range(piece.start, piece.stop):
                number, one = piece.number(row), piece.record(row)
                if record is None or not _same(one, record):
                    record, first = one, number
                    payloads.append(payload_row(send, first, one, kept=self.origin.payloads))
                at = self._log.wall(piece.chunk.base + row, piece.chunk.handed[row])
                rows.append((send, number, first, one.partition, one.timestamp, at))
        insert_payloads(connection, payloads)
        insert_handed(connection, rows)
        assert record is not None
        return record, first

    def _handed_over(self, send: int, new: tuple[Piece, ...], last: tuple[ProducerRecord, int]) -> None:
        self.send, self._last = send, last
        del self._new[: len(new)]
        self._waiting += [(piece, list(range(piece.start, piece.stop))) for piece in new]

    def write_outcomes(self, connection: sqlite3.Connection) -> Confirm | None:
        """Write what became of records since the last time; of very many, of some."""
        settled: list[tuple[Piece, list[int]]] = []
        count = 0
        for piece, rows in self._waiting:
            if count < _AT_ONCE and _queued(piece) < len(rows):
                settled.append((piece, [row for row in rows if piece.chunk.states[row]]))
                count += len(settled[-1][1])
        if not settled:
            return None
        connection.executemany(_OUTCOME, self._outcomes(connection, settled))
        counts = [0] * len(DeliveryState)
        for piece, rows in settled:
            for row in rows:
                counts[piece.chunk.states[row]] += 1
        connection.execute(_TOTALS, (*counts[1:], self.send))
        return partial(self._settle, settled)

    def _outcomes(self, connection: sqlite3.Connection, settled: list[tuple[Piece, list[int]]]) -> Iterator[Row]:
        errors: dict[DeliveryError | None, int | None] = {}
        for piece, rows in settled:
            for row in rows:
                report = piece.chunk.row(row, time=0.0, names=self._log.names, record=None)
                if report.error not in errors:
                    errors[report.error] = error_number(connection, report.error)
                became = (report.state.value, report.partition, report.offset, report.timestamp, report.latency)
                yield (*became, errors[report.error], self.send, piece.number(row))

    def _settle(self, settled: list[tuple[Piece, list[int]]]) -> None:
        done = {id(piece): set(rows) for piece, rows in settled}
        left = [(piece, [row for row in rows if row not in done.get(id(piece), ())]) for piece, rows in self._waiting]
        self._waiting = [(piece, rows) for piece, rows in left if rows]


def _queued(piece: Piece) -> int:
    """How many of its records have no outcome."""
    return piece.chunk.states.count(_QUEUED, piece.start, piece.stop)


def _same(one: ProducerRecord, other: ProducerRecord) -> bool:
    """Whether their bytes are the same, as far as is told quickly."""
    return one is other or (
        one.key is other.key and one.value is other.value and one.headers is other.headers and one.topic == other.topic
    )
