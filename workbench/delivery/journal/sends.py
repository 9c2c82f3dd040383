"""A send as the journal holds it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.delivery.books import BooksError
from workbench.delivery.errors import NEVER_SENT
from workbench.delivery.journal.origin import Kind, Origin
from workbench.delivery.journal.presence import is_present
from workbench.delivery.journal.rows import record_of
from workbench.delivery.journal.transacted import ABORTED, Transacted
from workbench.delivery.report import DeliveryError, DeliveryState, Totals
from workbench.records.columns import InputPosition
from workbench.records.record import ProducerRecord

_GOOD = (DeliveryState.DELIVERED, DeliveryState.SENT)

NOT_FOUND = "_NOT_THERE"
"""The name of the error of a record that was unknown until it was looked for."""

_GIVEN_UP = ", ".join(f"'{name}'" for name in sorted(NEVER_SENT | {NOT_FOUND}))

COLUMNS = (
    "send.*, origin.origin, origin.there, send.failed AND EXISTS (SELECT 1 FROM record WHERE record.send = send.id"
    f" AND record.error IN (SELECT id FROM error WHERE name IN ({_GIVEN_UP}))) AS given_up"
    " FROM send JOIN origin ON origin.send = send.id"
)

_RECORDS = (
    "SELECT record.*, send.writer, send.ended, send.transacted,"
    " error.name, error.message, error.retriable, coalesce(payload.topic, send.topic) AS topic,"
    " payload.key, payload.value, payload.headers, payload.size, payload.kept"
    " FROM record JOIN send ON send.id = record.send LEFT JOIN error ON error.id = record.error"
    " LEFT JOIN payload ON payload.send = record.send AND payload.first = record.payload"
)


@dataclass(frozen=True, slots=True)
class Sent:
    """`begun`, `ended`, `dismissed` are epoch seconds, None where it is not. `resumed` is the send that goes on with
    it, `retried` the one that tried what failed of it after that. `complete`: all that was to be sent was handed over;
    `why` not, where the input ended it.

    `known`: the outcomes of so many of its first records are in the totals; `doubt` is the first of them whose fate is
    unknown. `reached` is by partition the highest offset delivered before both. `there` are runs of records that are
    not to be sent again, None before a look at the topic. `unbooked` were handed over when the journal could not be
    written. `alive`: its workbench is still at work. `given_up`: some failed that nobody refused, so they are left to
    send: given up before they left, or not found in the topic. `transacted` is how its transaction stands: all that is
    aborted has failed. `forgotten`: whatever was noted of its records, all is unknown that has not failed, because
    nobody knows whether the transaction was committed, or whether what was only sent has left.
    """

    number: int
    origin: Origin
    begun: float
    ended: float | None
    dismissed: float | None
    resumed: int | None
    complete: bool
    why: str
    handed: int
    handed_at: InputPosition | None
    unbooked: int
    known: int
    known_at: InputPosition | None
    doubt: int | None
    doubt_at: InputPosition | None
    reached: Mapping[int, int]
    there: tuple[tuple[int, int], ...] | None
    uncounted: int
    totals: Totals
    alive: bool
    given_up: bool = False
    transacted: Transacted = Transacted.NONE
    forgotten: bool = False
    retried: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether a person has something to decide: its workbench is gone, and something of it is unknown."""
        if self.alive or self.dismissed or self.resumed:
            return False
        return (self.ended is None and self.transacted is not Transacted.ABORTED) or self.totals.unknown > 0

    @property
    def is_unsettled(self) -> bool:
        """Whether it is open, or was stopped and has something left to hand over; and nobody dismissed it."""
        return self.is_open or (self.can_go_on and not self.dismissed)

    @property
    def can_go_on(self) -> bool:
        """Whether something is left to hand over."""
        whole = self.complete or (self.origin.kind is not Kind.LINES and self.handed >= (self.origin.count or 1))
        left = not whole or self.given_up or self.transacted is Transacted.ABORTED
        return left and not self.resumed and not self.alive


@dataclass(frozen=True, slots=True)
class SentRecord:
    """`count` records of a send from `number` on that are alike. `record` is None where its bytes were not kept, `size`
    is how many they were. `at` is epoch seconds, `appended` the broker's timestamp, epoch ms, `latency` seconds.
    """

    send: int
    number: int
    count: int
    topic: str
    record: ProducerRecord | None
    size: int | None
    at: float
    state: DeliveryState
    partition: int | None
    offset: int | None
    appended: int | None
    latency: float | None
    error: DeliveryError | None


def read_send(row: sqlite3.Row, path: Path) -> Sent:
    """A row of `SELECT COLUMNS`."""
    alive = row["ended"] is None and is_present(path, row["writer"])
    transacted = Transacted(row["transacted"]).left(alive=alive)
    delivered, sent, failed, unknown = (row[name] for name in ("delivered", "sent", "failed", "unknown"))
    open_ = row["handed"] - delivered - sent - failed - unknown
    totals = Totals(delivered, sent, failed, unknown + (0 if alive else open_), open_ if alive else 0)
    if transacted is Transacted.ABORTED:
        totals = Totals(failed=row["handed"])
    forgotten = transacted is Transacted.LOST or (sent > 0 and row["ended"] is None and not alive)
    if forgotten:
        totals = Totals(failed=failed, unknown=row["handed"] - failed)
    doubtful = transacted is Transacted.ABORTED or forgotten
    there = None if row["there"] is None else tuple((first, stop) for first, stop in json.loads(row["there"]))
    return Sent(
        number=row["id"],
        origin=Origin.from_json(row["origin"]),
        begun=row["begun"],
        ended=row["ended"],
        dismissed=row["dismissed"],
        resumed=row["resumed"],
        complete=bool(row["complete"]),
        why=row["why"],
        handed=row["handed"],
        handed_at=_position(row, "handed"),
        unbooked=row["unbooked"],
        known=0 if doubtful else row["known"],
        known_at=None if doubtful else _position(row, "known"),
        doubt=None if doubtful else row["doubt"],
        doubt_at=None if doubtful else _position(row, "doubt"),
        reached={} if doubtful else {int(one): offset for one, offset in json.loads(row["reached"]).items()},
        there=None if doubtful else there,
        uncounted=row["troubles"],
        totals=totals,
        alive=alive,
        given_up=bool(row["given_up"]),
        transacted=transacted,
        forgotten=forgotten,
        retried=row["retried"],
    )


def find_send(connection: sqlite3.Connection, path: Path, number: int) -> Sent:
    """A send by its number. Raises BooksError."""
    row = connection.execute(f"SELECT {COLUMNS} WHERE send.id = ?", (number,)).fetchone()
    if row is None:
        raise BooksError(f"there is no send {number:,} in the journal")
    return read_send(row, path)


def records(connection: sqlite3.Connection, where: str, given: tuple[object, ...] = ()) -> Iterator[SentRecord]:
    """The records that a condition (SQL) is true of. Those of a transaction that was aborted have failed, and what
    was delivered in one of which nobody knows is unknown; so is what was only sent when the workbench died.
    """
    path = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    present: dict[str, bool] = {}
    for row in connection.execute(f"{_RECORDS} WHERE {where}", given):
        one, transacted = _read_record(row), Transacted(row["transacted"])
        if one.state is DeliveryState.SENT or (transacted is not Transacted.NONE and one.state in _GOOD):
            writer = row["writer"]
            if writer not in present:
                present[writer] = row["ended"] is None and is_present(path, writer)
            alive = row["ended"] is None and present[writer]
            one = _judged(one, transacted.left(alive=alive), at_its_end=alive or row["ended"] is not None)
        yield one


def _judged(one: SentRecord, transacted: Transacted, *, at_its_end: bool) -> SentRecord:
    if transacted is Transacted.ABORTED:
        return replace(one, state=DeliveryState.FAILED, error=ABORTED)
    lost = transacted is Transacted.LOST or (one.state is DeliveryState.SENT and not at_its_end)
    return replace(one, state=DeliveryState.UNKNOWN) if lost else one


def _read_record(row: sqlite3.Row) -> SentRecord:
    error = None if row["name"] is None else DeliveryError(row["name"], row["message"], bool(row["retriable"]))
    place = (row["partition"], row["offset"], row["appended"], row["latency"])
    known = (row["send"], row["number"], row["count"], row["topic"], record_of(row), row["size"], row["at"])
    return SentRecord(*known, DeliveryState(row["state"]), *place, error)


def _position(row: sqlite3.Row, of: str) -> InputPosition | None:
    offset, line = row[f"{of}_offset"], row[f"{of}_line"]
    return None if offset is None else InputPosition(offset, line)
