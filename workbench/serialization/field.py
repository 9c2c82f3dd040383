"""A field as typed to its bytes: the three states, then the serializer."""

from __future__ import annotations

from workbench.records.draft import FieldDraft, Presence
from workbench.records.errors import Part, Problem, Unserializable
from workbench.serialization.catalogue import find
from workbench.serialization.serializer import Serializer


def serializer_of(name: str) -> Serializer:
    """The serializer of that name. Raises Unserializable where the catalogue raises LookupError."""
    try:
        return find(name)
    except LookupError as error:
        raise Unserializable(Problem(str(error.args[0]))) from None


def from_catalogue(spec: str, topic: str, part: Part) -> Serializer:
    """A Find that knows the serializers that need no schema and no file."""
    return serializer_of(spec)


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
