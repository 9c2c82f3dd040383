"""The same key as other bytes, and where each lands: the other way in which two services do not meet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from struct import pack
from uuid import UUID

from workbench.partitioning.rules import Partitioner
from workbench.records.errors import Unserializable
from workbench.serialization.catalogue import find
from workbench.serialization.serializer import Serializer

SCHEMA_IDS = (2, 1)
"""The id of a key's schema and of the one before it, where nobody says otherwise."""

_CATALOGUED = (
    ("string", "string", "StringSerializer: the text in UTF-8"),
    ("short", "short, 2 bytes", "ShortSerializer"),
    ("integer", "integer, 4 bytes", "IntegerSerializer"),
    ("long", "long, 8 bytes", "LongSerializer"),
    ("double", "double, 8 bytes", "DoubleSerializer"),
    ("float", "float, 4 bytes", "FloatSerializer"),
    ("boolean", "boolean, 1 byte", "BooleanSerializer"),
    ("hex", "bytes written in hex", "the text was meant as hex, and the bytes were sent"),
    ("base64", "bytes written in base64", "the text was meant as base64, and the bytes were sent"),
)


_OURS = "this is what the composer sends"


@dataclass(frozen=True, slots=True)
class KeyForm:
    """One way to write a key as bytes, where they land (None: any), and when a producer does so.

    `chosen` is the form that the composer's serializer gives.
    """

    name: str
    data: bytes
    partition: int | None
    chosen: bool
    note: str


def examine(
    text: str,
    serializer: Serializer | None,
    partitioner: Partitioner,
    partitions: int,
    schema_ids: tuple[int, int] = SCHEMA_IDS,
) -> tuple[KeyForm, ...]:
    """Every form of the text that there is, the composer's first; forms of the same bytes come once.

    Without the composer's own where its serializer is not known or does not take the text. Raises Unplaceable.
    """
    ours = None if serializer is None else _serialized(serializer, text)
    own_name = "" if serializer is None else _name_of(serializer.name)
    found: dict[bytes, tuple[str, str]] = {}
    if ours is not None:
        found[ours] = (own_name, _OURS)
    for name, data, note in _forms(text, schema_ids):
        if data == ours and name != own_name and found[data][1] == _OURS:
            found[data] = (found[data][0], f"{_OURS}; the same bytes as {name}")
        found.setdefault(data, (name, note))
    return tuple(
        KeyForm(name, data, partitioner.partition(data, partitions), data == ours, note)
        for data, (name, note) in found.items()
    )


def _forms(text: str, schema_ids: tuple[int, int]) -> Iterator[tuple[str, bytes, str]]:
    for serializer, name, note in _CATALOGUED:
        if (data := _bytes_of(serializer, text)) is not None:
            yield name, data, note
    yield from _uuids(text.strip())
    yield from _texts(text)
    yield from _avro(text, schema_ids)


def _bytes_of(serializer: str, text: str) -> bytes | None:
    return _serialized(find(serializer), text)


def _serialized(serializer: Serializer, text: str) -> bytes | None:
    try:
        return serializer.serialize(text)
    except Unserializable:
        return None


def _name_of(serializer: str) -> str:
    return next((name for one, name, _ in _CATALOGUED if one == serializer), serializer)


def _uuids(text: str) -> Iterator[tuple[str, bytes, str]]:
    try:
        uuid = UUID(text)
    except ValueError:
        return
    yield "uuid, 16 bytes", uuid.bytes, "the uuid's own bytes, as Avro's fixed or a database has it"
    yield "uuid in lower case", str(uuid).encode(), "UUIDSerializer: Java writes lower case with dashes"
    yield "uuid in upper case", str(uuid).upper().encode(), ".NET and databases often write upper case"


def _texts(text: str) -> Iterator[tuple[str, bytes, str]]:
    data = _utf8(text)
    quoted = json.dumps(text, ensure_ascii=False).encode(errors="replace")
    envelope = {"schema": {"type": "string", "optional": False}, "payload": text}
    connect = json.dumps(envelope, separators=(",", ":"), ensure_ascii=False).encode(errors="replace")
    yield "JSON string, in quotes", quoted, "a JSON serializer, or JsonConverter without schemas"
    yield "Connect JSON with schema", connect, "JsonConverter with schemas.enable=true, its default"
    yield "string and a newline", data + b"\n", "echo piped into a producer that does not cut lines"
    yield "string and a carriage return", data + b"\r", "a line of a Windows file, cut at its \\n alone"
    yield "string and a space", data + b" ", "a key taken from a fixed-width column"
    yield "UTF-16, as Java writes it", b"\xfe\xff" + text.encode("utf-16-be", "replace"), "serializer.encoding=UTF-16"


def _avro(text: str, schema_ids: tuple[int, int]) -> Iterator[tuple[str, bytes, str]]:
    data = _utf8(text)
    datums = [("string", _varint(len(data)) + data)]
    if (number := _long(text)) is not None:
        datums.append(("int or long", _varint(number)))
    for kind, datum in datums:
        for schema_id, which in zip(schema_ids, ("", ", the schema before"), strict=True):
            note = f"Confluent's Avro serializer{which}: the id is part of the key, so a new version moves every key"
            yield f"Avro {kind}, schema id {schema_id}", _framed(schema_id, datum), note
        yield f"Avro {kind}, no framing", datum, "Avro without a registry"
    for schema_id in schema_ids:
        note = "Confluent's Avro serializer for a schema of bytes alone: no length before them, but the id"
        yield f"Avro bytes, schema id {schema_id}", _framed(schema_id, data), note


def _framed(schema_id: int, datum: bytes) -> bytes:
    """Confluent's prefix: a zero byte and the id."""
    return b"\0" + pack(">I", schema_id) + datum


def _utf8(text: str) -> bytes:
    data = _bytes_of("string", text)
    assert data is not None
    return data


def _long(text: str) -> int | None:
    number = _bytes_of("long", text)
    return None if number is None else int.from_bytes(number, "big", signed=True)


def _varint(number: int) -> bytes:
    """Zigzag and base 128, as Avro writes a long and a length."""
    number = (number << 1) ^ (number >> 63)
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])
