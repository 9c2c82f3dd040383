"""What framings are made of: marks before the payload, headers beside it, and who the schema is."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import NoReturn
from uuid import UUID

from workbench.records.errors import Part, Problem, Unserializable
from workbench.records.escape import quoted
from workbench.records.record import Header
from workbench.serialization.anatomy import Span
from workbench.serialization.schema import SchemaType

LARGEST_UNPACKED = 100_000_000
"""Bytes that a compressed payload may have when it is read back: more is somebody's bomb."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a schema is, as far as it is known when its framing is made; `indexes` and `type_name` are Protobuf's."""

    part: Part
    id: int | None = None
    guid: str = ""
    known_as: str = ""
    indexes: tuple[int, ...] | None = None
    type_name: str = ""
    schema_type: SchemaType | None = None

    def id_bytes(self, framing: str, size: int) -> bytes:
        """The id, big endian, `size` bytes. Raises Unserializable where it is not known, or is out of their range."""
        if self.id is None:
            raise Unserializable(Problem(f"{framing} framing needs the schema's id", "id=N, or a registry's subject"))
        largest = (1 << (8 * size - 1)) - 1
        if not 0 <= self.id <= largest:
            raise Unserializable(Problem(f"the schema id {self.id} is out of range", f"0 to {largest}"))
        return self.id.to_bytes(size, "big")

    @property
    def id_shown(self) -> str:
        return f"{self.id} → {self.known_as}" if self.known_as else str(self.id)

    def guid_bytes(self, framing: str) -> bytes:
        """The GUID's 16 bytes. Raises Unserializable where it is not known, or is none."""
        if not self.guid:
            self._without_guid(framing)
        try:
            return UUID(self.guid).bytes
        except ValueError:
            problem = Problem(f"{quoted(self.guid, 48)} is no GUID", "such as 12345678-1234-5678-1234-567812345678")
            raise Unserializable(problem) from None

    def _without_guid(self, framing: str) -> NoReturn:
        from_where = "guid=…" if framing.startswith("glue") else "guid=…, or a registry that tells it"
        raise Unserializable(Problem(f"{framing} framing needs the schema's GUID", from_where))

    def side(self, framing: str) -> str:
        """`key` or `value`. Raises Unserializable in a header's value: headers have no headers."""
        if self.part not in (Part.KEY, Part.VALUE):
            problem = Problem(
                f"{framing} framing adds headers, which a header's value cannot have", "framing=confluent"
            )
            raise Unserializable(problem)
        return str(self.part)


@dataclass(frozen=True, slots=True)
class Mark:
    """Bytes of a framing that are the same in every record: what they are, what they say."""

    label: str
    shown: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Marked:
    """A framing of marks before the payload and headers beside it: all of them but the compressed one."""

    name: str
    marks: tuple[Mark, ...] = ()
    headers: tuple[Header, ...] = ()
    is_registry: bool = True
    is_confluent: bool = False
    remark: str = ""
    prefix: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "prefix", b"".join([mark.data for mark in self.marks]))

    @property
    def payload_at(self) -> int:
        """Where the payload begins."""
        return len(self.prefix)

    def wrap(self, payload: bytes) -> bytes:
        """The marks, then the payload."""
        return self.prefix + payload

    def unwrap(self, data: bytes) -> bytes:
        """The payload behind the marks. Raises Unserializable where one of them is another."""
        at = 0
        for mark in self.marks:
            _expect(mark, data[at : at + len(mark.data)])
            at += len(mark.data)
        return data[at:]

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """The marks by name; where the bytes say something else, what they say."""
        spans, at = [], 0
        for mark in self.marks:
            found = data[at : at + len(mark.data)]
            if len(found) < len(mark.data):
                break
            shown = mark.shown if found == mark.data else f"0x{found.hex()}"
            spans.append(Span(at, at + len(found), mark.label, shown))
            at += len(found)
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Compressed:
    """Marks that stand as they are, then what `inner` makes of the payload, compressed with zlib."""

    outer: Marked
    inner: Marked
    remark: str = ""

    payload_at = -1
    is_registry = True
    is_confluent = False
    headers: tuple[Header, ...] = ()

    @property
    def name(self) -> str:
        """The framing's name."""
        return self.outer.name

    def wrap(self, payload: bytes) -> bytes:
        """The marks, then the payload as zlib packs it by default, as Java's Deflater does."""
        return self.outer.wrap(zlib.compress(self.inner.wrap(payload)))

    def unwrap(self, data: bytes) -> bytes:
        """The payload. Raises Unserializable also where it cannot be unpacked, or is too large to be."""
        packed = self.outer.unwrap(data)
        unpacking = zlib.decompressobj()
        try:
            payload = unpacking.decompress(packed, LARGEST_UNPACKED)
        except zlib.error as error:
            raise Unserializable(Problem(f"the payload is not zlib's: {error}")) from None
        if unpacking.unconsumed_tail:
            raise Unserializable(Problem(f"the payload has more than {LARGEST_UNPACKED:,} bytes when it is unpacked"))
        if not unpacking.eof:
            raise Unserializable(Problem("the compressed payload ends too early"))
        return self.inner.unwrap(payload)

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """The marks, and the compressed rest as one."""
        at = self.outer.payload_at
        rest = (Span(at, len(data), "payload, zlib", f"{len(data) - at} bytes"),) if len(data) > at else ()
        return (*self.outer.spans(data), *rest)


def unsigned_varint(number: int) -> bytes:
    """Seven bits a byte, lowest first; the high bit says that more follow."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _expect(mark: Mark, found: bytes) -> None:
    if len(found) < len(mark.data):
        raise Unserializable(Problem(f"the bytes end before the end of the {mark.label}", f"{mark.label} {mark.shown}"))
    if found != mark.data:
        raise Unserializable(Problem(f"the {mark.label} is 0x{found.hex()}", f"0x{mark.data.hex()} for {mark.shown}"))
