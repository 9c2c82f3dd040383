"""bool, i8 to i64, double and enums."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workbench.serialization.json_tree import Node, Number, Plain
from workbench.serialization.thrift import protocol
from workbench.serialization.thrift.protocol import Decoding, Encoding
from workbench.serialization.thrift.types import number_of, said

_WORDS: Final = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


@dataclass(frozen=True, slots=True)
class Truth:
    """bool."""

    code: int = protocol.BOOL
    name: str = "bool"
    is_name: bool = True

    def write(self, encoding: Encoding, node: Node, path: str) -> bytes:
        """true or false, nothing that only looks like it."""
        if not isinstance(node.value, bool):
            return encoding.refuse(node, path, f"{said(node)} is no bool", "true or false")
        return encoding.protocol.truth(value=node.value)

    def read(self, decoding: Decoding, path: str) -> bool:
        """One byte; a field's own is in its head with some protocols."""
        return decoding.protocol.read_truth(decoding, self.name, path)

    def key(self, name: str) -> Plain:
        """`true` and `false`."""
        return {"true": True, "false": False}.get(name, name)

    def sample(self, seed: int, depth: int) -> bool:
        """Either."""
        return seed % 2 == 0


@dataclass(frozen=True, slots=True)
class Whole:
    """i8 to i64."""

    name: str
    code: int
    size: int
    is_name: bool = True

    def write(self, encoding: Encoding, node: Node, path: str) -> bytes:
        """A number without a fraction that fits."""
        most = 1 << 8 * self.size - 1
        valid = f"{-most:,} to {most - 1:,}"
        if not isinstance(node.value, Number) or not node.value.is_whole:
            return encoding.refuse(node, path, f"{said(node)} is no whole number", valid)
        if len(node.value.text) > 20 or not -most <= int(node.value.text) < most:
            return encoding.refuse(node, path, f"{said(node)} does not fit {self.name}", valid)
        return encoding.protocol.whole(int(node.value.text), self.size)

    def read(self, decoding: Decoding, path: str) -> int:
        """The number."""
        return decoding.protocol.read_whole(decoding, self.size, self.name, path)

    def key(self, name: str) -> Plain:
        """The digits."""
        return number_of(name)

    def sample(self, seed: int, depth: int) -> int:
        """A small one."""
        return seed % 100 + 1


WHOLE: Final = {
    "i8": Whole("i8", protocol.BYTE, 1),
    "i16": Whole("i16", protocol.I16, 2),
    "i32": Whole("i32", protocol.I32, 4),
    "i64": Whole("i64", protocol.I64, 8),
}


@dataclass(frozen=True, slots=True)
class Double:
    """double."""

    code: int = protocol.DOUBLE
    name: str = "double"
    is_name: bool = True

    def write(self, encoding: Encoding, node: Node, path: str) -> bytes:
        """The nearest double; those that JSON has no number for as words."""
        value = node.value
        if isinstance(value, str) and value in _WORDS:
            return encoding.protocol.double(_WORDS[value])
        if not isinstance(value, Number):
            return encoding.refuse(node, path, f"{said(node)} is no number", 'a number, "NaN", "Infinity", "-Infinity"')
        found = float(value.text)
        if math.isinf(found):
            return encoding.refuse(node, path, f"{said(node)} is too large for a double", "up to 1.79e308")
        return encoding.protocol.double(found)

    def read(self, decoding: Decoding, path: str) -> object:
        """The number, or its word."""
        value = decoding.protocol.read_double(decoding, self.name, path)
        if math.isfinite(value):
            return value
        return next((word for word, one in _WORDS.items() if one == value), "NaN")

    def key(self, name: str) -> Plain:
        """The digits, or the word."""
        return number_of(name)

    def sample(self, seed: int, depth: int) -> float:
        """With a half."""
        return seed % 100 + 0.5


@dataclass(frozen=True, slots=True)
class Enum:
    """An enum: an i32 that has a name."""

    name: str
    symbols: Mapping[str, int]
    doc: str = ""
    code: int = protocol.I32
    is_name: bool = True

    def write(self, encoding: Encoding, node: Node, path: str) -> bytes:
        """The number of a name; a number without one is warned of."""
        if isinstance(node.value, str) and node.value in self.symbols:
            return encoding.protocol.whole(self.symbols[node.value], 4)
        valid = ", ".join(self.symbols)
        if not isinstance(node.value, Number):
            return encoding.refuse(node, path, f"{said(node)} is no name of {self.name}", valid)
        data = WHOLE["i32"].write(encoding, node, path)
        if data and int(node.value.text) not in self.symbols.values():
            what = f"{node.value.text} has no name in {self.name}; many readers refuse it or read null"
            encoding.note(path, what, is_warning=True)
        return data

    def read(self, decoding: Decoding, path: str) -> object:
        """The name of a number, or the number where it has none."""
        number = decoding.protocol.read_whole(decoding, 4, self.name, path)
        name = next((name for name, value in self.symbols.items() if value == number), None)
        decoding.name_last(f"{number} {name}" if name else f"{number}, which has no name")
        return number if name is None else name

    def key(self, name: str) -> Plain:
        """The name, or a number without one."""
        return name if name in self.symbols else number_of(name)

    def sample(self, seed: int, depth: int) -> object:
        """One of the names."""
        return list(self.symbols)[seed % len(self.symbols)] if self.symbols else 0
