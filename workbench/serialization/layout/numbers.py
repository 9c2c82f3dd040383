"""Numbers of a layout: whole ones of any size and either byte order, varints, fractions, booleans."""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import Literal

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.json_tree import Node, Number
from workbench.serialization.layout.part import Reading, Writing
from workbench.serialization.varint import unsigned

Endian = Literal["big", "little"]


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number of `size` bytes."""

    name: str
    size: int
    is_signed: bool
    endian: Endian

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """Exact, or refused."""
        number = whole(writing, node, path)
        if number is None:
            return b""
        try:
            return self.pack(number)
        except OverflowError:
            least, most = self.limits
            return writing.refuse(node, path, f"{number} is out of range for {self.name}", f"{least:,} to {most:,}")

    @property
    def limits(self) -> tuple[int, int]:
        """The least and the largest number."""
        bits = 8 * self.size
        return (-(1 << bits - 1), (1 << bits - 1) - 1) if self.is_signed else (0, (1 << bits) - 1)

    def pack(self, number: int) -> bytes:
        """A number's bytes. Raises OverflowError."""
        return number.to_bytes(self.size, self.endian, signed=self.is_signed)

    def read(self, reading: Reading, path: str) -> int:
        """The number."""
        data = reading.take(self.size, self.name, path)
        number = int.from_bytes(data, self.endian, signed=self.is_signed)
        reading.name_last(number)
        return number

    def sample(self, seed: int) -> int:
        """A small number."""
        return seed % 100


@dataclass(frozen=True, slots=True)
class Varint:
    """A number of 1 to 10 bytes: unsigned LEB128, or zigzag."""

    name: str
    is_zigzag: bool

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """Exact, or refused."""
        number = whole(writing, node, path)
        if number is None:
            return b""
        try:
            return self.pack(number)
        except OverflowError:
            least, most = self.limits
            return writing.refuse(node, path, f"{number} is out of range for {self.name}", f"{least:,} to {most:,}")

    @property
    def limits(self) -> tuple[int, int]:
        """The least and the largest number."""
        return (-(1 << 63), (1 << 63) - 1) if self.is_zigzag else (0, (1 << 64) - 1)

    def pack(self, number: int) -> bytes:
        """A number's bytes. Raises OverflowError."""
        least, most = self.limits
        if not least <= number <= most:
            raise OverflowError(number)
        return unsigned(number << 1 ^ number >> 63 if self.is_zigzag else number)

    def read(self, reading: Reading, path: str) -> int:
        """The number."""
        rest = reading.data[reading.at : reading.at + 10]
        size = next((place for place, byte in enumerate(rest, 1) if byte < 0x80), 0)
        if not size:
            raise Unserializable(Problem(f"no varint of 64 bits begins at byte {reading.at:,}", path=path))
        data = reading.take(size, self.name, path)
        raw = sum((byte & 0x7F) << 7 * place for place, byte in enumerate(data))
        if raw >> 64:
            raise Unserializable(Problem(f"no varint of 64 bits ends at byte {reading.at:,}", path=path))
        number = raw >> 1 ^ -(raw & 1) if self.is_zigzag else raw
        reading.name_last(number)
        return number

    def sample(self, seed: int) -> int:
        """A small number."""
        return seed % 100


WholeNumber = Whole | Varint
"""What lengths, counts, enums and flags may be."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """An IEEE 754 number of 2, 4 or 8 bytes."""

    name: str
    size: int
    endian: Endian

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """The nearest number of that size; one that would become infinite or 0 is refused."""
        number = _fraction(node)
        if number is None:
            valid = 'a number such as 1.5, or "NaN", "Infinity", "-Infinity" in quotes'
            return writing.refuse(node, path, f"this is a JSON {node.kind}, not a number", valid)
        try:
            data = struct.pack(self._layout, number)
        except OverflowError:
            data = b""
        became = struct.unpack(self._layout, data)[0] if data else math.inf
        vanished = became == 0 and isinstance(node.value, Number) and _has_digits(node.value.text)
        if vanished or (math.isinf(became) and isinstance(node.value, Number)):
            what = "too small" if vanished else "too large"
            return writing.refuse(node, path, f"{quoted(node.value.text)} is {what} for {self.name}")  # type: ignore[union-attr]
        return data

    @property
    def _layout(self) -> str:
        return (">" if self.endian == "big" else "<") + {2: "e", 4: "f", 8: "d"}[self.size]

    def read(self, reading: Reading, path: str) -> float | str:
        """The number; what JSON has no number for is a word."""
        number: float = struct.unpack(self._layout, reading.take(self.size, self.name, path))[0]
        shown = number if math.isfinite(number) else _word(number)
        reading.name_last(shown)
        return shown

    def sample(self, seed: int) -> float:
        """A half."""
        return seed % 100 + 0.5


@dataclass(frozen=True, slots=True)
class Truth:
    """One byte, 01 or 00."""

    name: str = "bool"

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """true or false, and nothing else."""
        if not isinstance(node.value, bool):
            return writing.refuse(node, path, f"this is a JSON {node.kind}, not a boolean", "true or false")
        return b"\x01" if node.value else b"\x00"

    def read(self, reading: Reading, path: str) -> bool:
        """true or false; every byte but 00 is refused or true as it was written: 01."""
        data = reading.take(1, self.name, path)
        if data[0] > 1:
            raise Unserializable(
                Problem(f"byte {reading.at - 1:,} is {data.hex()}, and a boolean is 00 or 01", path=path)
            )
        reading.name_last("true" if data[0] else "false")
        return bool(data[0])

    def sample(self, seed: int) -> bool:
        """One of the two."""
        return bool(seed % 2)


def whole(writing: Writing, node: Node, path: str) -> int | None:
    """The whole number of a value, None with a problem where it is none."""
    value = node.value
    if isinstance(value, Number) and value.is_whole and len(value.text) < 1_000:
        return int(value.text)
    what = f"{quoted(value.text)} is no whole number" if isinstance(value, Number) else f"this is a JSON {node.kind}"
    writing.refuse(node, path, what if isinstance(value, Number) else f"{what}, not a whole number", "such as 42 or -1")
    return None


def _fraction(node: Node) -> float | None:
    value = node.value
    if isinstance(value, Number):
        return float(value.text)
    if isinstance(value, str) and value in ("NaN", "Infinity", "-Infinity"):
        return float(value)
    return None


def _has_digits(text: str) -> bool:
    return any(digit in "123456789" for digit in text.lower().partition("e")[0])


def _word(number: float) -> str:
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
