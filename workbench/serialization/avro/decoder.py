"""Avro's binary form to a datum, with the place of the first thing that is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.avro.encoder import Datum
from workbench.serialization.avro.model import Array, AvroType, Enum, Fixed, Map, Primitive, Record, Union, type_words
from workbench.serialization.avro.scalars import RANGES
from workbench.serialization.avro.varint import read_varint
from workbench.serialization.json_tree import child_path

MOST_DEEP: Final = 200
"""Types inside each other; a datum with more is refused."""

MOST_EMPTY: Final = 100_000
"""Items of a datum that take no bytes: their count alone could ask for any amount of memory."""

_FLOAT, _DOUBLE = Struct("<f"), Struct("<d")


def decode(kind: AvroType, data: bytes) -> Datum:
    """The datum of `data`, all of it. Raises Unserializable with the path and the offset where it cannot be read."""
    datum, end = decode_at(kind, data, 0)
    if end < len(data):
        raise Unserializable(Problem(f"{len(data) - end:,} bytes are left after the datum", f"{end:,} bytes in all"))
    return datum


def decode_at(kind: AvroType, data: bytes, start: int) -> tuple[Datum, int]:
    """The datum that begins at `start`, and where it ends."""
    decoding = _Decoding(data, start)
    try:
        return decoding.datum(kind, "", 0), decoding.at
    except RecursionError:
        raise decoding.refusal("", "the datum is nested too deeply", f"at most {MOST_DEEP} types deep") from None


@dataclass(slots=True)
class _Decoding:
    """Bytes being read; `at` is the next one."""

    data: bytes
    at: int
    empty: int = 0

    def datum(self, kind: AvroType, path: str, depth: int) -> Datum:
        if depth > MOST_DEEP:
            raise self.refusal(path, "the datum is nested too deeply", f"at most {MOST_DEEP} types inside each other")
        match kind:
            case Primitive():
                return self._primitive(kind, path)
            case Record():
                out: dict[str, Datum] = {}
                for each in kind.fields:
                    out[each.name] = self.datum(each.type, child_path(path, each.name), depth + 1)
                return out
            case Union():
                index = self._long(path, "the union's branch")
                if not 0 <= index < len(kind.branches):
                    what = f"there is no branch {index} in the union"
                    raise self.refusal(path, what, f"0 to {len(kind.branches) - 1} ({type_words(kind)})")
                return index, self.datum(kind.branches[index], path, depth + 1)
            case Enum():
                return self._symbol(kind, path)
            case Fixed():
                return self._take(kind.size, path, f"the {kind.size:,} bytes of {kind.name}")
            case Array():
                return self._items(kind, path, depth)
        return self._members(kind, path, depth)

    def _primitive(self, kind: Primitive, path: str) -> Datum:
        match kind.kind:
            case "null":
                return None
            case "boolean":
                byte = self._take(1, path, "the boolean")[0]
                if byte > 1:
                    raise self.refusal(path, f"a boolean is 0x{byte:02x}", "00 or 01")
                return byte == 1
            case "int" | "long":
                number = self._long(path, kind.kind)
                if not -RANGES[kind.kind] <= number < RANGES[kind.kind]:
                    raise self.refusal(path, f"{number} is out of range for {kind.kind}", "a number of its range")
                return number
            case "float":
                return float(_FLOAT.unpack(self._take(4, path, "the float"))[0])
            case "double":
                return float(_DOUBLE.unpack(self._take(8, path, "the double"))[0])
            case "bytes":
                return self._take(self._long(path, "the length of bytes"), path, "bytes")
        return self._text(path)

    def _text(self, path: str) -> str:
        data = self._take(self._long(path, "the length of a string"), path, "a string")
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            what = f"a string is not UTF-8 from its byte {error.start + 1:,} on"
            raise self.refusal(path, what, "UTF-8") from None

    def _symbol(self, kind: Enum, path: str) -> str:
        index = self._long(path, "the symbol's number")
        if not 0 <= index < len(kind.symbols):
            what = f"there is no symbol {index} in {kind.name}"
            raise self.refusal(path, what, f"0 to {len(kind.symbols) - 1}")
        return kind.symbols[index]

    def _items(self, kind: Array, path: str, depth: int) -> Datum:
        items: list[Datum] = []
        while count := self._count(path):
            for _ in range(count):
                before = self.at
                items.append(self.datum(kind.items, f"{path}[{len(items)}]", depth + 1))
                self._moved(before, path)
        return items

    def _members(self, kind: Map, path: str, depth: int) -> Datum:
        members: dict[str, Datum] = {}
        while count := self._count(path):
            for _ in range(count):
                name = self._text(path)
                members[name] = self.datum(kind.values, child_path(path, name), depth + 1)
        return members

    def _count(self, path: str) -> int:
        """How many items the next block holds; a negative count is followed by the block's size in bytes."""
        count = self._long(path, "the count of a block")
        if count < 0:
            self._long(path, "the size of a block")
        return abs(count)

    def _moved(self, before: int, path: str) -> None:
        if self.at == before:
            self.empty += 1
            if self.empty > MOST_EMPTY:
                raise self.refusal(path, f"there are more than {MOST_EMPTY:,} items without a byte", "fewer")

    def _long(self, path: str, what: str) -> int:
        try:
            number, self.at = read_varint(self.data, self.at)
        except IndexError:
            raise (
                self._ended(path, what)
                if self.at + 10 > len(self.data)
                else self.refusal(path, f"{what} has no end within ten bytes", "a varint of at most ten bytes")
            ) from None
        if not -RANGES["long"] <= number < RANGES["long"]:
            raise self.refusal(path, f"{what} is longer than 64 bits", "a varint of 64 bits")
        return number

    def _take(self, size: int, path: str, what: str) -> bytes:
        if size < 0:
            raise self.refusal(path, f"the length of {what} is {size}", "0 or more")
        end = self.at + size
        if end > len(self.data):
            raise self._ended(path, what)
        found = self.data[self.at : end]
        self.at = end
        return found

    def _ended(self, path: str, what: str) -> Unserializable:
        return self.refusal(path, f"the bytes end inside {what}", "the whole of it")

    def refusal(self, path: str, what: str, valid: str) -> Unserializable:
        return Unserializable(Problem(f"{what} (at byte {self.at + 1:,} of {len(self.data):,})", valid, path=path))
