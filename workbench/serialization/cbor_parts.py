"""The parts of a CBOR document by name (RFC 8949)."""

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

_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP, _TAG, _SIMPLE = range(8)
_WORDS: Final[Mapping[int, tuple[str, str]]] = {
    20: ("bool", "false"),
    21: ("bool", "true"),
    22: ("null", ""),
    23: ("undefined", ""),
}
_FLOATS: Final[Mapping[int, str]] = {25: ">e", 26: ">f", 27: ">d"}
_TAGS: Final[Mapping[int, str]] = {
    0: "0, a time as text",
    1: "1, a time as number",
    2: "2, a large number",
    3: "3, a large negative number",
}
_BREAK: Final = 0xFF
_INDEFINITE: Final = 31


def spans(data: bytes) -> tuple[Span, ...]:
    """Every item, those inside arrays and maps with their paths. Never raises."""
    return named(data, _item)


def _item(reading: Reading, path: str, depth: int) -> str:
    first = byte_at(reading)
    major, info = first >> 5, first & 0x1F
    if major == _SIMPLE:
        return _simple(reading, info, path)
    if info > 27 and not (info == _INDEFINITE and major in (_BYTES, _TEXT, _ARRAY, _MAP)):
        stop()
    if info == _INDEFINITE:
        return _until_break(reading, major, path, depth)
    head = 1 + (1 << info - 24 if info >= 24 else 0)
    number = number_at(reading, 1, head - 1) if head > 1 else info
    if major == _UNSIGNED:
        return take(reading, head, "uint", str(number), path)
    if major == _NEGATIVE:
        return take(reading, head, "negative int", str(-1 - number), path)
    if major == _BYTES:
        return take_bytes(reading, head, number, path)
    if major == _TEXT:
        return take_text(reading, head, number, path)
    if major == _TAG:
        take(reading, head, "tag", _TAGS.get(number, str(number)), path)
        return _item(reading, path, _deeper(depth))
    return _many(reading, major, head, number, path, depth)


def _many(reading: Reading, major: int, head: int, count: int, path: str, depth: int) -> str:
    kind, word = ("map", "pair") if major == _MAP else ("array", "item")
    take(reading, head, kind, f"of {count:,} {word}{'' if count == 1 else 's'}", path)
    for index in range(count):
        _one(reading, major, index, path, _deeper(depth))
    return kind


def _until_break(reading: Reading, major: int, path: str, depth: int) -> str:
    kind = {_BYTES: "bytes", _TEXT: "text", _ARRAY: "array", _MAP: "map"}[major]
    take(reading, 1, kind, "up to a break", path)
    index = 0
    while byte_at(reading) != _BREAK:
        _one(reading, major, index, path, _deeper(depth))
        index += 1
    take(reading, 1, "break", "", path)
    return kind


def _one(reading: Reading, major: int, index: int, path: str, depth: int) -> None:
    if major == _MAP:
        pair(reading, _item, path, depth)
    else:
        _item(reading, child_path(path, index) if major == _ARRAY else path, depth)


def _simple(reading: Reading, info: int, path: str) -> str:
    if info in _WORDS:
        label, shown = _WORDS[info]
        take(reading, 1, label, shown, path)
        return shown or label
    if info not in _FLOATS:
        return take(reading, 2, "simple value", str(number_at(reading, 1, 1)), path) if info == 24 else stop()
    form = _FLOATS[info]
    data = reading.take(1 + struct.calcsize(form), f"float{8 * struct.calcsize(form)}", path)
    reading.name_last(shown := str(struct.unpack(form, data[1:])[0]))
    return shown


def _deeper(depth: int) -> int:
    return stop() if depth == MOST_DEEP else depth + 1
