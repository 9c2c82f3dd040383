"""A send as the journal holds it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.delivery.books import BooksError
from workbench.delivery.journal.origin import Kind, Origin
from workbench.delivery.journal.presence import is_present
from workbench.delivery.journal.rows import record_of
from workbench.delivery.report import DeliveryError, DeliveryState, Totals
from workbench.records.columns import InputPosition
from workbench.records.record import ProducerRecord

COLUMNS = "send.*, origin.origin, origin.there FROM send JOIN origin ON origin.send = send.id"

_RECORDS = (
    "SELECT record.*, error.name, error.message, error.retriable, coalesce(payload.topic, send.topic) AS topic,"
    " payload.key, payload.value, payload.headers, payload.size, payload.kept"
    " FROM record JOIN send ON send.id = record.send LEFT JOIN error ON error.id = record.error"
    " LEFT JOIN payload ON payload.send = record.send AND payload.first = record.payload"
)


@dataclass(frozen=True, slots=True)
class Sent:
    """`begun`, `ended`, `dismissed` are epoch seconds, None where it is not. `resumed` is the send that goes on with
    it. `complete`: all that was to be sent was handed over; `why` not, where the input ended it.

    `known`: the outcomes of so many of its first records are in the totals; `doubt` is the first of them whose fate is
    unknown. `reached` is by partition the highest offset delivered before both. `there` are runs of records that are
    not to be sent again, None before a look at the topic. `unbooked` were handed over when the journal could not be
    written. `alive`: its workbench is still at work.
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

    @property
    def is_open(self) -> bool:
        """Whether a person has something to decide: its workbench is gone, and something of it is unknown."""
        if self.alive or self.dismissed or self.resumed:
            return False
        return self.ended is None or self.totals.unknown > 0

    @property
    def can_go_on(self) -> bool:
        """Whether something is left to hand over."""
        whole = self.complete or (self.origin.kind is not Kind.LINES and self.handed >= (self.origin.count or 1))
        return not whole and not self.resumed and not self.alive


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
    delivered, sent, failed, unknown = (row[name] for name in ("delivered", "sent", "failed", "unknown"))
    open_ = row["handed"] - delivered - sent - failed - unknown
    totals = Totals(delivered, sent, failed, unknown + (0 if alive else open_), open_ if alive else 0)
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
        known=row["known"],
        known_at=_position(row, "known"),
        doubt=row["doubt"],
        doubt_at=_position(row, "doubt"),
        reached={int(partition): offset for partition, offset in json.loads(row["reached"]).items()},
        there=there,
        uncounted=row["troubles"],
        totals=totals,
        alive=alive,
    )


def find_send(connection: sqlite3.Connection, path: Path, number: int) -> Sent:
    """A send by its number. Raises BooksError."""
    row = connection.execute(f"SELECT {COLUMNS} WHERE send.id = ?", (number,)).fetchone()
    if row is None:
        raise BooksError(f"there is no send {number:,} in the journal")
    return read_send(row, path)


def records(connection: sqlite3.Connection, where: str, given: tuple[object, ...] = ()) -> Iterator[SentRecord]:
    """The records that a condition (SQL) is true of."""
    for row in connection.execute(f"{_RECORDS} WHERE {where}", given):
        yield _read_record(row)


def _read_record(row: sqlite3.Row) -> SentRecord:
    error = None if row["name"] is None else DeliveryError(row["name"], row["message"], bool(row["retriable"]))
    place = (row["partition"], row["offset"], row["appended"], row["latency"])
    known = (row["send"], row["number"], row["count"], row["topic"], record_of(row), row["size"], row["at"])
    return SentRecord(*known, DeliveryState(row["state"]), *place, error)


def _position(row: sqlite3.Row, of: str) -> InputPosition | None:
    offset, line = row[f"{of}_offset"], row[f"{of}_line"]
    return None if offset is None else InputPosition(offset, line)
