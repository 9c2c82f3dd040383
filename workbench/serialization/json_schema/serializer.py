"""The serializer of a JSON Schema: checked by it, then sent as written or compacted."""

from __future__ import annotations

from workbench.records.errors import Problem, Unserializable
from workbench.records.record import Header
from workbench.serialization.anatomy import Span
from workbench.serialization.framing import BARE, Framing
from workbench.serialization.json import CompactJsonSerializer, JsonSerializer
from workbench.serialization.json_schema.validation import Validator
from workbench.serialization.schema import Schema
from workbench.serialization.serializer import Note, Serializer, Suggestion


class JsonSchemaSerializer:
    """JSON in UTF-8 behind a framing. Raises Unserializable where the schema cannot be used."""

    about = "JSON that its JSON Schema allows"

    def __init__(
        self, schema: Schema, framing: Framing = BARE, form: str = "written", spec: str = "json-schema"
    ) -> None:
        self.name, self.schema, self.framing = spec, schema, framing
        self._validator = Validator(schema)
        self._json = CompactJsonSerializer() if form == "compact" else JsonSerializer()

    @property
    def headers(self) -> tuple[Header, ...]:
        """The framing's."""
        return self.framing.headers

    def serialize(self, text: str) -> bytes:
        """The framed bytes. Raises Unserializable with every error of the text, its path and its place."""
        data = self._json.serialize(text)
        self._validator.check(text)
        return self.framing.wrap(data)

    def notes(self, text: str) -> tuple[Note, ...]:
        """What there is to say of the framing."""
        if not self.framing.remark:
            return ()
        try:
            self._validator.check(text)
        except Unserializable:
            return ()
        return (Note(self.framing.remark, is_warning=True),)

    def deserialize(self, data: bytes) -> str:
        """The text, which the schema has to allow. Raises Unserializable."""
        text = self.payload(data)
        self._validator.check(text)
        return text

    def payload(self, data: bytes) -> str:
        """The text in framed bytes, whatever the schema says. Raises Unserializable."""
        return self._json.deserialize(self.framing.unwrap(data))

    def read(self, data: bytes, writer: Serializer) -> str:
        """The text that `writer` sent, if this schema allows it. Raises Unserializable: why it does not."""
        if not isinstance(writer, JsonSchemaSerializer):
            problem = Problem("these bytes were not made by a JSON Schema serializer", "bytes of the same format")
            raise Unserializable(problem)
        text = writer.payload(data)
        self._validator.check(text)
        return text

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """The framing, then the text as one."""
        framed, start = self.framing.spans(data), self.framing.payload_at
        if not 0 <= start < len(data):
            return framed
        return (*framed, Span(start, len(data), "JSON", f"{len(data) - start:,} bytes"))

    def sample(self, seed: int = 0) -> str:
        """A text that the schema allows. Raises Unserializable where none is found."""
        from workbench.serialization.json_schema.sample import sample

        return sample(self._validator, seed)

    def suggestions(self, text: str, at: int) -> tuple[Suggestion, ...]:
        """The names that an object may have, the values of an enum."""
        from workbench.serialization.json_schema.guide import suggestions

        return suggestions(self._validator, text, at)

    def explain(self, text: str, at: int) -> str:
        """Type, title and description of the field under the cursor."""
        from workbench.serialization.json_schema.guide import explain

        return explain(self._validator, text, at)
