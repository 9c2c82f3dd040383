"""Null, empty and text are three states under every serializer (traps 1 and 2)."""

from __future__ import annotations

import pytest

from workbench.records.draft import FieldDraft, Presence
from workbench.records.errors import Part, Unserializable
from workbench.serialization.catalogue import serializers
from workbench.serialization.field import from_catalogue, serialize_field, serializer_of

NAMES = [serializer.name for serializer in serializers()]


def serialized(draft: FieldDraft) -> bytes | None:
    return serialize_field(draft, from_catalogue(draft.serializer, "orders", Part.VALUE))


@pytest.mark.parametrize("name", NAMES)
def test_null_is_null_and_its_text_is_not_looked_at(name: str) -> None:
    assert serialized(FieldDraft(name, Presence.NULL, "junk")) is None


@pytest.mark.parametrize("name", NAMES)
def test_empty_is_no_bytes_unless_the_serializer_is_null(name: str) -> None:
    assert serialized(FieldDraft(name, Presence.EMPTY, "junk")) == (None if name == "null" else b"")


def test_text_goes_through_the_serializer() -> None:
    assert serialized(FieldDraft("integer", Presence.TEXT, "1")) == b"\0\0\0\1"
    assert serialized(FieldDraft("string", Presence.TEXT, "")) == b""


@pytest.mark.parametrize("name", ["integer", "double", "boolean", "uuid", "json"])
def test_an_empty_text_is_not_taken_for_empty_or_null(name: str) -> None:
    with pytest.raises(Unserializable):
        serialized(FieldDraft(name, Presence.TEXT, ""))


def test_an_unknown_serializer_is_an_error_of_the_field() -> None:
    with pytest.raises(Unserializable, match="there is no serializer 'jsno'; did you mean json"):
        serializer_of("jsno")
