"""Bytes back into texts and drafts: what comes back is exactly what was sent, or it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.compose import compose
from workbench.lab.decoding import Decoded, Specs, decode, draft_of
from workbench.partitioning.partitioners import DEFAULT
from workbench.partitioning.partitioners import find as find_partitioner
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.records.errors import Part
from workbench.records.record import Header, ProducerRecord
from workbench.serialization.field import from_catalogue
from workbench.serialization.serializer import Serializer
from workbench.serialization.text import StringSerializer

DATA = st.none() | st.binary(max_size=20)
HEADERS = st.lists(st.tuples(st.text(max_size=5).filter(lambda name: "\0" not in name), DATA), max_size=4)
TIMES = st.none() | st.integers(1, 253_402_300_799_999)
NAMES = st.sampled_from(["", "string", "integer", "long", "hex", "base64", "json", "uuid", "boolean", "double"])


def composed(draft: RecordDraft) -> ProducerRecord | None:
    return compose(draft, partitioner=find_partitioner(DEFAULT), partitions=None).record


@given(DATA, DATA, HEADERS, st.none() | st.integers(0, 11), TIMES, NAMES, NAMES)
def test_a_draft_made_of_a_record_comes_to_the_very_same_record(
    key: bytes | None,
    value: bytes | None,
    headers: list[Header],
    partition: int | None,
    timestamp: int | None,
    of_key: str,
    of_value: str,
) -> None:
    record = ProducerRecord("orders", key, value, tuple(headers), partition, timestamp)
    assert composed(draft_of(record, Specs(of_key, of_value, ("long",)), from_catalogue).draft) == record


def test_each_part_is_in_the_text_of_its_serializer() -> None:
    record = ProducerRecord("orders", b"\0\0\0\x2a", b'{ "id": 1 }', (("n", b"\0" * 8), ("t", b"x")), 3)
    redrafted = draft_of(record, Specs("integer", "json", ("long",)), from_catalogue)
    assert redrafted.notes == ()
    assert redrafted.draft == RecordDraft(
        "orders",
        FieldDraft("integer", Presence.TEXT, "42"),
        FieldDraft("json", Presence.TEXT, '{ "id": 1 }'),
        (HeaderDraft("n", FieldDraft("long", Presence.TEXT, "0")), HeaderDraft("t", FieldDraft(text="x"))),
        "3",
        "now",
    )


def test_null_and_empty_keep_their_serializer() -> None:
    draft = draft_of(ProducerRecord("orders", None, b""), Specs("integer", "json"), from_catalogue).draft
    assert (draft.key, draft.value) == (FieldDraft("integer", Presence.NULL), FieldDraft("json", Presence.EMPTY))


@pytest.mark.parametrize(
    ("data", "spec", "words"),
    [
        (b"\xff", "", "value: in hex, because its bytes are no text, and what made them is not known"),
        (b"\xff", "integer", "value: in hex, because integer: "),
        (b"1", "nonesuch", "value: in hex, because nonesuch: "),
    ],
)
def test_what_cannot_be_read_is_hex_and_is_said(data: bytes, spec: str, words: str) -> None:
    redrafted = draft_of(ProducerRecord("orders", None, data), Specs(value=spec), from_catalogue)
    assert redrafted.draft.value == FieldDraft("hex", Presence.TEXT, data.hex())
    assert redrafted.notes[0].startswith(words)


class Lossy(StringSerializer):
    """Reads something else than was written."""

    def deserialize(self, data: bytes) -> str:
        return super().deserialize(data).upper()


class Framing(StringSerializer):
    """Adds a header of its own to every record."""

    @property
    def headers(self) -> tuple[Header, ...]:
        return (("schema", b"1"),)


def finding(serializer: Serializer) -> object:
    return lambda spec, topic, part: serializer if spec == "own" else from_catalogue(spec, topic, part)


def test_a_serializer_that_loses_something_is_not_trusted() -> None:
    redrafted = draft_of(ProducerRecord("orders", None, b"abc"), Specs(value="own"), finding(Lossy()))  # type: ignore[arg-type]
    assert redrafted.draft.value.serializer == "hex"
    assert "does not come to the same bytes again" in redrafted.notes[0]


def test_headers_that_a_serializer_adds_are_not_typed_ones() -> None:
    added = (("own", b"x"), ("schema", b"1"))
    find = finding(Framing())
    draft = draft_of(ProducerRecord("orders", None, b"abc", added), Specs(value="own"), find).draft  # type: ignore[arg-type]
    assert [header.name for header in draft.headers] == ["own"]
    other = draft_of(ProducerRecord("orders", None, b"abc", added[::-1]), Specs(value="own"), find).draft  # type: ignore[arg-type]
    assert [header.name for header in other.headers] == ["schema", "own"]


def test_decoding_for_the_eyes() -> None:
    assert decode(b"\0\0\0\x01", "integer", "t", Part.KEY, from_catalogue) == Decoded("1")
    assert decode(b"\xff", "", "t", Part.KEY, from_catalogue) == Decoded()
    assert "4 bytes" in decode(b"\xff", "integer", "t", Part.KEY, from_catalogue).unread


def test_the_serializers_of_a_draft() -> None:
    draft = RecordDraft("t", FieldDraft("long"), FieldDraft("json"), (HeaderDraft("a", FieldDraft("hex")),))
    specs = Specs.of(draft)
    assert (specs.key, specs.value, specs.of_header(0), specs.of_header(1)) == ("long", "json", "hex", "")
    assert Specs.of(None) == Specs()
