"""Confluent's framings, as confluent-kafka itself writes them."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.errors import Part, Unserializable
from workbench.serialization.framing_marks import Identity
from workbench.serialization.framings_confluent import header, indexes, prefix

PATHS = st.lists(st.integers(0, 1_000_000), min_size=1, max_size=4)


@given(PATHS, st.integers(0, (1 << 31) - 1), st.uuids())
def test_the_same_as_confluent_kafka_s(path: list[int], schema_id: int, guid: UUID) -> None:
    pytest.importorskip("certifi", reason="confluent-kafka's registry client needs it")
    from confluent_kafka.schema_registry.serde import SchemaId

    theirs = SchemaId("PROTOBUF", schema_id, str(guid), path)
    ours = Identity(Part.VALUE, schema_id, str(guid), indexes=tuple(path))
    assert prefix(ours).wrap(b"") == theirs.id_to_bytes()
    assert header(ours).headers == (("__value_schema_id", theirs.guid_to_bytes()),)


def test_a_key_s_header_has_its_own_name() -> None:
    assert header(Identity(Part.KEY, guid=str(UUID(int=1)))).headers == (
        ("__key_schema_id", b"\1" + UUID(int=1).bytes),
    )
    assert header(Identity(Part.KEY, guid=str(UUID(int=1)))).wrap(b"x") == b"x"


def test_the_first_message_is_one_byte() -> None:
    assert indexes((0,)) == b"\0"
    assert indexes((0, 1)).hex() == "040002"
    assert prefix(Identity(Part.VALUE, 1, indexes=(0,))).marks[2].shown == "[0], the first message, as one byte"


@pytest.mark.parametrize("schema_id", [-1, 1 << 31])
def test_an_id_out_of_range(schema_id: int) -> None:
    with pytest.raises(Unserializable, match="out of range"):
        prefix(Identity(Part.VALUE, schema_id))


def test_a_guid_that_is_none() -> None:
    with pytest.raises(Unserializable, match="is no GUID"):
        header(Identity(Part.VALUE, guid="x\x1b"))
