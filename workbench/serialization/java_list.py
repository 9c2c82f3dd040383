"""Java's lists: Kafka's ListSerializer with an inner serializer of Kafka's own."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.anatomy import Span
from workbench.serialization.json_tree import MOST_PROBLEMS, Node, Number, child_path, tree
from workbench.serialization.serializer import Serializer

_CONSTANT, _VARIABLE = 0, 1
_FIXED: Final = {"integer": 4, "long": 8, "short": 2, "float": 4, "double": 8, "uuid": 36}
_INT = struct.Struct(">i")
_VALID = 'a JSON list such as [1, null, 3] or ["a", null, "b"]'


@dataclass(frozen=True, slots=True)
class ListSerializer:
    """A JSON list of `inner`'s texts, null among them (ListSerializer.java).

    Entries of one size: the strategy 0, how many are null and their places, how many entries there are, nulls among
    them, then those that are not null. Others: the strategy 1, how many there are, then each with its length, -1 for
    null. A uuid is of one size, as it is there, whatever the charset.
    """

    of: str
    inner: Serializer
    name: str

    @property
    def about(self) -> str:
        """What the entries are."""
        return f"a JSON list of {self.of}, as Java's ListSerializer"

    def serialize(self, text: str) -> bytes:
        """The bytes of the whole list. Raises Unserializable with every entry that is wrong, by path and place."""
        root = tree(text)
        if not root.is_array:
            raise Unserializable(Problem.within(text, root.start, f"this is a JSON {root.kind}, not a list", _VALID))
        problems: list[Problem] = []
        entries: list[bytes | None] = []
        for index, item in enumerate(root.items):
            entries.append(self._entry(text, item, index, problems))
            if len(problems) >= MOST_PROBLEMS:
                break
        if problems:
            raise Unserializable(*problems)
        return self._constant(entries) if self.of in _FIXED else self._variable(entries)

    def _entry(self, text: str, item: Node, index: int, problems: list[Problem]) -> bytes | None:
        if item.kind == "null":
            return None
        path = child_path("", index)
        written = _written(item, self.of)
        if written is None:
            what = f"this is a JSON {item.kind}, not {'an' if self.of == 'integer' else 'a'} {self.of}"
            problems.append(Problem.within(text, item.start, what, "null, or an entry of the list's kind", path))
            return None
        try:
            return self.inner.serialize(written)
        except Unserializable as error:
            problems += [Problem.within(text, item.start, one.what, one.valid, path) for one in error.problems]
            return None

    def _constant(self, entries: list[bytes | None]) -> bytes:
        nulls = [index for index, entry in enumerate(entries) if entry is None]
        head = [len(nulls), *nulls, len(entries)]
        return bytes([_CONSTANT]) + b"".join(
            [*map(_INT.pack, head), *(entry for entry in entries if entry is not None)]
        )

    def _variable(self, entries: list[bytes | None]) -> bytes:
        sized = (_INT.pack(-1) if entry is None else _INT.pack(len(entry)) + entry for entry in entries)
        return bytes([_VARIABLE]) + _INT.pack(len(entries)) + b"".join(sized)

    def deserialize(self, data: bytes) -> str:
        """The list as JSON. Raises Unserializable where the bytes are no such list."""
        places = self._places(data)
        texts = ("null" if null else self._json(self.inner.deserialize(data[start:end])) for start, end, null in places)
        return f"[{', '.join(texts)}]"

    def _json(self, text: str) -> str:
        plain = self.of not in ("string", "uuid") and text not in ("NaN", "Infinity", "-Infinity")
        return text if plain else json.dumps(text, ensure_ascii=False)

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """Strategy, counts, lengths and entries."""
        try:
            return tuple(_spans(data, list(self._places(data)), self.of))
        except Unserializable:
            return ()

    def _places(self, data: bytes) -> Iterator[tuple[int, int, bool]]:
        """Start and end of each entry, and whether it is null."""
        try:
            yield from self._constant_places(data) if data[0] == _CONSTANT else _variable_places(data)
        except (IndexError, struct.error):
            raise Unserializable(Problem(f"these {len(data):,} bytes are no list of {self.of} of Java's")) from None

    def _constant_places(self, data: bytes) -> Iterator[tuple[int, int, bool]]:
        count = _count(data, 1)
        nulls = {_INT.unpack_from(data, 5 + 4 * index)[0] for index in range(count)}
        size, at = _count(data, 5 + 4 * count), 9 + 4 * count
        width = _FIXED.get(self.of, 0)
        if not width or len(data) - at != (size - len(nulls)) * width:
            raise IndexError
        for index in range(size):
            yield (at, at, True) if index in nulls else (at, at + width, False)
            at += 0 if index in nulls else width


def _variable_places(data: bytes) -> Iterator[tuple[int, int, bool]]:
    if data[0] != _VARIABLE:
        raise IndexError
    at = 5
    for _ in range(_count(data, 1)):
        length = _INT.unpack_from(data, at)[0]
        at += 4
        if length < -1 or at + length > len(data):
            raise IndexError
        yield at, at + max(0, length), length == -1
        at += max(0, length)
    if at != len(data):
        raise IndexError


def _count(data: bytes, at: int) -> int:
    """A count, which cannot be below 0 or above the bytes there are."""
    count: int = _INT.unpack_from(data, at)[0]
    if not 0 <= count <= len(data):
        raise IndexError
    return count


def _written(item: Node, of: str) -> str | None:
    """The entry as the inner serializer takes it: strings for text, numbers for numbers, NaN and Infinity in quotes."""
    if isinstance(item.value, Number):
        return None if of in ("string", "uuid") else item.value.text
    if isinstance(item.value, str) and of in ("string", "uuid", "float", "double"):
        return item.value
    return None


def _spans(data: bytes, places: list[tuple[int, int, bool]], of: str) -> Iterator[Span]:
    yield Span(0, 1, "strategy", "0, one size" if data[0] == _CONSTANT else "1, any size")
    if data[0] == _CONSTANT:
        count = _count(data, 1)
        yield Span(1, 5, "nulls", f"{count:,}")
        if count:
            yield Span(5, 5 + 4 * count, "places of the nulls")
        yield Span(5 + 4 * count, 9 + 4 * count, "entries", f"{len(places):,}")
    else:
        yield Span(1, 5, "entries", f"{len(places):,}")
    for index, (start, end, null) in enumerate(places):
        path = child_path("", index)
        if data[0] == _VARIABLE:
            yield Span(start - 4, start, "length", "-1, null" if null else f"{end - start:,}", path)
        if end > start:
            yield Span(start, end, of, "", path)
