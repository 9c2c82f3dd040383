"""One try at a value, and when it is given up."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from workbench.serialization.json_schema.making import Maker, TooLargeError, joined
from workbench.serialization.json_schema.validation import Validator
from workbench.serialization.schema import Schema, SchemaType

DRAFT_4 = "http://json-schema.org/draft-04/schema#"


def made(schema: Any, *, sparse: bool = False) -> Any:
    validator = Validator(Schema(SchemaType.JSON, json.dumps(schema)))
    return Maker(validator, Random(0), sparse=sparse).of(schema)


def test_what_is_not_required_is_left_out_of_a_sparse_one() -> None:
    schema = {"required": ["a"], "properties": {"a": {"const": 1}, "b": {"const": 2}}}
    assert (made(schema), made(schema, sparse=True)) == ({"a": 1, "b": 2}, {"a": 1})


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#"}}},
        {"minItems": 10**9, "items": {}},
        {"type": "string", "minLength": 10**400},
        {"minProperties": 10**9},
        {"allOf": [{"$ref": "#"}, {"$ref": "#"}]},
    ],
)
def test_what_would_never_end_is_given_up(schema: Any) -> None:
    with pytest.raises(TooLargeError):
        made(schema)


def test_two_schemas_in_one() -> None:
    one = {"type": ["integer", "string"], "required": ["a"], "minimum": 1, "properties": {"a": {"type": "string"}}}
    two = {"type": "number", "required": ["b"], "minimum": 3, "properties": {"a": {"minLength": 1}, "b": {}}}
    assert joined(one, two) == {
        "type": ["integer"],
        "required": ["a", "b"],
        "minimum": 3,
        "properties": {"a": {"allOf": [{"type": "string"}, {"minLength": 1}]}, "b": {}},
    }


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.01}, 0.01),
        ({"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 2}, 1),
        ({"$schema": DRAFT_4, "type": "integer", "minimum": 5, "exclusiveMinimum": True, "maximum": 6}, 6),
        ({"type": "string", "minLength": 7, "maxLength": 7, "pattern": "^a{7}$"}, "aaaaaaa"),
    ],
)
def test_limits_are_kept(schema: Any, value: object) -> None:
    assert made(schema) == value
