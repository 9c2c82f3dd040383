"""Sends and records of the journal as lines: for a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from workbench.commands.table import Row, aligned, cut
from workbench.delivery.journal.transacted import Transacted
from workbench.delivery.report import DeliveryState
from workbench.records.escape import escape

if TYPE_CHECKING:
    from workbench.delivery.journal.sends import Sent, SentRecord

HEADINGS = ("send", "begun", "topic", "what", "handed", "delivered", "sent", "failed", "unknown", "is")
RECORD_HEADINGS = ("record", "state", "place", "key", "size", "error")
_RIGHT = {0, 4, 5, 6, 7, 8}
_WIDE = 40


def send_lines(sends: Iterable[Sent]) -> Iterator[str]:
    """A table, a send a line."""
    return aligned(HEADINGS, map(_send_row, sends), _RIGHT)


def stands(sent: Sent) -> str:
    """How a send stands, in a word or two."""
    if sent.alive:
        return "under way"
    if sent.resumed:
        return f"gone on with: {sent.resumed}"
    if sent.is_open:
        return "open"
    if sent.dismissed:
        return "dismissed"
    if sent.transacted is Transacted.ABORTED:
        return "aborted"
    if sent.can_go_on:
        return "unfinished"
    return "settled, some failed" if sent.totals.failed else "settled"


def what(sent: Sent) -> str:
    """What was sent."""
    origin = sent.origin
    if origin.path is not None:
        return f"lines of {escape(origin.path)}"
    words = {"lines": "lines of standard input", "again": "again", "record": "record"}[origin.kind]
    return words if origin.count is None or origin.kind == "lines" else f"{words} × {origin.count:,}"


def moment(seconds: float | None) -> str | None:
    """Epoch seconds as ISO 8601 with this machine's zone."""
    return None if seconds is None else datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="milliseconds")


def next_steps(sent: Sent) -> Iterator[str]:
    """What can be done about a send that is open or unfinished."""
    to = f"-b {escape(sent.origin.cluster)}"
    if sent.totals.unknown:
        yield f"look on the broker for what is unknown:   workbench journal check {sent.number} {to}"
    yield f"look, then send what is left:             workbench send {to} --resume {sent.number}"
    yield f"leave it as it is:                        workbench journal dismiss {sent.number}"


def _send_row(sent: Sent) -> Row:
    totals = sent.totals
    begun = datetime.fromtimestamp(sent.begun).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    became = (totals.delivered, totals.sent, totals.failed, totals.unknown)
    counts = (f"{count:,}" for count in (sent.handed, *became))
    said = cut(what(sent), _WIDE), *counts, stands(sent)
    return (f"{sent.number}", begun, escape(sent.origin.topic), *said)


def send_json(sent: Sent) -> str:
    """A send as a JSON line."""
    origin, totals = sent.origin, sent.totals
    fields = {
        "send": sent.number,
        "begun": moment(sent.begun),
        "ended": moment(sent.ended),
        "profile": origin.profile,
        "cluster": origin.cluster,
        "topic": origin.topic,
        "kind": origin.kind.value,
        "input": origin.path,
        "count": origin.count,
        "handed_over": sent.handed,
        "delivered": totals.delivered,
        "sent": totals.sent,
        "failed": totals.failed,
        "unknown": totals.unknown,
        "in_flight": totals.in_flight,
        "complete": sent.complete,
        "transaction": sent.transacted.value or None,
        "why": sent.why or None,
        "is": stands(sent),
        "resumes": origin.resumes,
        "resumed_by": sent.resumed,
    }
    return json.dumps(fields)


def record_lines(records: Iterable[SentRecord]) -> Iterator[str]:
    """A table, a record or a run of records alike a line."""
    return aligned(RECORD_HEADINGS, map(_record_row, records), {0, 4})


def _record_row(one: SentRecord) -> Row:
    number = f"{one.number + 1:,}" if one.count == 1 else f"{one.number + 1:,} to {one.number + one.count:,}"
    place = one.topic if one.partition is None else f"{one.topic}-{one.partition}"
    place += "" if one.offset is None else f" @ {one.offset:,}"
    key = "" if one.record is None else "null" if one.record.key is None else _text(one.record.key)
    size = "" if one.size is None else f"{one.size:,} B"
    error = "" if one.error is None else f"{one.error.name}: {escape(one.error.message)}"
    return number, DeliveryState(one.state).word, escape(place), cut(key, _WIDE), size, error


def _text(data: bytes) -> str:
    return escape(data[:200].decode(errors="backslashreplace"))


def record_json(one: SentRecord) -> str:
    """A record as a JSON line; its bytes in hex, null where they are null or not kept."""
    record = one.record
    fields = {
        "send": one.send,
        "number": one.number + 1,
        "records": one.count,
        "topic": one.topic,
        "partition": one.partition,
        "offset": one.offset,
        "at": moment(one.at),
        "state": DeliveryState(one.state).word,
        "error": one.error and {"name": one.error.name, "message": one.error.message},
        "kept": record is not None,
        "key_hex": record and _hex(record.key),
        "value_hex": record and _hex(record.value),
        "headers": record and [{"name": name, "hex": _hex(value)} for name, value in record.headers],
        "size": one.size,
    }
    return json.dumps(fields)


def _hex(data: bytes | None) -> str | None:
    return None if data is None else data.hex()
