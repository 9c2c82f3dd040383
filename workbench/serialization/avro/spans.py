"""Avro's binary form by its parts: branches, lengths, counts and values, each with its field."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from struct import Struct
from typing import Final

from workbench.records.errors import Unserializable
from workbench.records.escape import escape
from workbench.serialization.anatomy import Span
from workbench.serialization.avro import logical
from workbench.serialization.avro.decoder import MOST_DEEP
from workbench.serialization.avro.model import (
    Array,
    AvroType,
    Enum,
    Fixed,
    Map,
    Primitive,
    Record,
    Union,
    branch_name,
    logical_of,
)
from workbench.serialization.avro.schema import parse
from workbench.serialization.avro.varint import read_varint
from workbench.serialization.json_tree import child_path
from workbench.serialization.schema import Schema

MOST: Final = 20_000
"""Spans of one value; the bytes after them are not named."""

MOST_SHOWN: Final = 200
"""Characters of one value."""

_FLOATING: Final = {"float": Struct("<f"), "double": Struct("<d")}


def spans(schema: Schema, data: bytes, start: int) -> tuple[Span, ...]:
    """The parts of the datum that begins at `start`. Bytes that cannot be read, and all after them, are not named."""
    walk = _Walk(data, start)
    with suppress(_Unreadable, Unserializable, RecursionError):
        walk.datum(parse(schema), "", 0)
    return tuple(walk.found)


class _Unreadable(Exception):
    """The bytes end in the middle, or are not of that type; or there are enough spans."""


@dataclass(slots=True)
class _Walk:
    """Bytes being named; `at` is the next one, `met` counts what takes no bytes too."""

    data: bytes
    at: int
    found: list[Span] = field(default_factory=list)
    met: int = 0

    def datum(self, kind: AvroType, path: str, depth: int) -> None:
        self.met += 1
        if depth > MOST_DEEP or self.met > 5 * MOST:
            raise _Unreadable
        match kind:
            case Primitive():
                self._primitive(kind, path)
            case Record():
                for each in kind.fields:
                    self.datum(each.type, child_path(path, each.name), depth + 1)
            case Union():
                branches = kind.branches
                index = self._number(
                    "branch", path, lambda index: _named(index, [branch_name(each) for each in branches])
                )
                self.datum(branches[index], path, depth + 1)
            case Enum():
                self._number("symbol", path, lambda index: _named(index, kind.symbols))
            case Fixed():
                self._bytes(kind, kind.size, path)
            case Array():
                self._blocks(path, lambda index: self.datum(kind.items, child_path(path, index), depth + 1))
            case Map():
                self._blocks(path, lambda _: self._member(kind, path, depth))

    def _primitive(self, kind: Primitive, path: str) -> None:
        match kind.kind:
            case "null":
                return
            case "boolean":
                byte = self._peek(1)[0]
                if byte > 1:
                    raise _Unreadable
                self._add(1, "boolean", "true" if byte else "false", path)
            case "int" | "long":
                self._number(_label(kind), path, lambda number: _shown(kind, number))
            case "float" | "double":
                layout = _FLOATING[kind.kind]
                self._add(layout.size, kind.kind, str(layout.unpack(self._peek(layout.size))[0]), path)
            case _:
                self._bytes(kind, self._length(path), path)

    def _bytes(self, kind: Primitive | Fixed, size: int, path: str) -> None:
        value = self._peek(size)
        if size:
            self._add(size, _label(kind), _shown(kind, value), path)

    def _member(self, kind: Map, path: str, depth: int) -> None:
        before = self.at
        try:
            length, at = read_varint(self.data, self.at)
        except IndexError:
            raise _Unreadable from None
        if not 0 <= length <= len(self.data) - at:
            raise _Unreadable
        key = self.data[at : at + length]
        below = child_path(path, key.decode(errors="replace"))
        self._add(at - before, "key length", f"{length:,}", below)
        if key:
            self._add(length, "key", _text(key), below)
        self.datum(kind.values, below, depth + 1)

    def _blocks(self, path: str, read: Callable[[int], None]) -> None:
        """The blocks of an array or a map, each a count and so many parts; a count of 0 is the end."""
        done = 0
        while count := self._number("count", path, lambda count: f"{count:,}" if count else "0, the end"):
            if count < 0:
                self._number("block size", path, lambda size: f"{size:,} byte{'' if size == 1 else 's'}")
            for _ in range(abs(count)):
                read(done)
                done += 1

    def _length(self, path: str) -> int:
        return self._number("length", path, lambda length: f"{length:,}")

    def _number(self, label: str, path: str, show: Callable[[int], str]) -> int:
        try:
            number, end = read_varint(self.data, self.at)
        except IndexError:
            raise _Unreadable from None
        self._add(end - self.at, label, show(number), path)
        return number

    def _peek(self, size: int) -> bytes:
        if not 0 <= size <= len(self.data) - self.at:
            raise _Unreadable
        return self.data[self.at : self.at + size]

    def _add(self, size: int, label: str, value: str, path: str) -> None:
        if len(self.found) >= MOST:
            raise _Unreadable
        self.found.append(Span(self.at, self.at + size, label, value, path))
        self.at += size


def _named(index: int, names: tuple[str, ...] | list[str]) -> str:
    """`1 (string)`. Raises _Unreadable where there is no such name."""
    if not 0 <= index < len(names):
        raise _Unreadable
    return f"{index} ({names[index]})"


def _label(kind: Primitive | Fixed) -> str:
    return logical_of(kind) or (kind.kind if isinstance(kind, Primitive) else "fixed")


def _shown(kind: Primitive | Fixed, value: int | bytes) -> str:
    """The text of a logical type with what it is made of; else text, hex, or the number."""
    if isinstance(value, bytes) and isinstance(kind, Primitive) and kind.kind == "string":
        return _text(value)
    plain = f"0x{value[: MOST_SHOWN // 2].hex()}" if isinstance(value, bytes) else str(value)
    if not kind.logical or (isinstance(value, bytes) and len(value) > MOST_SHOWN):
        return plain
    text = logical.to_text(kind, value)
    return plain if text is None else text if isinstance(value, bytes) else f"{text} ({plain})"


def _text(data: bytes) -> str:
    return escape(data[: 4 * MOST_SHOWN].decode(errors="replace")[:MOST_SHOWN])
