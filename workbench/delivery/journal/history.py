"""What was sent, by profile, topic, key, state and time, the newest first. Blocks; raises BooksError."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.delivery.journal.checking import Window
from workbench.delivery.journal.sends import COLUMNS, Sent, SentRecord, find_send, read_send, records
from workbench.delivery.journal.store import reading
from workbench.delivery.report import DeliveryState

PAGE = 100
"""Sends or records that are given at once."""

_HANDED = "send.handed - send.delivered - send.sent - send.failed"
_COUNTS = {
    DeliveryState.QUEUED: f"send.ended IS NULL AND {_HANDED} - send.unknown > 0",
    DeliveryState.DELIVERED: "send.delivered > 0",
    DeliveryState.SENT: "send.sent > 0",
    DeliveryState.FAILED: "send.failed > 0",
    DeliveryState.UNKNOWN: f"{_HANDED} > 0",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty or None leaves it open. `key` is text that a record's key holds, `since` and
    `until` are epoch seconds when the send began.

    Of sends in bulk the journal has the keys only of records that were not delivered. A send is found by UNKNOWN while
    it is under way too: whether it is, only `Sent.alive` tells.
    """

    profile: str = ""
    topic: str = ""
    key: str = ""
    state: DeliveryState | None = None
    since: float | None = None
    until: float | None = None


def find_sends(path: Path, wanted: Wanted, before: int | None = None, most: int = PAGE) -> tuple[Sent, ...]:
    """The sends that something wanted is in; the next page is that `before` the last one's number."""
    if not path.exists():
        return ()
    terms, given = _terms(wanted)
    if wanted.state is not None:
        terms.append(_COUNTS[wanted.state])
    if wanted.key:
        terms.append("send.id IN (SELECT send FROM payload WHERE instr(key, ?))")
        given.append(wanted.key.encode(errors="replace"))
    if before is not None:
        terms.append("send.id < ?")
        given.append(before)
    with reading(path) as connection:
        where = " AND ".join(terms) or "1"
        query = f"SELECT {COLUMNS} WHERE {where} ORDER BY send.id DESC LIMIT ?"
        found = [read_send(row, path) for row in connection.execute(query, (*given, most))]
    return tuple(found)


def find_records(
    path: Path, wanted: Wanted, send: int | None = None, before: tuple[int, int] | None = None, most: int = PAGE
) -> tuple[SentRecord, ...]:
    """The records that are wanted, of all sends or of one; the next page is that `before` the last one's send and
    number. A send in bulk has only those that were not delivered, some of them as runs.
    """
    if not path.exists():
        return ()
    terms, given = _terms(wanted)
    for term, value in (("record.state = ?", wanted.state), ("record.send = ?", send)):
        if value is not None:
            terms.append(term)
            given.append(value)
    if wanted.key:
        terms.append("instr(payload.key, ?)")
        given.append(wanted.key.encode(errors="replace"))
    if before is not None:
        terms.append("(record.send, record.number) < (?, ?)")
        given += before
    where = f"{' AND '.join(terms) or '1'} ORDER BY record.send DESC, record.number DESC LIMIT ?"
    with reading(path) as connection:
        return tuple(records(connection, where, (*given, most)))


def unknown_runs(path: Path, sent: Sent) -> tuple[SentRecord, ...]:
    """The records of a send in bulk whose fate is unknown and that have no row (`find_records` has the others)."""
    if sent.alive or sent.origin.in_rows or not sent.totals.unknown:
        return ()
    with reading(path) as connection:
        rows = records(connection, "record.send = ?", (sent.number,))
        window = Window.of(sent, (replace(one, state=DeliveryState.DELIVERED) for one in rows))
    return tuple(_run(sent, first, stop) for first, stop in window.runs(DeliveryState.UNKNOWN))


def _run(sent: Sent, first: int, stop: int) -> SentRecord:
    nothing_known = (None, None, None, None, None)
    known = (sent.number, first, stop - first, sent.origin.topic, None, None, sent.begun, DeliveryState.UNKNOWN)
    return SentRecord(*known, *nothing_known)


def one_send(path: Path, number: int) -> Sent:
    """A send by its number."""
    with reading(path) as connection:
        return find_send(connection, path, number)


def _terms(wanted: Wanted) -> tuple[list[str], list[object]]:
    pairs = tuple(_pairs(wanted))
    return [term for term, _ in pairs], [value for _, value in pairs]


def _pairs(wanted: Wanted) -> Iterator[tuple[str, object]]:
    if wanted.profile:
        yield "send.profile = ?", wanted.profile
    if wanted.topic:
        yield "send.topic = ?", wanted.topic
    if wanted.since is not None:
        yield "send.begun >= ?", wanted.since
    if wanted.until is not None:
        yield "send.begun < ?", wanted.until
