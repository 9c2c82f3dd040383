"""What there is to show: bytes, names, what a consumer reads, for parts that serialize and parts that do not."""

from __future__ import annotations

from dataclasses import replace

from tests.tui.panes.previews import preview
from workbench.compose import compose
from workbench.lab.dissection import MOST_NAMED, Anatomy, dissect
from workbench.partitioning.partitioners import find
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.records.errors import Part, Problem, Unserializable
from workbench.records.record import Header
from workbench.serialization.anatomy import Span
from workbench.serialization.field import from_catalogue
from workbench.serialization.serializer import Serializer

DRAFT = RecordDraft("t", FieldDraft("integer", text="42"), FieldDraft("string", text="hello"))


class Prefixed:
    """A serializer with framing, headers and something to say; it cannot read what begins with x."""

    name, about = "prefixed", ""
    headers: tuple[Header, ...] = (("__value_schema_id", b"\x01"),)

    def serialize(self, text: str) -> bytes:
        return b"\0" + text.encode()

    def deserialize(self, data: bytes) -> str:
        if data[1:2] == b"x":
            raise Unserializable(Problem("an x is no value"))
        return data[1:].decode().upper()

    def spans(self, data: bytes) -> tuple[Span, ...]:
        return (Span(0, 1, "magic byte", "0"),)


def with_prefixed(spec: str, topic: str, part: Part) -> Serializer:
    return Prefixed() if spec == "prefixed" else from_catalogue(spec, topic, part)


def dissected(draft: RecordDraft) -> Anatomy:
    composed = compose(draft, partitioner=find("java"), partitions=12, serializers=with_prefixed)
    return dissect(draft, composed, with_prefixed, topic_limit=None, producer_limit=1_000)


def test_the_parts_in_the_order_of_the_form() -> None:
    anatomy = dissected(replace(DRAFT, headers=(HeaderDraft("a", FieldDraft(text="b")),)))
    assert [(part.title, part.data) for part in anatomy.parts] == [
        ("key", b"\0\0\0*"),
        ("value", b"hello"),
        ("header a", b"b"),
    ]
    assert anatomy.record is not None and anatomy.record.size == 11


def test_names_headers_and_what_is_read_come_from_the_serializer() -> None:
    key, value, header = dissected(replace(DRAFT, value=FieldDraft("prefixed", text="hello"))).parts
    assert (key.spans, key.reads_as) == ((), "")
    assert (value.spans, value.reads_as) == ((Span(0, 1, "magic byte", "0"),), "HELLO")
    assert (header.title, header.data) == ("header __value_schema_id", b"\x01")


def test_what_no_consumer_can_read_is_said() -> None:
    assert dissected(replace(DRAFT, value=FieldDraft("prefixed", text="xx"))).parts[1].unread == "an x is no value"


def test_parts_that_are_not_known_or_null_have_no_bytes() -> None:
    draft = replace(DRAFT, key=FieldDraft("integer", text="x"), value=FieldDraft("prefixed", Presence.NULL))
    anatomy = dissected(draft)
    assert [(part.is_known, part.data) for part in anatomy.parts] == [(False, None), (True, None)]
    assert anatomy.record is None


def test_a_header_that_is_wrong_is_not_known() -> None:
    anatomy = dissected(replace(DRAFT, headers=(HeaderDraft("a", FieldDraft("integer", text="b")),)))
    assert anatomy.parts[2].is_known is False


def test_a_large_value_is_named_at_its_beginning_and_not_read_back() -> None:
    part = dissected(replace(DRAFT, value=FieldDraft("prefixed", text="y" * MOST_NAMED))).parts[1]
    assert (len(part.data or b""), part.reads_as, len(part.spans)) == (MOST_NAMED + 1, "", 1)


def test_a_serializer_that_is_not_there_is_said_at_the_field_alone() -> None:
    assert preview().composed.key_known
    assert not dissected(replace(DRAFT, value=FieldDraft("jsno", text="{}"))).parts[1].is_known
