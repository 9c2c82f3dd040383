"""Records of a send in bulk that were not delivered: with their bytes up to a bound, then as runs, then counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.delivery.batch import ANY
from workbench.delivery.journal.origin import Kind, Origin
from workbench.delivery.journal.piece import Piece
from workbench.delivery.journal.rows import Row, error_number, insert_payloads, insert_troubles, payload_row
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState

MOST = 10_000
"""Records of one send that are kept with their bytes."""

MOST_BYTES = 64 * 1024 * 1024
"""Bytes that these may have together."""

MOST_RUNS = 200_000
"""Stretches of records, alike in state and error, that are kept without their bytes after that."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a send has used of these; `uncounted` are the records that have no row at all."""

    records: int = 0
    size: int = 0
    runs: int = 0
    uncounted: int = 0

    @property
    def has_room(self) -> bool:
        """Whether one more can be kept with its bytes."""
        return self.records < MOST and self.size < MOST_BYTES


Run = tuple[Piece, int, int]
"""Rows of a piece alike in state and error: the first, and the one after the last."""


class Troubles:
    """What was found, to be written in one transaction."""

    def __init__(self, log: DeliveryLog) -> None:
        self._log = log
        self._pieces: dict[int, tuple[Piece, int]] = {}

    def has(self, piece: Piece, stop: int) -> None:
        """Some records of a piece, before row `stop`, were not delivered."""
        self._pieces[id(piece)] = piece, stop

    def write(self, connection: sqlite3.Connection, send: int, origin: Origin, budget: Budget) -> Budget:
        """Write them; the answer is what the send has used by then."""
        payloads: list[Row] = []
        rows: list[Row] = []
        for run in self._runs():
            budget = self._write_run(connection, send, origin, run, budget, payloads, rows)
        insert_payloads(connection, payloads)
        insert_troubles(connection, rows)
        return budget

    def _runs(self) -> Iterator[Run]:
        import numpy as np

        for piece, stop in self._pieces.values():
            views, part = piece.chunk.views, slice(piece.start, stop)
            states, errors = views.states[part], views.errors[part]
            rows = np.flatnonzero((states == DeliveryState.FAILED) | (states == DeliveryState.UNKNOWN))
            alike = states[rows].astype(np.int64) << 32 | errors[rows]
            breaks = np.flatnonzero((np.diff(rows) != 1) | (np.diff(alike) != 0)) + 1
            for run in np.split(rows + piece.start, breaks):
                yield piece, int(run[0]), int(run[-1]) + 1

    def _write_run(
        self,
        connection: sqlite3.Connection,
        send: int,
        origin: Origin,
        run: Run,
        budget: Budget,
        payloads: list[Row],
        rows: list[Row],
    ) -> Budget:
        piece, start, stop = run
        chunk = piece.chunk
        error = error_number(connection, self._log.names.errors[chunk.errors[start]])
        same = origin.kind is Kind.RECORD
        for row in () if same else range(start, stop):
            if not budget.has_room:
                break
            record, number = piece.record(row), piece.number(row)
            payloads.append(payload_row(send, number, record, kept=origin.payloads))
            rows.append((send, number, 1, number, record.partition, record.timestamp, *self._became(piece, row), error))
            budget = replace(budget, records=budget.records + 1, size=budget.size + record.size)
            start = row + 1
        if start == stop:
            return budget
        if budget.runs == MOST_RUNS:
            return replace(budget, uncounted=budget.uncounted + stop - start)
        known = (send, piece.number(start), stop - start, piece.payload, None, None)
        rows.append((*known, *self._became(piece, start), error))
        return replace(budget, runs=budget.runs + 1)

    def _became(self, piece: Piece, row: int) -> Row:
        chunk = piece.chunk
        at, partition = self._log.wall(chunk.base + row, chunk.handed[row]), chunk.partitions[row]
        return at, chunk.states[row], None if partition == ANY else partition
