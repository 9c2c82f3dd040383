"""The Protobuf serializer: JSON text to a message of a schema, in a registry's framing or bare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.records.record import Header
from workbench.serialization.anatomy import Span
from workbench.serialization.framing import BARE, Framing
from workbench.serialization.protobuf import spans
from workbench.serialization.protobuf.descriptors import Descriptor
from workbench.serialization.protobuf.indexes import behind_maps, message_indexes
from workbench.serialization.protobuf.pool import (
    count_of_own,
    find_message,
    message_names,
    pool_of,
    refuse_several,
    serialized,
)
from workbench.serialization.protobuf.quick import may_vanish, quick_reader
from workbench.serialization.protobuf.reading import read
from workbench.serialization.protobuf.sample import sample
from workbench.serialization.protobuf.showing import DEEPEST, parse, shown
from workbench.serialization.schema import Schema
from workbench.serialization.serializer import Note, Serializer, Suggestion

_SHALLOW = DEEPEST // 2
"""Brackets in a text below which no message can be nested too deeply (a Struct counts twice a bracket)."""


class ProtobufSerializer:
    """Messages of one type, written as Protobuf's JSON (https://protobuf.dev/programming-guides/json/)."""

    def __init__(
        self,
        schema: Schema,
        type_name: str = "",
        framing: Callable[[tuple[int, ...], str], Framing] | Framing = BARE,
        spec: str = "protobuf",
    ) -> None:
        """`framing` may depend on the message's indexes and full name; the type is the file's first without a name.

        Raises Unserializable: descriptors that are none, no message of that name.
        """
        self._pool = pool_of(schema.descriptors)
        if not type_name and not schema.text:
            refuse_several(self._pool)
        self._message = find_message(self._pool, type_name)
        self.indexes = message_indexes(self._message)
        self.type_name = self._message.full_name
        self._framing = framing(self.indexes, self.type_name) if callable(framing) else framing
        if self._framing.is_confluent and schema.text:
            self._refuse_imported()
        self._descriptors = schema.descriptors
        self._quick = quick_reader(self._message)
        count = 0 if type_name else count_of_own(self._pool)
        what = f"message {self.type_name}: the first of {count}; type= chooses another"
        self._remarks: tuple[Note, ...] = (Note(what),) if count > 1 else ()
        if self._framing.remark:
            self._remarks += (Note(self._framing.remark, is_warning=True),)
        self.name = spec

    @property
    def about(self) -> str:
        """The message's type."""
        return f"Protobuf message {self.type_name}, from JSON"

    @property
    def headers(self) -> tuple[Header, ...]:
        return self._framing.headers

    @property
    def types(self) -> tuple[str, ...]:
        """The full names of all messages that the schema offers."""
        return message_names(self._pool)

    def serialize(self, text: str) -> bytes:
        """The message's bytes; the entries of maps are sorted by key. Raises Unserializable with every problem."""
        message = self._quick(text)
        if message is None:
            message, _ = read(text, self._pool, self._message)
        payload = serialized(message)
        if text.count("{") + text.count("[") > _SHALLOW:
            _refuse_too_deep(payload, self._message)
        return self._framing.wrap(payload)

    def deserialize(self, data: bytes) -> str:
        return shown(parse(self._framing.unwrap(data), self._message), self._pool)

    def notes(self, text: str) -> tuple[Note, ...]:
        if self._quick(text) is not None and not may_vanish(text):
            return self._remarks  # nothing else that is worth a note takes the quick way
        try:
            return (*self._remarks, *read(text, self._pool, self._message)[1])
        except Unserializable:
            return ()

    def spans(self, data: bytes) -> tuple[Span, ...]:
        around = tuple(self._named(span) for span in self._framing.spans(data))
        start = self._framing.payload_at
        return around if start < 0 else (*around, *spans.spans(self._message, data, start, self._pool))

    def sample(self, seed: int = 0) -> str:
        return sample(self._message, seed)

    def suggestions(self, text: str, at: int) -> tuple[Suggestion, ...]:
        from workbench.serialization.protobuf import guide  # only who types needs it

        return guide.suggestions(self._message, text, at)

    def explain(self, text: str, at: int) -> str:
        from workbench.serialization.protobuf import guide

        return guide.explain(self._message, self._descriptors, text, at)

    def read(self, data: bytes, writer: Serializer) -> str:
        """As a consumer on this schema reads it: fields that the bytes lack have their defaults."""
        payload = writer._framing.unwrap(data) if isinstance(writer, ProtobufSerializer) else self._framing.unwrap(data)
        return shown(parse(payload, self._message), self._pool, with_defaults=True)

    def _refuse_imported(self) -> None:
        """Indexes count within the file that the schema's id stands for, and no other."""
        file = self._message.file.name
        if file != self._pool.files[-1].name:
            what = (
                f"{self.type_name} is declared in {quoted(file, 60)}, which the schema imports: no indexes lead there"
            )
            own = ", ".join(self.types[:6])
            raise Unserializable(Problem(what, f"the subject of that file, or one of {own}"))

    def _named(self, span: Span) -> Span:
        """Message indexes are bare numbers; what they lead to is said beside them."""
        if span.label != "message indexes":
            return span
        counted = ", entries of map fields counted" if behind_maps(self._message) else ""
        return replace(span, value=f"{span.value} → {self.type_name}{counted}")


def _refuse_too_deep(payload: bytes, message: Descriptor) -> None:
    try:
        parse(payload, message)
    except Unserializable:
        what = f"more than {DEEPEST} messages stand inside each other, and no consumer reads that"
        raise Unserializable(Problem(what, f"at most {DEEPEST} inside each other")) from None
