"""What Thrift's protocols have in common: the numbers of its types, and what each protocol writes and reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.anatomy import Span
from workbench.serialization.json_tree import Node
from workbench.serialization.layout.part import Reading, Writing

STOP, BOOL, BYTE, DOUBLE, I16, I32, I64 = 0, 2, 3, 4, 6, 8, 10
STRING, STRUCT, MAP, SET, LIST, UUID = 11, 12, 13, 14, 15, 16
NAMES: Final = {
    BOOL: "bool",
    BYTE: "i8",
    DOUBLE: "double",
    I16: "i16",
    I32: "i32",
    I64: "i64",
    STRING: "string",
    STRUCT: "struct",
    MAP: "map",
    SET: "set",
    LIST: "list",
    UUID: "uuid",
}
"""Thrift's TType."""

MOST_DEEP: Final = 64
"""Structs and collections inside each other: the limit of Thrift's own readers."""


class FieldHead(NamedTuple):
    """What stands before a field's value. `truth` is the value itself where the protocol puts a bool's there."""

    code: int
    id: int
    truth: bool | None = None


class WireProtocol(Protocol):
    """How values become bytes."""

    name: str

    def whole(self, value: int, size: int) -> bytes:
        """A number of `size` bytes (1, 2, 4 or 8) that is known to fit."""

    def double(self, value: float) -> bytes:
        """IEEE 754 in 8 bytes."""

    def truth(self, *, value: bool) -> bytes:
        """True or false inside a collection, and as a field's value."""

    def length(self, count: int) -> bytes:
        """The number of bytes that follow."""

    def field(self, before: int, id: int, code: int, value: bytes) -> bytes:
        """A field of a struct; `before` is the id of the one before it, 0 for the first."""

    def items(self, code: int, count: int) -> bytes:
        """What stands before a list or a set."""

    def pairs(self, key: int, value: int, count: int) -> bytes:
        """What stands before a map."""

    def read_whole(self, reading: Reading, size: int, label: str, path: str) -> int:
        """A number. Raises Unserializable, as all that reads."""

    def read_double(self, reading: Reading, label: str, path: str) -> float:
        """IEEE 754."""

    def read_truth(self, reading: Reading, label: str, path: str) -> bool:
        """True or false inside a collection."""

    def read_length(self, reading: Reading, label: str, path: str) -> int:
        """A number of bytes."""

    def read_field(self, reading: Reading, before: int, path: str) -> FieldHead | None:
        """What stands before the next field; None at the struct's end."""

    def read_items(self, reading: Reading, path: str) -> tuple[int, int]:
        """Type and count of a list or a set."""

    def read_pairs(self, reading: Reading, path: str) -> tuple[int, int, int]:
        """Types of keys and values, and the count; the types are STOP where an empty map has none."""


@dataclass(slots=True, kw_only=True)
class Encoding(Writing):
    """A text on its way to bytes."""

    protocol: WireProtocol
    depth: int = 0

    def of(self, text: str) -> Encoding:
        """For another text, such as a default's."""
        return Encoding(text, protocol=self.protocol, depth=self.depth)

    def deeper(self, node: Node, path: str) -> bool:
        """Into a struct or a collection; False, and refused, where there are too many."""
        self.depth += 1
        if self.depth > MOST_DEEP:
            self.refuse(node, path, "this is nested deeper than Thrift's readers go", f"at most {MOST_DEEP} levels")
        return self.depth <= MOST_DEEP


@dataclass(slots=True, kw_only=True)
class Decoding(Reading):
    """Bytes on their way back."""

    protocol: WireProtocol
    depth: int = 0

    def deeper(self, path: str) -> None:
        """Into a struct or a collection. Raises Unserializable where there are too many."""
        self.depth += 1
        if self.depth > MOST_DEEP:
            raise Unserializable(Problem(f"the bytes are nested more than {MOST_DEEP} levels deep", path=path))

    def place(self, first: int, path: str) -> None:
        """Say of the spans from the `first` on which field they belong to."""
        self.spans[first:] = [Span(one.start, one.end, one.label, one.value, path) for one in self.spans[first:]]

    def check_count(self, count: int, path: str) -> int:
        """A collection's count, which every item has a byte for at least."""
        if not 0 <= count <= self.left:
            what = f"a count of {count:,} is more than the {self.left:,} bytes that are left can hold"
            raise Unserializable(Problem(what, path=path))
        return count
