"""A look at the topic for what is unknown of a send, and what was found written into the journal."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from workbench.delivery.books import BooksError
from workbench.delivery.journal.checking import NOT_THERE, Reader, Remake, SmallLook, TooFew, Window, look_for
from workbench.delivery.journal.going_on import from_number
from workbench.delivery.journal.lines import thinned
from workbench.delivery.journal.origin import Kind, input_problem
from workbench.delivery.journal.recovery import not_open
from workbench.delivery.journal.rows import error_number, insert_troubles, record_of
from workbench.delivery.journal.sends import Sent, SentRecord, find_send, records
from workbench.delivery.journal.store import reading, transaction
from workbench.delivery.journal.troubles import MOST_RUNS
from workbench.delivery.report import DeliveryState
from workbench.records.record import ProducerRecord

_COMMAND = "workbench journal check"

_DELIVERED_SINCE = (
    "record.state = ? AND record.send IN (SELECT id FROM send WHERE cluster = ? AND id >= ?"
    " UNION SELECT id FROM send WHERE cluster = ? AND begun >= ?)"
)
_SETTLE_ROW = (
    "UPDATE record SET state = ?, partition = ?, offset = ?, appended = ?, error = ? WHERE send = ? AND number = ?"
)
_SETTLE = (
    "UPDATE send SET delivered = delivered + ?, failed = failed + ?, unknown = ?, known = handed, doubt = ?,"
    " ended = coalesce(ended, ?), troubles = ?"
    " WHERE id = ? AND handed = ? AND delivered = ? AND failed = ? AND dismissed IS NULL AND resumed IS NULL"
)


@dataclass(frozen=True, slots=True)
class Checked:
    """How many of the records whose fate was unknown are in the topic, and how many are not. `unseen` could not be
    looked for, because their bytes are left out of the journal: they stay unknown.
    """

    there: int
    missing: int
    unseen: int = 0


def check(path: Path, number: int, reader: Reader, remake: Remake | None = None, *, changed: bool = False) -> Checked:
    """Look in the topic for what is unknown of a send: what is found was delivered, what is not has failed.

    Lines are made once more with `remake`; `changed`: also of a file that is not as it was. A record of somebody else
    that is byte for byte the same, written since the send began, is not told apart from its own. Blocks. Raises
    BooksError, and what `reader` raises: nothing is settled then.
    """
    with reading(path) as connection:
        sent = find_send(connection, path, number)
        if not sent.is_open:
            raise BooksError(f"send {number:,} {not_open(sent)}")
        kept = tuple(records(connection, "record.send = ?", (number,)))
        if sent.origin.in_rows:
            cluster = sent.origin.cluster
            since = (DeliveryState.DELIVERED, cluster, number, cluster, sent.begun)
            delivered = frozenset(_places(chain(kept, records(connection, _DELIVERED_SINCE, since))))
        payloads = connection.execute("SELECT * FROM payload WHERE send = ? ORDER BY first", (number,)).fetchall()
    if sent.origin.in_rows:
        looked = look_for(sent, kept, delivered, reader)
        with reading(path) as connection, transaction(connection):
            return _settle_rows(connection, sent, looked)
    window = Window.of(sent, kept)
    _check_input(sent, remake, changed=changed)
    there = _look_for(sent, window, payloads, reader, remake)
    with reading(path) as connection, transaction(connection):
        return _settle_window(connection, sent, window, there)


def _places(kept: Iterable[SentRecord]) -> Iterator[tuple[str, int, int]]:
    for one in kept:
        if one.state is DeliveryState.DELIVERED and one.partition is not None and one.offset is not None:
            yield one.topic, one.partition, one.offset


def _settle_rows(connection: sqlite3.Connection, sent: Sent, looked: SmallLook) -> Checked:
    there, missing = len(looked.there), len(looked.missing)
    unseen = sent.totals.unknown - there - missing
    error = error_number(connection, NOT_THERE)
    _forget(connection, sent)
    _settle(connection, sent, (there, missing, unseen, sent.doubt), sent.uncounted)
    connection.executemany(_SETTLE_ROW, _settled_rows(sent, looked, error))
    return Checked(there, missing, unseen)


def _settled_rows(sent: Sent, looked: SmallLook, error: int | None) -> Iterator[tuple[int | None, ...]]:
    for number, found in looked.there.items():
        yield DeliveryState.DELIVERED, found.partition, found.offset, found.timestamp, None, sent.number, number
    for number in looked.missing:
        yield DeliveryState.FAILED, None, None, None, error, sent.number, number


def _look_for(
    sent: Sent, window: Window, payloads: Sequence[sqlite3.Row], reader: Reader, remake: Remake | None
) -> int:
    """How many of the window's records are there after all."""
    if sent.origin.kind is Kind.RECORD:
        made = _repeated(sent, payloads, window.first)
    else:
        made = _lines_again(sent, window, remake)
    try:
        return window.look_for(sent, made, reader)
    except TooFew as error:
        raise BooksError(f"send {sent.number:,} cannot be looked for: {error}") from None


def _check_input(sent: Sent, remake: Remake | None, *, changed: bool) -> None:
    """Raises BooksError where the lines of a send cannot be read again."""
    if sent.origin.kind is not Kind.LINES:
        return
    problem = input_problem(sent.origin, changed=changed)
    if remake is None:
        problem = problem or f"it is of lines; valid: {_COMMAND} {sent.number}"
    if problem:
        raise BooksError(f"send {sent.number:,} cannot be looked for: {problem}")


def _lines_again(sent: Sent, window: Window, remake: Remake | None) -> Iterator[ProducerRecord]:
    """The records of the window, in order."""
    assert remake is not None
    origin = from_number(sent, window.first)
    for columns in thinned(remake(origin), origin.left_out):
        yield from () if columns is None else columns.records()


def _repeated(sent: Sent, payloads: Sequence[sqlite3.Row], first: int) -> Iterator[ProducerRecord]:
    """The records of one that was sent many times, from a number on."""
    ends = [*(row["first"] for row in payloads[1:]), sent.handed]
    for row, end in zip(payloads, ends, strict=True):
        record = record_of(row)
        if record is None:
            raise BooksError(f"send {sent.number:,} cannot be looked for: its bytes are left out of the journal")
        for _ in range(max(first, row["first"]), end):
            yield record


def _settle_window(connection: sqlite3.Connection, sent: Sent, window: Window, there: int) -> Checked:
    """Write what became of the window's records."""
    runs = tuple(window.runs(DeliveryState.UNKNOWN))
    missing = sum(stop - first for first, stop in runs)
    uncounted = sent.uncounted + sum(stop - first for first, stop in runs[MOST_RUNS:])
    became = (sent.begun, DeliveryState.FAILED, None, error_number(connection, NOT_THERE))
    _forget(connection, sent)
    _settle(connection, sent, (there, missing, 0, window.first), uncounted)
    connection.execute("DELETE FROM record WHERE send = ? AND state = ?", (sent.number, DeliveryState.UNKNOWN))
    rows = ((sent.number, first, stop - first, None, None, None, *became) for first, stop in runs[:MOST_RUNS])
    insert_troubles(connection, rows)
    settled = tuple(window.runs(DeliveryState.DELIVERED, DeliveryState.SENT, DeliveryState.FAILED))
    connection.execute("UPDATE origin SET there = ? WHERE send = ?", (json.dumps(settled), sent.number))
    return Checked(there, missing)


def _forget(connection: sqlite3.Connection, sent: Sent) -> None:
    """The look has said what is there; what was noted of it before counts no more."""
    if sent.forgotten:
        nothing = "transacted = '', delivered = 0, sent = 0, unknown = 0"
        connection.execute(f"UPDATE send SET {nothing} WHERE id = ?", (sent.number,))


def _settle(
    connection: sqlite3.Connection, sent: Sent, became: tuple[int, int, int, int | None], uncounted: int
) -> None:
    """`became`: there, missing, still unknown, the first record that was not known."""
    was = (sent.number, sent.handed, sent.totals.delivered, sent.totals.failed)
    if not connection.execute(_SETTLE, (*became, time.time(), uncounted, *was)).rowcount:
        raise BooksError(f"send {sent.number:,} was settled by another workbench in the meantime")
