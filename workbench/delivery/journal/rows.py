"""Records, their bytes and their errors as rows of the journal's tables, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from workbench.delivery.books import BooksError
from workbench.delivery.journal.origin import Origin
from workbench.delivery.report import DeliveryError
from workbench.records.record import Header, ProducerRecord

Row = tuple[object, ...]

_PAYLOAD = (
    "INSERT INTO payload (send, first, topic, key, value, headers, asked, timestamp, size, kept)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_HANDED = "INSERT INTO record (send, number, payload, asked, timestamp, at) VALUES (?, ?, ?, ?, ?, ?)"
_TROUBLE = (
    "INSERT INTO record (send, number, count, payload, asked, timestamp, at, state, partition, error)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SEND = "INSERT INTO send (writer, begun, profile, cluster, topic, kind, rows, resumes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


class Taken(BooksError):
    """Another workbench goes on with a send."""


def insert_send(connection: sqlite3.Connection, writer: str, begun: float, origin: Origin) -> int:
    """Begin a send; the answer is its number. Raises Taken where another one goes on with the same send."""
    names = (clean(origin.profile), clean(origin.cluster), clean(origin.topic))
    given = (writer, begun, *names, origin.kind.value, origin.in_rows)
    number = connection.execute(_SEND, (*given, origin.resumes)).lastrowid
    assert number is not None
    connection.execute("INSERT INTO origin (send, origin) VALUES (?, ?)", (number, origin.kept.to_json()))
    if origin.resumes is not None:
        taken = (number, origin.resumes)
        if not connection.execute("UPDATE send SET resumed = ? WHERE id = ? AND resumed IS NULL", taken).rowcount:
            raise Taken(f"send {origin.resumes:,} is gone on with already, by another workbench; stop this one")
    if origin.retries is not None:
        taken = (number, origin.retries)
        if not connection.execute("UPDATE send SET retried = ? WHERE id = ? AND retried IS NULL", taken).rowcount:
            raise Taken(f"what failed of send {origin.retries:,} is tried again already; stop this one")
    return number


def payload_row(send: int, first: int, record: ProducerRecord, *, kept: bool) -> Row:
    """The bytes of a record, or only how many they are."""
    topic, told = clean(record.topic), (record.partition, record.timestamp, record.size, kept)
    if not kept:
        return send, first, topic, None, None, None, *told
    return send, first, topic, record.key, record.value, headers_text(record.headers), *told


def record_of(row: sqlite3.Row) -> ProducerRecord | None:
    """The record of a row of `payload`; None where its bytes are left out."""
    if not row["kept"]:
        return None
    headers = headers_of(row["headers"])
    return ProducerRecord(row["topic"], row["key"], row["value"], headers, row["asked"], row["timestamp"])


def insert_payloads(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """As `payload_row` makes them."""
    connection.executemany(_PAYLOAD, rows)


def insert_handed(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Records without an outcome: send, number, payload, partition and timestamp asked for, when (epoch s)."""
    connection.executemany(_HANDED, rows)


def insert_troubles(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Records that were not delivered: send, number, count, payload, asked, timestamp, at, state, partition, error."""
    connection.executemany(_TROUBLE, rows)


def error_number(connection: sqlite3.Connection, error: DeliveryError | None) -> int | None:
    """What stands for an error in the journal."""
    if error is None:
        return None
    given = (error.name, clean(error.message), error.retriable)
    connection.execute("INSERT OR IGNORE INTO error (name, message, retriable) VALUES (?, ?, ?)", given)
    found = connection.execute("SELECT id FROM error WHERE (name, message, retriable) = (?, ?, ?)", given)
    return int(found.fetchone()["id"])


def clean(text: str) -> str:
    """A text that SQLite takes: a lone surrogate, as the shell makes of bytes that are no UTF-8, becomes `?`."""
    return text.encode(errors="replace").decode()


def headers_text(headers: Sequence[Header]) -> str | None:
    """As the journal holds them; None for none. A name that is no UTF-8 keeps its lone surrogates, escaped."""
    if not headers:
        return None
    return json.dumps([[name, None if value is None else value.hex()] for name, value in headers])


def headers_of(text: str | None) -> tuple[Header, ...]:
    """What `headers_text` wrote."""
    if text is None:
        return ()
    return tuple((name, None if value is None else bytes.fromhex(value)) for name, value in json.loads(text))
