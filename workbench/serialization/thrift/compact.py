"""Thrift's compact protocol: varints, and a field's id as the distance from the one before (TCompactProtocol.java)."""

from __future__ import annotations

import struct
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.layout.part import Reading
from workbench.serialization.thrift.protocol import (
    BOOL,
    BYTE,
    DOUBLE,
    I16,
    I32,
    I64,
    LIST,
    MAP,
    NAMES,
    SET,
    STOP,
    STRING,
    STRUCT,
    UUID,
    FieldHead,
)

_TRUE, _FALSE = 1, 2
_NUMBERS: Final = {
    BOOL: _TRUE,
    BYTE: 3,
    I16: 4,
    I32: 5,
    I64: 6,
    DOUBLE: 7,
    STRING: 8,
    LIST: 9,
    SET: 10,
    MAP: 11,
    STRUCT: 12,
    UUID: 13,
}
_CODES: Final = {number: code for code, number in _NUMBERS.items()} | {_FALSE: BOOL}
_MOST_VARINT: Final = 10
_UNKNOWN: Final = 0x100
"""Added to a number that stands for no type, so that it is taken for none."""


class CompactProtocol:
    """A struct's bytes without a message around them, as TSerializer gives them."""

    name = "compact"

    def whole(self, value: int, size: int) -> bytes:
        """Zigzag in a varint, but an i8 as it is."""
        if size == 1:
            return value.to_bytes(1, "big", signed=True)
        return _varint(value << 1 if value >= 0 else ~(value << 1))

    def double(self, value: float) -> bytes:
        """Little-endian, unlike the binary protocol."""
        return struct.pack("<d", value)

    def truth(self, *, value: bool) -> bytes:
        """One byte, the number of a type."""
        return bytes([_TRUE if value else _FALSE])

    def length(self, count: int) -> bytes:
        """An unsigned varint."""
        return _varint(count)

    def field(self, before: int, id: int, code: int, value: bytes) -> bytes:
        """One byte where the id is 1 to 15 more than the one before; a bool is in its type."""
        number = value[0] if code == BOOL else _NUMBERS[code]
        head = bytes([id - before << 4 | number]) if 0 < id - before <= 15 else bytes([number]) + self.whole(id, 2)
        return head if code == BOOL else head + value

    def items(self, code: int, count: int) -> bytes:
        """One byte up to 14 items."""
        return bytes([count << 4 | _NUMBERS[code]]) if count < 15 else bytes([0xF0 | _NUMBERS[code]]) + _varint(count)

    def pairs(self, key: int, value: int, count: int) -> bytes:
        """The count, then both types in a byte; an empty map has no types."""
        return _varint(count) + (bytes([_NUMBERS[key] << 4 | _NUMBERS[value]]) if count else b"")

    def read_whole(self, reading: Reading, size: int, label: str, path: str) -> int:
        """Zigzag in a varint, but an i8 as it is."""
        if size == 1:
            value = int.from_bytes(reading.take(1, label, path), "big", signed=True)
        else:
            raw = _read_varint(reading, label, path)
            value = raw >> 1 ^ -(raw & 1)
        if not -(1 << 8 * size - 1) <= value < 1 << 8 * size - 1:
            raise Unserializable(Problem(f"{value:,} does not fit an i{8 * size}", path=path))
        reading.name_last(value)
        return value

    def read_double(self, reading: Reading, label: str, path: str) -> float:
        """Little-endian."""
        value: float = struct.unpack("<d", reading.take(8, label, path))[0]
        reading.name_last(value)
        return value

    def read_truth(self, reading: Reading, label: str, path: str) -> bool:
        """Java's reader takes 01 alone for true."""
        value = reading.take(1, label, path)[0] == _TRUE
        reading.name_last("true" if value else "false")
        return value

    def read_length(self, reading: Reading, label: str, path: str) -> int:
        """An unsigned varint."""
        value = _read_varint(reading, label, path)
        reading.name_last(value)
        return value

    def read_field(self, reading: Reading, before: int, path: str) -> FieldHead | None:
        """Type and id, and a bool's value."""
        start = reading.at
        head = reading.take(1, "field", path)[0]
        if head == STOP:
            reading.name_as("end of struct")
            return None
        id = before + (head >> 4)
        if not head >> 4:
            id = self.read_whole(reading, 2, "field", path)
            reading.join(start)
        number = head & 15
        found = FieldHead(_code(number), id, number == _TRUE if number in (_TRUE, _FALSE) else None)
        truth = "" if found.truth is None else f" {'true' if found.truth else 'false'}"
        reading.name_last(f"{found.id}, {_word(number)}{truth}")
        return found

    def read_items(self, reading: Reading, path: str) -> tuple[int, int]:
        """Type and count."""
        start = reading.at
        head = reading.take(1, "count", path)[0]
        count = head >> 4
        if count == 15:
            count = _read_varint(reading, "count", path)
            reading.join(start)
        reading.name_last(f"{count} of {_word(head & 15)}")
        return _code(head & 15), count

    def read_pairs(self, reading: Reading, path: str) -> tuple[int, int, int]:
        """Count and types."""
        start = reading.at
        count = _read_varint(reading, "count", path)
        reading.name_last(count)
        if not count:
            return STOP, STOP, 0
        types = reading.take(1, "count", path)[0]
        reading.join(start)
        reading.name_last(f"{count} of {_word(types >> 4)} to {_word(types & 15)}")
        return _code(types >> 4), _code(types & 15), count


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*found, value))


def _read_varint(reading: Reading, label: str, path: str) -> int:
    size = 1
    while reading.data[reading.at + size - 1 : reading.at + size] > b"\x7f":
        size += 1
        if size > _MOST_VARINT:
            raise Unserializable(Problem(f"the varint at byte {reading.at:,} does not end", path=path))
    data = reading.take(size, label, path)
    return sum((byte & 0x7F) << 7 * place for place, byte in enumerate(data))


def _code(number: int) -> int:
    return _CODES.get(number, _UNKNOWN + number)


def _word(number: int) -> str:
    return NAMES.get(_code(number), f"type {number}")
