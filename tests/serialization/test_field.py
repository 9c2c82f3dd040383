"""Null, empty and text are three states under every serializer (traps 1 and 2)."""

from __future__ import annotations

import pytest

from workbench.records.draft import FieldDraft, Presence
from workbench.records.errors import Part, Unserializable
from workbench.serialization.catalogue import serializers
from workbench.serialization.field import empty_note, from_catalogue, notes_of, serialize_field, serializer_of

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


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("integer", "empty is no value of integer: Java's IntegerDeserializer throws on 0 bytes (size is not 4)"),
        ("boolean", "empty is no value of boolean: Java's BooleanDeserializer throws on 0 bytes (size is not 1)"),
        ("uuid", "empty is no value of uuid: Java's UUIDDeserializer throws on 0 bytes (no bytes are no UUID)"),
        ("uuid,charset=UTF-16", "empty is no value of uuid"),
    ],
)
def test_what_java_cannot_read_of_no_bytes_is_known(name: str, words: str) -> None:
    note = empty_note(serializer_of(name))
    assert note is not None and note.is_warning and note.what.startswith(words)


@pytest.mark.parametrize("name", ["string", "json", "null", "hex", "u8"])
def test_others_read_no_bytes_or_are_none_of_java_s(name: str) -> None:
    assert empty_note(serializer_of(name)) is None


def test_notes_of_a_field_follow_its_state() -> None:
    integer, latin = serializer_of("integer"), serializer_of("string,charset=ISO-8859-1")
    assert [note.is_warning for note in notes_of(FieldDraft("integer", Presence.EMPTY), integer)] == [True]
    assert notes_of(FieldDraft("integer", Presence.NULL), integer) == ()
    assert notes_of(FieldDraft("integer", text="1"), integer) == ()
    assert len(notes_of(FieldDraft("string", text="홍"), latin)) == 1
    assert notes_of(FieldDraft("string", text="홍"), None) == ()
