"""The text of an Avro schema, against what Java's Schema.toString printed (tests/vectors/serializers/java.json)."""

from __future__ import annotations

import json

import pytest

from workbench.schemas.embedded.avro_text import canonical


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('"string"', '"string"'),
        ('{"type": "string"}', '"string"'),
        ('{"type": {"type": "int"}}', '"int"'),
        ('{"logicalType": "date", "type": "int"}', '{"type":"int","logicalType":"date"}'),
        ('[ "null" , {"type":"long"} ]', '["null","long"]'),
        (
            '{"name":"a.b.R","type":"record","fields":[{"type":"a.b.R","name":"next"}]}',
            '{"type":"record","name":"R","namespace":"a.b","fields":[{"name":"next","type":"R"}]}',
        ),
        (
            '{"type":"record","name":"R","namespace":"a","fields":[{"name":"e","type":'
            '{"symbols":["X"],"name":"E","type":"enum","namespace":"b","doc":"d","default":"X"},"order":"ignore"}]}',
            '{"type":"record","name":"R","namespace":"a","fields":[{"name":"e","type":'
            '{"type":"enum","name":"E","namespace":"b","doc":"d","symbols":["X"],"default":"X"},"order":"ignore"}]}',
        ),
        ('{"items": "int", "java": 1, "type": "array"}', '{"type":"array","items":"int","java":1}'),
        ('{"size": 4, "name": "F", "type": "fixed"}', '{"type":"fixed","name":"F","size":4}'),
    ],
)
def test_prints_as_java(text: str, printed: str) -> None:
    assert canonical(text) == printed
    assert canonical(printed) == printed


@pytest.mark.parametrize("text", ["{", "1", '{"type":"record","name":"R"}', '{"type":"record","name":"R","fields":1}'])
def test_what_is_no_schema_raises_what_the_caller_expects(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        canonical(text)


def test_nothing_else_of_the_schema_is_lost() -> None:
    schema = {"type": "record", "name": "R", "doc": "한", "fields": [{"name": "a", "type": "int", "default": 1e400}]}
    field = {"name": "b", "type": {"type": "map", "values": "bytes", "avro.java.string": "String"}, "aliases": ["c"]}
    schema["fields"] = [field]
    assert json.loads(canonical(json.dumps(schema))) == schema
