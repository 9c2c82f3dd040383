"""Azure Event Hubs' framing: a header of its own for Avro and for JSON."""

from __future__ import annotations

import pytest

from workbench.records.errors import Part, Unserializable
from workbench.serialization.framing_marks import Identity
from workbench.serialization.framings_azure import content_type
from workbench.serialization.schema import SchemaType

ID = "64b5ae4df4ed4c0abe0d5b4ac8a6b4ef"


def test_avro_and_json() -> None:
    avro = content_type(Identity(Part.VALUE, guid=ID, schema_type=SchemaType.AVRO))
    json = content_type(Identity(Part.KEY, guid=ID, schema_type=SchemaType.JSON))
    assert avro.headers == (("content-type", b"avro/binary+" + ID.encode()),)
    assert json.headers == (("schemaId", ID.encode()),)
    assert avro.wrap(b"x") == json.wrap(b"x") == b"x"


@pytest.mark.parametrize(
    ("identity", "words"),
    [
        (Identity(Part.VALUE, schema_type=SchemaType.AVRO), "needs the schema's id"),
        (Identity(Part.VALUE, guid=ID, schema_type=SchemaType.PROTOBUF), "for avro and json-schema"),
        (Identity(Part.VALUE, guid=ID), "for avro and json-schema"),
    ],
)
def test_what_it_lacks_is_said(identity: Identity, words: str) -> None:
    with pytest.raises(Unserializable, match=words):
        content_type(identity)
