"""Thrift's binary protocol: every number big-endian in its full size (TBinaryProtocol.java)."""

from __future__ import annotations

import struct

from workbench.serialization.layout.part import Reading
from workbench.serialization.thrift.protocol import NAMES, STOP, FieldHead


class BinaryProtocol:
    """A struct's bytes without a message around them, as TSerializer gives them."""

    name = "binary"

    def whole(self, value: int, size: int) -> bytes:
        """Big-endian."""
        return value.to_bytes(size, "big", signed=True)

    def double(self, value: float) -> bytes:
        """Big-endian."""
        return struct.pack(">d", value)

    def truth(self, *, value: bool) -> bytes:
        """One byte."""
        return b"\1" if value else b"\0"

    def length(self, count: int) -> bytes:
        """An i32."""
        return self.whole(count, 4)

    def field(self, before: int, id: int, code: int, value: bytes) -> bytes:
        """Type and id in 3 bytes."""
        return bytes([code]) + self.whole(id, 2) + value

    def items(self, code: int, count: int) -> bytes:
        """Type and count in 5 bytes."""
        return bytes([code]) + self.whole(count, 4)

    def pairs(self, key: int, value: int, count: int) -> bytes:
        """Types and count in 6 bytes."""
        return bytes([key, value]) + self.whole(count, 4)

    def read_whole(self, reading: Reading, size: int, label: str, path: str) -> int:
        """Big-endian."""
        value = int.from_bytes(reading.take(size, label, path), "big", signed=True)
        reading.name_last(value)
        return value

    def read_double(self, reading: Reading, label: str, path: str) -> float:
        """Big-endian."""
        value: float = struct.unpack(">d", reading.take(8, label, path))[0]
        reading.name_last(value)
        return value

    def read_truth(self, reading: Reading, label: str, path: str) -> bool:
        """Java's reader takes 01 alone for true."""
        value = reading.take(1, label, path) == b"\1"
        reading.name_last("true" if value else "false")
        return value

    def read_length(self, reading: Reading, label: str, path: str) -> int:
        """An i32."""
        return self.read_whole(reading, 4, label, path)

    def read_field(self, reading: Reading, before: int, path: str) -> FieldHead | None:
        """Type and id; STOP has no id."""
        if reading.data[reading.at : reading.at + 1] == bytes([STOP]):
            reading.take(1, "end of struct", path)
            return None
        head = reading.take(3, "field", path)
        found = FieldHead(head[0], int.from_bytes(head[1:], "big", signed=True))
        reading.name_last(f"{found.id}, {NAMES.get(found.code, f'type {found.code}')}")
        return found

    def read_items(self, reading: Reading, path: str) -> tuple[int, int]:
        """Type and count."""
        head = reading.take(5, "count", path)
        count = int.from_bytes(head[1:], "big", signed=True)
        reading.name_last(f"{count} of {NAMES.get(head[0], f'type {head[0]}')}")
        return head[0], count

    def read_pairs(self, reading: Reading, path: str) -> tuple[int, int, int]:
        """Types and count."""
        head = reading.take(6, "count", path)
        count = int.from_bytes(head[2:], "big", signed=True)
        reading.name_last(f"{count} of {' to '.join(NAMES.get(one, f'type {one}') for one in head[:2])}")
        return head[0], head[1], count
