"""Shapes of a layout: structs, arrays, enums, constants, and what may be absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.json_tree import Node, Number, child_path
from workbench.serialization.layout.numbers import WholeNumber
from workbench.serialization.layout.part import Part, Reading, Writing

MOST_ITEMS = 10_000_000


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a struct."""

    name: str
    part: Part
    doc: str = ""


@dataclass(frozen=True, slots=True)
class Struct:
    """Fields one after the other."""

    fields: tuple[Field, ...]

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """Every field; constants need not be given, unknown names are refused."""
        if not node.is_object:
            names = ", ".join(one.name for one in self.fields if not isinstance(one.part, Constant))
            return writing.refuse(node, path, f"this is a JSON {node.kind}, not an object", f"an object with {names}")
        known = [one.name for one in self.fields]
        for name in node.members:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                words = f"; did you mean {near[0]}?" if near else ""
                what = f"there is no field {quoted(name)}{words}"
                writing.refuse_at(node.names[name], child_path(path, name), what, ", ".join(known))
        return b"".join(self._field(writing, node, one, child_path(path, one.name)) for one in self.fields)

    def _field(self, writing: Writing, node: Node, field: Field, path: str) -> bytes:
        given = node.members.get(field.name)
        if given is not None:
            return field.part.write(writing, given, path)
        if isinstance(field.part, Constant):
            return field.part.data
        if isinstance(field.part, Optional):
            return field.part.absent
        return writing.refuse(node, path, "is missing", "a value; a layout has no defaults")

    def read(self, reading: Reading, path: str) -> dict[str, object]:
        """An object of all fields, constants among them."""
        return {one.name: one.part.read(reading, child_path(path, one.name)) for one in self.fields}

    def sample(self, seed: int) -> dict[str, object]:
        """All fields but the constants."""
        kept = [one for one in self.fields if not isinstance(one.part, Constant)]
        return {one.name: one.part.sample(seed + place) for place, one in enumerate(kept)}


@dataclass(frozen=True, slots=True)
class Array:
    """Items of one kind: a count before them, a fixed count, or as many as there are bytes."""

    item: Part
    count: WholeNumber | int | Literal["rest"]

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """The count, then every item."""
        if not node.is_array:
            return writing.refuse(node, path, f"this is a JSON {node.kind}, not an array", "items in [ ]")
        items = [self.item.write(writing, one, child_path(path, index)) for index, one in enumerate(node.items)]
        if isinstance(self.count, int) and len(items) != self.count:
            return writing.refuse(node, path, f"there are {len(items):,} items", f"exactly {self.count:,}")
        head = b""
        if not isinstance(self.count, int | str):
            try:
                head = self.count.pack(len(items))
            except OverflowError:
                return writing.refuse(node, path, f"{len(items):,} items are too many for {self.count.name}")
        return head + b"".join(items)

    def read(self, reading: Reading, path: str) -> list[object]:
        """Every item."""
        if self.count == "rest":
            return self._rest(reading, path)
        if isinstance(self.count, int):
            count = self.count
        else:
            before = reading.at
            count = self.count.read(reading, path)
            if reading.spans and reading.spans[-1].start == before:
                reading.spans[-1] = replace(reading.spans[-1], label="count")
        if not 0 <= count <= min(MOST_ITEMS, max(reading.left, 1 if isinstance(self.count, int) else 0) * 8):
            raise Unserializable(Problem(f"a count of {count:,} is more than the bytes can hold", path=path))
        return [self.item.read(reading, child_path(path, index)) for index in range(count)]

    def _rest(self, reading: Reading, path: str) -> list[object]:
        found: list[object] = []
        while reading.left:
            before = reading.at
            found.append(self.item.read(reading, child_path(path, len(found))))
            if reading.at == before:
                raise Unserializable(
                    Problem("the items have no bytes, so nobody can tell how many there are", path=path)
                )
        return found

    def sample(self, seed: int) -> list[object]:
        """As many as there have to be, else two."""
        count = self.count if isinstance(self.count, int) else 2
        return [self.item.sample(seed + place) for place in range(count)]


@dataclass(frozen=True, slots=True)
class Enum:
    """A number that has a name."""

    of: WholeNumber
    symbols: Mapping[str, int]

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """The number of a name."""
        if not isinstance(node.value, str) or node.value not in self.symbols:
            said = quoted(node.value) if isinstance(node.value, str) else f"a JSON {node.kind}"
            return writing.refuse(node, path, f"{said} is none of its names", ", ".join(self.symbols))
        return self.of.pack(self.symbols[node.value])

    def read(self, reading: Reading, path: str) -> str:
        """The name of a number."""
        number = self.of.read(reading, path)
        for name, value in self.symbols.items():
            if value == number:
                reading.name_last(f"{number} {name}")
                return name
        raise Unserializable(Problem(f"no name has the number {number}", ", ".join(self.symbols), path=path))

    def sample(self, seed: int) -> str:
        """One of the names."""
        return list(self.symbols)[seed % len(self.symbols)]


@dataclass(frozen=True, slots=True)
class Constant:
    """Bytes that are always the same; what is given for them has to be that."""

    data: bytes
    value: object

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """The bytes; another value than theirs is refused."""
        given = int(node.value.text) if isinstance(node.value, Number) and node.value.is_whole else node.value
        if given != self.value and not node.is_object:
            return writing.refuse(node, path, "this is a constant", f"{self.value}, or nothing at all")
        return self.data

    def read(self, reading: Reading, path: str) -> object:
        """The value, once its bytes are there."""
        at = reading.at
        data = reading.take(len(self.data), "constant", path)
        if data != self.data:
            what = f"bytes {data.hex()} at byte {at:,} are not the constant {self.data.hex()}"
            raise Unserializable(Problem(what, path=path))
        reading.name_last(self.value)
        return self.value

    def sample(self, seed: int) -> object:
        """The value."""
        return self.value


@dataclass(frozen=True, slots=True)
class Optional:
    """A flag, then the value where the flag is 1; null is the flag 0."""

    flag: WholeNumber
    part: Part

    @property
    def absent(self) -> bytes:
        """The bytes of no value."""
        return self.flag.pack(0)

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """Flag and value, or the flag alone for null."""
        return self.absent if node.kind == "null" else self.flag.pack(1) + self.part.write(writing, node, path)

    def read(self, reading: Reading, path: str) -> object:
        """The value or null."""
        before = reading.at
        there = self.flag.read(reading, path)
        if reading.spans and reading.spans[-1].start == before:
            reading.spans[-1] = replace(reading.spans[-1], label="present", value="no" if there == 0 else "yes")
        if there not in (0, 1):
            raise Unserializable(Problem(f"the flag at byte {before:,} is {there}, not 0 or 1", path=path))
        return self.part.read(reading, path) if there else None

    def sample(self, seed: int) -> object:
        """There, mostly."""
        return self.part.sample(seed) if seed % 4 else None
