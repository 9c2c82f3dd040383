"""The parts of a MessagePack document by name (the specification's formats)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final

from workbench.serialization.anatomy import Span
from workbench.serialization.document_parts import (
    MOST_DEEP,
    byte_at,
    named,
    number_at,
    pair,
    stop,
    take,
    take_bytes,
    take_text,
)
from workbench.serialization.json_tree import child_path
from workbench.serialization.layout.part import Reading
from workbench.serialization.tagged_json import Moment

_WORDS: Final[Mapping[int, tuple[str, str]]] = {0xC0: ("nil", "null"), 0xC2: ("bool", "false"), 0xC3: ("bool", "true")}
_NUMBERS: Final[Mapping[int, tuple[str, str]]] = {
    0xCA: ("float32", ">f"),
    0xCB: ("float64", ">d"),
    0xCC: ("uint8", ">B"),
    0xCD: ("uint16", ">H"),
    0xCE: ("uint32", ">I"),
    0xCF: ("uint64", ">Q"),
    0xD0: ("int8", ">b"),
    0xD1: ("int16", ">h"),
    0xD2: ("int32", ">i"),
    0xD3: ("int64", ">q"),
}
_LENGTHS: Final[Mapping[int, tuple[str, int]]] = {
    0xC4: ("bytes", 1),
    0xC5: ("bytes", 2),
    0xC6: ("bytes", 4),
    0xC7: ("extension", 1),
    0xC8: ("extension", 2),
    0xC9: ("extension", 4),
    0xD9: ("text", 1),
    0xDA: ("text", 2),
    0xDB: ("text", 4),
    0xDC: ("array", 2),
    0xDD: ("array", 4),
    0xDE: ("map", 2),
    0xDF: ("map", 4),
}
_TIMESTAMP: Final = -1


def spans(data: bytes) -> tuple[Span, ...]:
    """Every item, those inside arrays and maps with their paths. Never raises."""
    return named(data, _item)


def _item(reading: Reading, path: str, depth: int) -> str:
    first = byte_at(reading)
    if first in _WORDS:
        return take(reading, 1, *_WORDS[first], path)
    if first <= 0x7F or first >= 0xE0:
        return take(reading, 1, "fixint", str(first if first <= 0x7F else first - 0x100), path)
    if first in _NUMBERS:
        label, form = _NUMBERS[first]
        data = reading.take(1 + struct.calcsize(form), label, path)
        reading.name_last(shown := str(struct.unpack(form, data[1:])[0]))
        return shown
    kind, head, count = _head(reading, first)
    if kind == "text":
        return take_text(reading, head, count, path)
    if kind == "bytes":
        return take_bytes(reading, head, count, path)
    return (
        _extension(reading, head, count, path)
        if kind == "extension"
        else _many(reading, (kind, head, count), path, depth)
    )


def _head(reading: Reading, first: int) -> tuple[str, int, int]:
    """What begins here, how many bytes stand before its content, and how much that is."""
    if first <= 0x8F:
        return "map", 1, first & 0x0F
    if first <= 0x9F:
        return "array", 1, first & 0x0F
    if first <= 0xBF:
        return "text", 1, first & 0x1F
    if 0xD4 <= first <= 0xD8:
        return "extension", 2, 1 << first - 0xD4
    if first not in _LENGTHS:
        stop()
    kind, size = _LENGTHS[first]
    return kind, 1 + size + (kind == "extension"), number_at(reading, 1, size)


def _many(reading: Reading, what: tuple[str, int, int], path: str, depth: int) -> str:
    kind, head, count = what
    word = ("pair" if kind == "map" else "item") + ("" if count == 1 else "s")
    take(reading, head, kind, f"of {count:,} {word}", path)
    if depth == MOST_DEEP:
        stop()
    for index in range(count):
        if kind == "map":
            pair(reading, _item, path, depth + 1)
        else:
            _item(reading, child_path(path, index), depth + 1)
    return kind


def _extension(reading: Reading, head: int, count: int, path: str) -> str:
    code = number_at(reading, head - 1, 1)
    code -= 0x100 if code > 0x7F else 0
    data = reading.take(head + count, f"extension {code}", path)[head:]
    if code != _TIMESTAMP or count not in (4, 8, 12):
        reading.name_last(f"{count:,} byte{'' if count == 1 else 's'}")
        return "extension"
    number = int.from_bytes(data[-8:], "big")
    moment = Moment(number)
    if count == 8:
        moment = Moment(number & (1 << 34) - 1, number >> 34)
    elif count == 12:
        moment = Moment(number - (number >> 63 << 64), int.from_bytes(data[:4], "big"))
    reading.name_as("timestamp")
    reading.name_last(moment)
    return str(moment)
