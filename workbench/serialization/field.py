"""A field as typed to its bytes: the three states, then the serializer."""

from __future__ import annotations

from typing import Final

from workbench.records.draft import FieldDraft, Presence
from workbench.records.errors import Part, Problem, Unserializable
from workbench.serialization.catalogue import find
from workbench.serialization.serializer import Note, Noting, Serializer

_SIZES: Final = {"integer": 4, "long": 8, "short": 2, "float": 4, "double": 8, "boolean": 1, "uuid": 0}
"""The bytes that the deserializers of Kafka's own Java client ask for; 0 where it is a text."""


def serializer_of(name: str) -> Serializer:
    """The serializer of that name. Raises Unserializable where the catalogue raises LookupError."""
    try:
        return find(name)
    except LookupError as error:
        raise Unserializable(Problem(str(error.args[0]))) from None


def from_catalogue(spec: str, topic: str, part: Part) -> Serializer:
    """A Find that knows the serializers that need no schema and no file."""
    return serializer_of(spec)


def notes_of(field: FieldDraft, serializer: Serializer | None) -> tuple[Note, ...]:
    """What there is to say of a field in which nothing is wrong."""
    if serializer is None or field.presence is Presence.NULL:
        return ()
    if field.presence is Presence.EMPTY:
        note = empty_note(serializer)
        return () if note is None else (note,)
    return serializer.notes(field.text) if isinstance(serializer, Noting) else ()


def empty_note(serializer: Serializer) -> Note | None:
    """What Java's deserializer makes of no bytes; None where it reads them, as a text or the document of a schema."""
    name = serializer.name.partition(",")[0]
    if (size := _SIZES.get(name)) is None:
        return None
    theirs = name.capitalize() if name != "uuid" else "UUID"
    what = f"size is not {size}" if size else "no bytes are no UUID"
    return Note(f"empty is no value of {name}: Java's {theirs}Deserializer throws on 0 bytes ({what})", is_warning=True)


def serialize_field(field: FieldDraft, serializer: Serializer) -> bytes | None:
    """The bytes of a key, a value or a header value; None is null. Raises Unserializable.

    The state decides before the serializer does: null is None and empty is no bytes under every serializer, but the
    null serializer's answer is None in every state.
    """
    if field.presence is Presence.NULL:
        return None
    if field.presence is Presence.EMPTY and serializer.name != "null":
        return b""
    return serializer.serialize(field.text)
