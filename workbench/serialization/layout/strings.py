"""Text and bytes of a layout: with a length before them, of a fixed size, up to a nul, or all the rest; and UUIDs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.charsets import Charset
from workbench.serialization.json_tree import Node
from workbench.serialization.layout.numbers import WholeNumber
from workbench.serialization.layout.part import Reading, Writing
from workbench.serialization.small import canonical_uuid
from workbench.serialization.tagged_json import BASE64, HEX, plain, tagged

REST: Literal["rest"] = "rest"
NUL: Literal["nul"] = "nul"
Length = WholeNumber | int | Literal["rest", "nul"]
"""A number before it, a fixed size, all that is left, or up to the byte 00."""

EMPTY, MINUS_ONE = "empty", "-1"


@dataclass(frozen=True, slots=True)
class Extent:
    """How many bytes there are, and how a reader knows. `null`: what a null becomes, empty for none."""

    length: Length
    null: str = ""

    def around(self, writing: Writing, node: Node, path: str, data: bytes) -> bytes:
        """The bytes with what tells their end. Refused where they do not fit."""
        if self.length == REST:
            return data
        if self.length == NUL:
            if b"\0" in data:
                return writing.refuse(node, path, "a byte 00 would end it too early", "a text without \\u0000")
            return data + b"\0"
        if isinstance(self.length, int):
            if len(data) > self.length:
                what = f"it has {len(data):,} bytes, and there is room for {self.length:,}"
                return writing.refuse(node, path, what, f"at most {self.length:,} bytes")
            if missing := self.length - len(data):
                words = "one byte 00" if missing == 1 else f"{missing:,} bytes 00"
                writing.note(path, f"filled up with {words}, which a reader takes off")
            return data.ljust(self.length, b"\0")
        try:
            return self.length.pack(len(data)) + data
        except OverflowError:
            return writing.refuse(node, path, f"{len(data):,} bytes are too many for a length of {self.length.name}")

    def of_null(self, writing: Writing, node: Node, path: str) -> bytes:
        """What a null becomes here."""
        if self.null == EMPTY:
            return self.around(writing, node, path, b"")
        if self.null == MINUS_ONE and not isinstance(self.length, int | str):
            return self.length.pack(-1)
        return writing.refuse(node, path, "null has no bytes here", "a text in quotes")

    def read(self, reading: Reading, label: str, path: str) -> bytes | None:
        """The bytes without what tells their end; None where the length says null."""
        if self.length == REST:
            return reading.take(reading.left, label, path)
        if self.length == NUL:
            return self._up_to_nul(reading, label, path)
        if isinstance(self.length, int):
            return reading.take(self.length, label, path).rstrip(b"\0")
        before = reading.at
        count = self.length.read(reading, path)
        if reading.spans and reading.spans[-1].start == before:
            reading.spans[-1] = replace(reading.spans[-1], label="length")
        if count == -1 and self.null == MINUS_ONE:
            return None
        return reading.take(count, label, path)

    def _up_to_nul(self, reading: Reading, label: str, path: str) -> bytes:
        end = reading.data.find(b"\0", reading.at)
        if end < 0:
            raise Unserializable(Problem(f"no byte 00 ends what begins at byte {reading.at:,}", path=path))
        data = reading.take(end - reading.at, label, path)
        reading.take(1, "end", path)
        return data


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a charset."""

    extent: Extent
    charset: Charset
    name: str = "string"

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """The text's bytes; characters that the charset lacks are refused."""
        if node.kind == "null":
            return self.extent.of_null(writing, node, path)
        if not isinstance(node.value, str):
            return writing.refuse(node, path, f"this is a JSON {node.kind}, not a text", "a text in quotes")
        if lost := self.charset.lost(node.value):
            what = f"{quoted(node.value[lost[0]])} is not in {self.charset.name}"
            return writing.refuse(node, path, what, f"characters of {self.charset.name}")
        if isinstance(self.extent.length, int) and node.value.endswith("\0"):
            return writing.refuse(node, path, "\\u0000 at the end cannot be told from the bytes that fill it up")
        return self.extent.around(writing, node, path, self.charset.encode(node.value))

    def read(self, reading: Reading, path: str) -> str | None:
        """The text."""
        data = self.extent.read(reading, self.name, path)
        text = None if data is None else self.charset.decode(data)
        if data:
            _name_text(reading, quoted(text or "", 40))
        return text

    def sample(self, seed: int) -> str:
        """A few letters, as many as there is room for."""
        return f"text {seed}"[: self.extent.length if isinstance(self.extent.length, int) else None]


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes, written in JSON as a tagged object."""

    extent: Extent
    name: str = "bytes"

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """The bytes."""
        if node.kind == "null":
            return self.extent.of_null(writing, node, path)
        data = _bytes_of(writing, node)
        if data is None:
            valid = f'{{"{HEX}": "00ff"}} or {{"{BASE64}": "AP8="}}'
            return writing.refuse(node, path, f"this JSON {node.kind} is no bytes", valid)
        if isinstance(self.extent.length, int) and len(data) != self.extent.length:
            what = f"there are {len(data):,} bytes, and it has {self.extent.length:,}"
            return writing.refuse(node, path, what, f"exactly {self.extent.length:,} bytes")
        return self.extent.around(writing, node, path, data)

    def read(self, reading: Reading, path: str) -> object:
        """The bytes; those of a fixed size whole."""
        if isinstance(self.extent.length, int):
            return tagged(reading.take(self.extent.length, self.name, path))
        data = self.extent.read(reading, self.name, path)
        return None if data is None else tagged(data)

    def sample(self, seed: int) -> object:
        """As many as there have to be."""
        count = self.extent.length if isinstance(self.extent.length, int) else 2
        return tagged(bytes((seed + one) % 255 + 1 for one in range(count)))


@dataclass(frozen=True, slots=True)
class Uuid:
    """A UUID's 16 bytes."""

    name: str = "uuid"

    def write(self, writing: Writing, node: Node, path: str) -> bytes:
        """The 16 bytes."""
        if not isinstance(node.value, str):
            return writing.refuse(node, path, f"this is a JSON {node.kind}, not a UUID in quotes")
        try:
            return bytes.fromhex(canonical_uuid(node.value).replace("-", ""))
        except Unserializable as refused:
            return writing.refuse(node, path, refused.problems[0].what, refused.problems[0].valid)

    def read(self, reading: Reading, path: str) -> str:
        """The UUID."""
        text = str(UUID(bytes=reading.take(16, self.name, path)))
        reading.name_last(text)
        return text

    def sample(self, seed: int) -> str:
        """One of version 4."""
        return str(UUID(int=seed, version=4))


def _bytes_of(writing: Writing, node: Node) -> bytes | None:
    try:
        value = plain(writing.text[node.start : node.end])
    except Unserializable:
        return None
    return value if isinstance(value, bytes) else None


def _name_text(reading: Reading, words: str) -> None:
    """The text's own span, which an end mark may follow."""
    place = -2 if reading.spans[-1].label == "end" and len(reading.spans) > 1 else -1
    reading.spans[place] = replace(reading.spans[place], value=words)
