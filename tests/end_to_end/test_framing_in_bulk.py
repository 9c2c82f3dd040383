"""Headers that serializers add, and schemas that are still to come: compose and its quick way say the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from workbench.compose import RecordTemplate, compose
from workbench.partitioning.partitioners import find
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.records.errors import Part, Pending, Problem
from workbench.serialization.field import from_catalogue
from workbench.serialization.serializer import Serializer
from workbench.serialization.text import StringSerializer

NULL = FieldDraft(presence=Presence.NULL)
DEFAULT = find("murmur2_random")
DRAFT = RecordDraft("orders", FieldDraft(text="user-42"), FieldDraft("json", text='{"id": 1}'))


def side(serializer: str, text: str | None) -> FieldDraft:
    return FieldDraft(serializer, Presence.NULL if text is None else Presence.TEXT, text or "")


class InHeaders(StringSerializer):
    """Strings whose records name their schema in a header."""

    def __init__(self, part: Part) -> None:
        self.name, self.headers = "framed", ((f"__{part}_schema_id", b"\1"),)


def framed(spec: str, topic: str, part: Part) -> Serializer:
    return InHeaders(part) if spec == "framed" else from_catalogue(spec, topic, part)


@given(
    st.sampled_from(["framed", "string"]),
    st.sampled_from(["framed", "string"]),
    st.lists(st.tuples(st.none() | st.just("k"), st.none() | st.just("v")), max_size=20),
)
def test_headers_that_serializers_add_come_after_the_drafts_own_and_never_with_a_null(
    key: str, value: str, texts: list[tuple[str | None, str | None]]
) -> None:
    own = (HeaderDraft("trace", FieldDraft(text="abc")),)
    draft = RecordDraft("orders", FieldDraft(key), FieldDraft(value), own)
    template = RecordTemplate(draft, partitioner=DEFAULT, partitions=12, serializers=framed)
    expected = [
        compose(
            replace(draft, key=side(key, one), value=side(value, other)),
            partitioner=DEFAULT,
            partitions=12,
            serializers=framed,
        ).record
        for one, other in texts
    ]
    for record, (one, other) in zip(expected, texts, strict=True):
        assert record is not None
        of_key = [("__key_schema_id", b"\1")] * (key == "framed" and one is not None)
        of_value = [("__value_schema_id", b"\1")] * (value == "framed" and other is not None)
        assert record.headers == (("trace", b"abc"), *of_key, *of_value)
    assert [template.record(*pair) for pair in texts] == expected
    fields = [template.serialized(*pair) for pair in texts]
    blocks = template.columns([one for one, _ in fields], [other for _, other in fields])
    assert [record for block in blocks for record in block.records()] == expected


def test_what_is_pending_is_an_error_that_goes_away() -> None:
    def pending(spec: str, topic: str, part: Part) -> Serializer:
        raise Pending(Problem("the schema is being asked for", is_pending=True))

    made = compose(replace(DRAFT, key=NULL), partitioner=DEFAULT, partitions=12, serializers=pending)
    assert made.record is None
    assert [(error.address.part, error.is_pending) for error in made.errors] == [(Part.KEY, True), (Part.VALUE, True)]
