"""The wire format by its parts: tag, length, value of each field, with the field's path (protobuf.dev/…/encoding)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from workbench.records.escape import escape
from workbench.serialization.anatomy import Span
from workbench.serialization.json_tree import child_path
from workbench.serialization.protobuf.descriptors import Descriptor, FieldDescriptor, Kind, is_map, is_message
from workbench.serialization.protobuf.pool import Pool
from workbench.serialization.protobuf.well_known import ANY

MOST: Final = 20_000
"""Spans of one value; the bytes after them are not named."""

_DEEPEST: Final = 100
_VARINT, _I64, _LEN, _GROUP, _END, _I32 = range(6)
_WIRE: Final = ("varint", "8 bytes", "length-delimited", "group", "end of group", "4 bytes")
_ZIGZAG: Final = (Kind.SINT32, Kind.SINT64)
_UNSIGNED: Final = (Kind.UINT32, Kind.UINT64)
_LAYOUTS: Final[Mapping[int, str]] = MappingProxyType(
    {
        Kind.DOUBLE: "<d",
        Kind.FLOAT: "<f",
        Kind.FIXED64: "<Q",
        Kind.SFIXED64: "<q",
        Kind.FIXED32: "<I",
        Kind.SFIXED32: "<i",
    }
)


def spans(message: Descriptor, data: bytes, start: int, pool: Pool) -> tuple[Span, ...]:
    """The parts of the message from `start` on. Bytes that cannot be read, and all after them, are not named."""
    walk = _Walk(data, pool)
    with suppress(_Unreadable):
        walk.message(message, start, len(data), "", 0)
    return tuple(walk.found)


class _Unreadable(Exception):
    """The bytes end in the middle, or are no Protobuf; or there are enough spans."""


@dataclass(slots=True)
class _Walk:
    data: bytes
    pool: Pool
    found: list[Span] = field(default_factory=list)

    def add(self, start: int, end: int, label: str, value: str, path: str) -> int:
        if len(self.found) >= MOST:
            raise _Unreadable
        self.found.append(Span(start, end, label, value, path))
        return end

    def message(self, descriptor: Descriptor | None, at: int, end: int, path: str, depth: int, group: int = 0) -> int:
        """All fields from `at` up to `end`, or up to the end of the group."""
        if depth > _DEEPEST:
            raise _Unreadable
        counts: dict[int, int] = {}
        held_type = ""
        while at < end:
            tag, after = self.varint(at, end)
            number, wire = tag >> 3, tag & 7
            if wire > _I32 or not 0 < number < 1 << 29:
                raise _Unreadable
            if wire == _END:
                if number != group:
                    raise _Unreadable
                return self.add(at, after, "tag", f"field {number}, {_WIRE[wire]}", path)
            known = self.known(descriptor, number)
            step = self.path(known, number, path, counts, after, end, wire)
            self.add(at, after, "tag", f"field {number}, {_WIRE[wire]}" + ("" if known else ", unknown"), step)
            at = self.value(known, wire, after, end, step, depth, number, held_type)
            if descriptor is not None and descriptor.full_name == ANY and number == 1:
                held_type = self.data[after:at].rpartition(b"/")[2].decode(errors="replace")
        if group:
            raise _Unreadable
        return at

    def known(self, descriptor: Descriptor | None, number: int) -> FieldDescriptor | None:
        if descriptor is None:
            return None
        if number in descriptor.fields_by_number:
            return descriptor.fields_by_number[number]
        try:
            return self.pool.finder.FindExtensionByNumber(descriptor, number)
        except KeyError:
            return None

    def path(
        self,
        known: FieldDescriptor | None,
        number: int,
        path: str,
        counts: dict[int, int],
        at: int,
        end: int,
        wire: int,
    ) -> str:
        """The field's path; an item's with its index, a map entry's with its key."""
        if known is None:
            return child_path(path, f"#{number}")
        step = child_path(path, f"[{known.full_name}]" if known.is_extension else known.name)
        if is_map(known):
            return child_path(step, self.map_key(known, at, end))
        if not known.is_repeated or (wire == _LEN and not _is_long(known)):
            return step
        counts[number] = counts.get(number, -1) + 1
        return child_path(step, counts[number])

    def map_key(self, known: FieldDescriptor, at: int, end: int) -> str:
        """The key of the entry that begins with its length at `at`."""
        key = known.message_type.fields_by_number[1]
        length, at = self.varint(at, end)
        end = min(end, at + length)
        while at < end:
            tag, at = self.varint(at, end)
            size, after = self.extent(tag & 7, at, end)
            if tag >> 3 == 1:
                return (
                    self.data[after - size : after].decode(errors="replace")
                    if tag & 7 == _LEN
                    else (self.number(key, tag & 7, at, end)[0])
                )
            at = after
        return "" if key.type == Kind.STRING else "false" if key.type == Kind.BOOL else "0"

    def extent(self, wire: int, at: int, end: int) -> tuple[int, int]:
        """The size of a value without what announces it, and where it ends."""
        if wire == _VARINT:
            _, after = self.varint(at, end)
            return after - at, after
        if wire == _LEN:
            size, at = self.varint(at, end)
        elif wire in (_I64, _I32):
            size = 8 if wire == _I64 else 4
        else:
            raise _Unreadable
        if at + size > end:
            raise _Unreadable
        return size, at + size

    def value(
        self, known: FieldDescriptor | None, wire: int, at: int, end: int, path: str, depth: int, number: int, held: str
    ) -> int:
        if wire == _GROUP:
            inner = known.message_type if known is not None and known.type == Kind.GROUP else None
            return self.message(inner, at, end, path, depth + 1, number)
        if wire != _LEN:
            shown, after = self.number(known, wire, at, end)
            return self.add(at, after, _label(known, wire), shown, path)
        size, after = self.extent(wire, at, end)
        start = self.add(at, after - size, "length", f"{size:,}", path)
        inner = self.within(known, held, number)
        if inner is not None:
            self.message(inner, start, after, path, depth + 1)
        elif known is not None and known.is_repeated and not _is_long(known):
            self.packed(known, start, after, path)
        elif size:
            self.add(start, after, _label(known, wire), self.shown(known, start, after), path)
        return after

    def within(self, known: FieldDescriptor | None, held: str, number: int) -> Descriptor | None:
        """The message whose fields the value holds; an Any's is named by the text before it."""
        if known is None:
            return None
        if known.type == Kind.MESSAGE:
            return known.message_type
        if held and number == 2:
            try:
                return self.pool.finder.FindMessageTypeByName(held)
            except KeyError:
                return None
        return None

    def packed(self, known: FieldDescriptor, at: int, end: int, path: str) -> None:
        wire = _VARINT if known.type not in _LAYOUTS else _I64 if struct.calcsize(_LAYOUTS[known.type]) == 8 else _I32
        index = 0
        while at < end:
            shown, after = self.number(known, wire, at, end)
            at = self.add(at, after, _label(known, wire), shown, child_path(path, index))
            index += 1

    def number(self, known: FieldDescriptor | None, wire: int, at: int, end: int) -> tuple[str, int]:
        if wire == _VARINT:
            number, after = self.varint(at, end)
            return _varint_shown(known, number), after
        size, after = self.extent(wire, at, end)
        layout = _LAYOUTS.get(known.type, "") if known is not None else ""
        if not layout or struct.calcsize(layout) != size:
            return f"0x{self.data[at:after].hex()}", after
        return str(struct.unpack(layout, self.data[at:after])[0]), after

    def shown(self, known: FieldDescriptor | None, start: int, end: int) -> str:
        head = self.data[start : min(end, start + 200)]
        if known is not None and known.type == Kind.STRING:
            return escape(head.decode(errors="replace"))
        return f"0x{head.hex()}"

    def varint(self, at: int, end: int) -> tuple[int, int]:
        number = shift = 0
        while at < end and shift < 70:
            byte = self.data[at]
            number |= (byte & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if byte < 0x80:
                return number & (1 << 64) - 1, at
        raise _Unreadable


def _is_long(known: FieldDescriptor) -> bool:
    """Whether its values are length-delimited themselves, so that they are never packed."""
    return is_message(known) or known.type in (Kind.STRING, Kind.BYTES)


def _label(known: FieldDescriptor | None, wire: int) -> str:
    return _WIRE[wire] if known is None else Kind(known.type).name.lower()


def _varint_shown(known: FieldDescriptor | None, number: int) -> str:
    if known is None or known.type in _UNSIGNED:
        return str(number)
    if known.type in _ZIGZAG:
        return str(number >> 1 ^ -(number & 1))
    if known.type == Kind.BOOL:
        return "true" if number else "false"
    signed = number - (1 << 64) if number >> 63 else number
    if known.type == Kind.ENUM:
        named = known.enum_type.values_by_number.get(signed)
        return f"{named.name} ({signed})" if named else str(signed)
    return str(signed)
