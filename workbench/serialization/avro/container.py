"""Avro's object container: a file of its own in every record, with the schema inside."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.anatomy import Span
from workbench.serialization.avro.codecs import CODECS, compressed, decompressed
from workbench.serialization.avro.decoder import decode_at
from workbench.serialization.avro.definition import definition
from workbench.serialization.avro.encoder import Datum, sized
from workbench.serialization.avro.model import AvroType
from workbench.serialization.avro.schema import parse
from workbench.serialization.avro.serializer import AvroDatum
from workbench.serialization.avro.text import text_of
from workbench.serialization.avro.varint import read_varint, varint
from workbench.serialization.schema import Schema, SchemaType
from workbench.serialization.serializer import Serializer

MAGIC: Final = b"Obj\x01"
MOST_DATA: Final = 100_000
"""In one container; what is shown of it is text."""

_SYNC: Final = 16


class AvroContainer(AvroDatum):
    """A container file with one datum in it, as a record that carries its own schema.

    The sync marker is made of the schema's text rather than by chance, so that one text always gives the same bytes.
    """

    __slots__ = ("_codec", "_head", "_sync", "name")

    about = "an Avro container file with the schema inside"

    def __init__(self, schema: Schema, codec: str = "null", spec: str = "avro") -> None:
        super().__init__(schema, spec)
        if codec not in CODECS:
            raise Unserializable(Problem(f"there is no codec {quoted(codec)}", ", ".join(CODECS)))
        self.name, self._codec = spec, codec
        # A schema that refers to others is written out: a file's schema must be complete in itself.
        text = json.dumps(definition(self.kind)) if schema.references or schema.resolved else schema.text
        self._sync = hashlib.md5(text.encode(), usedforsecurity=False).digest()
        members = sized(b"avro.schema") + sized(text.encode()) + sized(b"avro.codec") + sized(codec.encode())
        self._head = MAGIC + varint(2) + members + varint(0) + self._sync

    def serialize(self, text: str) -> bytes:
        """JSON text, plain or Avro-JSON. Raises Unserializable with every problem, each with its path and place."""
        block = compressed(self._codec, self.payload(text))
        return b"".join((self._head, varint(1), sized(block), self._sync))

    def deserialize(self, data: bytes) -> str:
        """The data by the schema in the file, one a line."""
        written, _, blocks = _opened(data)
        return "\n".join(text_of(written, datum) for block in blocks for datum in block.data(written))

    def read(self, data: bytes, writer: Serializer) -> str:
        """What a consumer on this schema reads from the file; the schema it was written with is in it."""
        written, _, blocks = _opened(data)
        return "\n".join(self.resolved(datum, written) for block in blocks for datum in block.data(written))

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """The file's header and its blocks, and the datum's own parts where they are not compressed."""
        try:
            written, head, blocks = _opened(data)
        except Unserializable:
            return (Span(0, 4, "magic", "Obj 1"),) if data.startswith(MAGIC) else ()
        from workbench.serialization.avro.spans import spans

        found = list(head)
        for block in blocks:
            found += block.framing
            if block.codec == "null" and block.count == 1:
                schema = self.schema if written is self.kind else Schema(SchemaType.AVRO, block.schema)
                found += spans(schema, data[: block.end], block.start)
            else:
                found.append(Span(block.start, block.end, f"{block.count:,} data", f"{block.codec} codec"))
            found.append(Span(block.end, block.end + _SYNC, "sync marker"))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Block:
    """Data from `start` up to `end`, compressed as the header says; `framing` names the bytes before them."""

    schema: str
    codec: str
    count: int
    start: int
    end: int
    framing: tuple[Span, ...]
    bytes: bytes

    def data(self, kind: AvroType) -> list[Datum]:
        content, at, found = decompressed(self.codec, self.bytes), 0, list[Datum]()
        if self.count > MOST_DATA:
            raise Unserializable(Problem(f"there are {self.count:,} data in one block", f"at most {MOST_DATA:,}"))
        for _ in range(self.count):
            datum, at = decode_at(kind, content, at)
            found.append(datum)
        if at < len(content):
            raise Unserializable(Problem(f"{len(content) - at:,} bytes are left after the block's data"))
        return found


def _opened(data: bytes) -> tuple[AvroType, tuple[Span, ...], list[_Block]]:
    """The type in the file, the header's parts, and the blocks. Raises Unserializable for what is no container."""
    if not data.startswith(MAGIC):
        raise Unserializable(Problem("this is no Avro container", "'Obj' and 0x01 at its beginning"))
    try:
        members, spans, at = _header(data)
        codec = members.get("avro.codec", b"null").decode("utf-8", "replace")
        text = members.get("avro.schema", b"").decode()
        sync = data[at : at + _SYNC]
        spans.append(Span(at, at + _SYNC, "sync marker"))
        return parse(Schema(SchemaType.AVRO, text)), tuple(spans), _blocks(data, at + _SYNC, text, codec, sync)
    except (IndexError, UnicodeDecodeError):
        raise Unserializable(Problem("the container's bytes end too early, or are damaged", "a whole file")) from None


def _header(data: bytes) -> tuple[dict[str, bytes], list[Span], int]:
    members: dict[str, bytes] = {}
    spans, at = [Span(0, 4, "magic", "Obj 1")], len(MAGIC)
    while True:
        count, end = read_varint(data, at)
        if count < 0:
            _, end = read_varint(data, end)
        spans.append(Span(at, end, "metadata", f"{abs(count)} entries" if count else "end"))
        at = end
        if not count:
            return members, spans, at
        for _ in range(abs(count)):
            start = at
            name, at = _sized(data, at)
            value, at = _sized(data, at)
            members[name.decode()] = value
            spans.append(Span(start, at, name.decode(), value[:40].decode("utf-8", "replace")))


def _blocks(data: bytes, at: int, schema: str, codec: str, sync: bytes) -> list[_Block]:
    blocks = []
    while at < len(data):
        count, sized_at = read_varint(data, at)
        size, start = read_varint(data, sized_at)
        end = start + size
        if size < 0 or count < 0 or data[end : end + _SYNC] != sync or len(sync) < _SYNC:
            raise IndexError
        framing = (Span(at, sized_at, "count", str(count)), Span(sized_at, start, "size", f"{size:,} bytes"))
        blocks.append(_Block(schema, codec, count, start, end, framing, data[start:end]))
        at = end + _SYNC
    return blocks


def _sized(data: bytes, at: int) -> tuple[bytes, int]:
    size, start = read_varint(data, at)
    if size < 0 or start + size > len(data):
        raise IndexError
    return data[start : start + size], start + size
