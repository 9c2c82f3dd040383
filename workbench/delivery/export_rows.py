"""A row of the delivery log as a JSON line and as a line of CSV."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from json.encoder import encode_basestring as _quoted
from typing import NamedTuple

from workbench.delivery.columns import KEY_BYTES
from workbench.delivery.error_kinds import kind_of_error
from workbench.delivery.report import DeliveryError

COLUMNS = (
    "number",
    "time",
    "topic",
    "partition",
    "offset",
    "timestamp",
    "latency_ms",
    "key",
    "key_hex",
    "key_size",
    "value_size",
    "size",
    "state",
    "error",
    "error_message",
    "error_kind",
)
"""The columns of CSV, and its header row."""

_SPECIAL = frozenset('",\r\n')
_FORMULAS = frozenset("=+-@\t\r'")
"""What a spreadsheet may take for the begin of a formula, and the sign that says it is none."""


class ExportRow(NamedTuple):
    """A row of the log in the order of the columns; None is null, or not known. The key is its first 256 bytes."""

    number: int
    time: str
    topic: str
    partition: int | None
    offset: int | None
    timestamp: int | None
    latency: float | None
    key: bytes | None
    key_size: int | None
    value_size: int | None
    size: int
    state: str
    error: DeliveryError | None


def json_line(row: ExportRow) -> str:
    """The fields of the `send` command, and the row's number, time and key. `key_hex` stands for a key that is no text.

    Written out by hand: it takes a tenth of the time that a dictionary would, and there may be a million of them.
    """
    number, time, topic, partition, offset, timestamp, latency, key, key_size, value_size, size, state, error = row
    text, key_hex = _key(key, key_size)
    return (
        f'{{"number": {number}, "time": "{time}", "topic": {_quoted(topic)}, "partition": {_or_null(partition)}, '
        f'"offset": {_or_null(offset)}, "timestamp": {_or_null(timestamp)}, "latency_ms": {_milliseconds(latency)}, '
        f'"key": {"null" if text is None else _quoted(text)}, "key_hex": {_or_null(key_hex and _quoted(key_hex))}, '
        f'"key_size": {_or_null(key_size)}, "value_size": {_or_null(value_size)}, "size": {size}, "state": "{state}", '
        f'"error": {"null" if error is None else _error(error)}}}\n'
    )


def csv_line(row: ExportRow) -> str:
    """RFC 4180. Null is an empty field and an empty text is `""`.

    Text that a spreadsheet would take for a formula, because it begins with = + - @, a tab or a carriage return, has an
    apostrophe before it; so has text that begins with an apostrophe, so that taking one away gives the text back.
    """
    number, time, topic, partition, offset, timestamp, latency, key, key_size, value_size, size, state, error = row
    text, key_hex = _key(key, key_size)
    took = None if latency is None else _milliseconds(latency)
    numbers = (partition, offset, timestamp, took)
    cells = (number, time, _harmless(topic), *numbers, _harmless(text), key_hex, key_size, value_size, size, state)
    return ",".join(map(_cell, (*cells, *_error_cells(error)))) + "\r\n"


def csv_header() -> str:
    """The first line."""
    return ",".join(COLUMNS) + "\r\n"


def moment(epoch: float) -> str:
    """Epoch seconds as 2026-11-22T12:03:07.114Z; seconds that no calendar has, as they are."""
    try:
        return datetime.fromtimestamp(epoch, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return str(epoch)


def _cell(value: object) -> str:
    """Quotes where RFC 4180 asks for them, and around an empty text, which else would be null."""
    if value is None:
        return ""
    text = str(value)
    return text if text and not _SPECIAL & set(text) else f'"{text.replace(chr(34), chr(34) * 2)}"'


def _harmless(text: str | None) -> str | None:
    return f"'{text}" if text and text[0] in _FORMULAS else text


def _or_null(value: object) -> object:
    return "null" if value is None else value


def _milliseconds(latency: float | None) -> str:
    return "null" if latency is None else f"{latency * 1000:.3f}"


def _key(key: bytes | None, size: int | None) -> tuple[str | None, str | None]:
    """The key's first 256 bytes as text, or else as hex; neither for a null key."""
    if key is None:
        return None, None
    try:
        return key.decode(), None
    except UnicodeDecodeError as error:
        if (size or 0) > KEY_BYTES and error.start > len(key) - 4 and error.reason == "unexpected end of data":
            return key[: error.start].decode(), None  # the cut went through a character
        return None, key.hex()


def _error(error: DeliveryError) -> str:
    kind = kind_of_error(error.name, retriable=error.retriable)
    fields = {"name": error.name, "message": error.message, "retriable": error.retriable, "kind": kind.value}
    return json.dumps(fields, ensure_ascii=False)


def _error_cells(error: DeliveryError | None) -> tuple[str | None, str | None, str | None]:
    if error is None:
        return None, None, None
    kind = kind_of_error(error.name, retriable=error.retriable)
    return _harmless(error.name), _harmless(error.message), kind.value
