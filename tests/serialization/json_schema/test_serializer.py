"""The serializer: the bytes of the real ones, both forms, and other versions of the schema."""

from __future__ import annotations

import pytest
from confluent_kafka.schema_registry.json_schema import JSONDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

from tests.serialization.json_schema.orders import ORDER, ORDERS, schema
from tests.serialization.vectors import vector
from workbench.records.errors import Part, Unserializable
from workbench.serialization.framing import framing
from workbench.serialization.json_schema.serializer import JsonSchemaSerializer
from workbench.serialization.schema import Registered

PERSON = schema({"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}})
FRAMED = framing("confluent", Part.VALUE, id=1)


def test_the_bytes_of_confluent_s_own_serializer() -> None:
    compact = JsonSchemaSerializer(PERSON, FRAMED, "compact")
    data = compact.serialize('{ "id": 1, "name": "서울" }')
    assert data == vector("confluent/json id=1", "{'id': 1, 'name': '서울'}")
    assert compact.deserialize(data) == '{"id":1,"name":"서울"}'
    theirs = JSONDeserializer(PERSON.text)
    assert theirs(data, SerializationContext("t", MessageField.VALUE)) == {"id": 1, "name": "서울"}


def test_as_written_not_a_character_is_changed() -> None:
    assert JsonSchemaSerializer(PERSON).serialize('{ "id" : 1 }') == b'{ "id" : 1 }'


def test_a_consumer_on_another_version_reads_it_or_says_why_not() -> None:
    writer = JsonSchemaSerializer(PERSON, FRAMED)
    strict = JsonSchemaSerializer(schema({"required": ["age"]}), framing("confluent", Part.VALUE, id=2))
    data = writer.serialize('{"id": 1}')
    assert JsonSchemaSerializer(PERSON, FRAMED).read(data, writer) == '{"id": 1}'
    with pytest.raises(Unserializable, match="'age' is missing"):
        strict.read(data, writer)


def test_the_bytes_have_names() -> None:
    found = JsonSchemaSerializer(PERSON, FRAMED)
    spans = found.spans(found.serialize("{}"))
    assert [(one.start, one.end) for one in spans] == [(0, 1), (1, 5), (5, 7)]
    assert spans[-1].label == "JSON"


def test_sample_and_help_are_at_hand() -> None:
    found = JsonSchemaSerializer(ORDERS)
    found.serialize(found.sample())
    assert found.suggestions("{", 1)
    assert found.explain('{"id": 1}', 7) == "id: integer, minimum 1. Counts up"
    assert ORDER["title"] == "An order"


def test_what_there_is_to_say_of_the_framing_is_said_of_a_text_that_is_allowed() -> None:
    registered = Registered(PERSON, 7, "people", 1, "12345678-1234-5678-1234-567812345678")
    found = JsonSchemaSerializer(PERSON, framing("glue", Part.VALUE, registered=registered))
    assert [note.is_warning for note in found.notes("{}")] == [True]
    assert found.notes('{"id": "x"}') == JsonSchemaSerializer(PERSON, FRAMED).notes("{}") == ()
