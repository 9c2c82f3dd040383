"""Avro as one datum: text to bytes and back, with a schema."""

from __future__ import annotations

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted
from workbench.records.record import Header
from workbench.serialization.anatomy import Span
from workbench.serialization.avro.converter import convert
from workbench.serialization.avro.decoder import decode
from workbench.serialization.avro.encoder import Datum, encode
from workbench.serialization.avro.model import AvroType, Primitive, branch_name, logical_of
from workbench.serialization.avro.quick import compiled
from workbench.serialization.avro.quick_scalars import Unsure
from workbench.serialization.avro.resolution import resolve
from workbench.serialization.avro.schema import Parsed, parsed
from workbench.serialization.avro.text import text_of
from workbench.serialization.avro.varint import read_varint
from workbench.serialization.framing import BARE, Framing
from workbench.serialization.schema import Schema
from workbench.serialization.serializer import Note, Serializer, Suggestion
from workbench.serialization.spec import SerializerSpec


class AvroDatum:
    """A schema at work: texts to data and back. What its bytes stand in is the business of those that extend it.

    Raises Unserializable where the schema cannot be read, with every problem in it.
    """

    __slots__ = ("_quick", "_remarks", "kind", "schema")

    def __init__(self, schema: Schema, spec: str = "avro") -> None:
        self.schema = schema
        read = parsed(schema)
        self.kind: AvroType = read.kind
        self._remarks = read.ignored
        if "=" in spec:
            _check(SerializerSpec.parse(spec), read)
        try:
            self._quick = compiled(self.kind)
        except RecursionError:
            raise Unserializable(Problem("the schema is nested too deeply", "fewer types inside each other")) from None

    def payload(self, text: str) -> bytes:
        """The datum's bytes. Raises Unserializable with every problem in the text."""
        try:
            return self._quick(text)
        except Unsure:
            return encode(self.kind, convert(self.kind, text)[0])

    def notes(self, text: str) -> tuple[Note, ...]:
        """Which branches of unions are taken, which defaults are filled in, how bytes are read."""
        try:
            return (*self._remarks, *convert(self.kind, text)[1])
        except Unserializable:
            return ()

    def shown(self, datum: Datum) -> str:
        """The text of a datum. Raises Unserializable where it is nested too deeply."""
        try:
            return text_of(self.kind, datum)
        except RecursionError:
            raise Unserializable(Problem("the datum is nested too deeply to be shown")) from None

    def resolved(self, datum: Datum, written: AvroType) -> str:
        """What a consumer on this schema makes of a datum written with another. Raises Unserializable: why not."""
        try:
            return self.shown(resolve(written, self.kind, datum))
        except RecursionError:
            raise Unserializable(Problem("the datum is nested too deeply to be read")) from None

    def sample(self, seed: int = 0) -> str:
        """A text that fits the schema."""
        from workbench.serialization.avro.guide import sample

        return sample(self.schema, seed)

    def suggestions(self, text: str, at: int) -> tuple[Suggestion, ...]:
        """Names of fields, symbols and branches that could stand at the cursor."""
        from workbench.serialization.avro.guide import suggestions

        return suggestions(self.schema, text, at)

    def explain(self, text: str, at: int) -> str:
        """Type and documentation of the field under the cursor."""
        from workbench.serialization.avro.guide import explain

        return explain(self.schema, text, at)


def _check(spec: SerializerSpec, read: Parsed) -> None:
    """What is asked of a schema by its spec. Raises Unserializable.

    A file's defaults have to be of their types, as in Java; a registered schema is in use whatever its defaults.
    """
    if spec["schema"] and read.defaults:
        raise Unserializable(*read.defaults)
    name = branch_name(read.kind)
    if spec["type"] and not spec["strategy"] and spec["type"] not in (name, name.rpartition(".")[2]):
        what = f"type={quoted(spec['type'], 80)} has no effect: the schema is {escape(name)}"
        raise Unserializable(Problem(what, f"type={escape(name)}, or no type="))


class AvroSerializer(AvroDatum):
    """One datum in Avro's binary form, framed for a registry or bare."""

    __slots__ = ("_is_raw", "framing", "name")

    about = "Avro with its schema, from plain JSON or Avro-JSON"

    def __init__(self, schema: Schema, framing: Framing = BARE, spec: str = "avro") -> None:
        super().__init__(schema, spec)
        self.framing, self.name = framing, spec
        if framing.remark:
            self._remarks = (*self._remarks, Note(framing.remark, is_warning=True))
        # AbstractKafkaAvroSerializer.java writes a schema that is just `bytes` without Avro's length before them.
        self._is_raw = framing.is_confluent and isinstance(self.kind, Primitive) and self.kind.kind == "bytes"

    @property
    def headers(self) -> tuple[Header, ...]:
        """The framing's."""
        return self.framing.headers

    def serialize(self, text: str) -> bytes:
        """JSON text, plain or Avro-JSON. Raises Unserializable with every problem, each with its path and place."""
        payload = self.payload(text)
        return self.framing.wrap(payload[read_varint(payload, 0)[1] :] if self._is_raw else payload)

    def deserialize(self, data: bytes) -> str:
        """JSON on one line, in the forms that `serialize` takes."""
        return self.shown(self.datum(data))

    def datum(self, data: bytes) -> Datum:
        """What the framed bytes hold. Raises Unserializable."""
        payload = self.framing.unwrap(data)
        return payload if self._is_raw else decode(self.kind, payload)

    def read(self, data: bytes, writer: Serializer) -> str:
        """What a consumer on this schema reads from bytes that `writer` made, by Avro's schema resolution."""
        if not isinstance(writer, AvroSerializer):
            raise Unserializable(Problem("these bytes were not made by an Avro serializer", "bytes of the same format"))
        return self.resolved(writer.datum(data), writer.kind)

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """The framing's bytes, then the datum's, each with its field."""
        from workbench.serialization.avro.spans import spans

        framed, start = self.framing.spans(data), self.framing.payload_at
        if start < 0 or len(data) < start:
            return framed
        if self._is_raw:
            end = len(data)
            return (*framed, Span(start, end, logical_of(self.kind) or "bytes", f"{end - start:,} bytes"))
        return (*framed, *spans(self.schema, data, start))
