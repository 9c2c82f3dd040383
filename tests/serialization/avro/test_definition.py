"""A type as a schema again."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from tests.serialization.avro.strategies import avro, kind_of, schemas
from workbench.serialization.avro.definition import definition
from workbench.serialization.avro.schema import parse
from workbench.serialization.schema import Reference, Schema, SchemaType

SUIT = {"type": "enum", "symbols": ["A"], "default": "A"}
DURATION = {"type": "fixed", "name": "F", "namespace": "", "size": 12, "logicalType": "duration"}


def test_a_schema_comes_back_with_full_names() -> None:
    schema = {
        "type": "record", "name": "R", "namespace": "a", "doc": "words", "aliases": ["Q"],
        "fields": [
            {"name": "e", "type": {**SUIT, "name": "E"}, "default": "A", "doc": "d"},
            {"name": "f", "type": DURATION},
            {"name": "d", "type": {"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": 2}},
            {"name": "again", "type": ["null", "E", "F", {"type": "map", "values": "R"}]},
        ],
    }  # fmt: skip
    assert definition(kind_of(schema)) == {
        "type": "record", "name": "a.R", "doc": "words", "aliases": ["a.Q"],
        "fields": [
            {"name": "e", "type": {**SUIT, "name": "a.E"}, "default": "A", "doc": "d"},
            {"name": "f", "type": DURATION},
            {"name": "d", "type": {"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": 2}},
            {"name": "again", "type": ["null", "a.E", "F", {"type": "map", "values": "a.R"}]},
        ],
    }  # fmt: skip


def test_what_it_referred_to_stands_in_it() -> None:
    enum = avro({"type": "enum", "name": "a.E", "symbols": ["A"]})
    text = '{"type": "array", "items": "a.E"}'
    kind = parse(Schema(SchemaType.AVRO, text, (Reference("a.E", "e-value", 1),), (("a.E", enum),)))
    assert definition(kind) == {"type": "array", "items": {"type": "enum", "name": "a.E", "symbols": ["A"]}}


@given(schemas())
def test_the_definition_of_a_definition_is_itself(schema: Any) -> None:
    once = definition(kind_of(schema))
    assert definition(kind_of(json.loads(json.dumps(once)))) == once
