"""Samples: whatever the schema, what comes is allowed by it, or it is said that none was found."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.json_schema.orders import ORDERS, schema
from workbench.records.errors import Unserializable
from workbench.serialization.json_schema.sample import sample
from workbench.serialization.json_schema.validation import Validator

SCHEMAS: list[Any] = [
    True,
    {},
    {"type": ["null", "integer"]},
    {"const": {"a": 1}},
    {"type": "integer", "exclusiveMinimum": 10, "maximum": 12},
    {"type": "number", "multipleOf": 0.5, "minimum": 3.2},
    {"type": "integer", "multipleOf": 7, "minimum": 50, "maximum": 60},
    {"type": "string", "minLength": 12, "maxLength": 14},
    {"type": "string", "pattern": r"^(\+\d{2} )?[0-9a-f]{3,5}(foo|bar)?$"},
    {"type": "string", "format": "uuid"},
    {"type": "array", "items": {"type": "boolean"}, "minItems": 3},
    {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "minItems": 2},
    {"allOf": [{"required": ["a"]}, {"properties": {"a": {"type": "integer"}}}]},
    {"anyOf": [{"type": "string", "maxLength": 1}, {"type": "object", "required": ["x"]}]},
    {"$defs": {"n": {"type": "object", "properties": {"next": {"$ref": "#/$defs/n"}}}}, "$ref": "#/$defs/n"},
    {"type": "object", "minProperties": 3, "additionalProperties": {"type": "integer"}},
    {"type": "array", "minItems": 3, "uniqueItems": True, "items": {"type": "string"}},
    {"type": "array", "minItems": 3, "uniqueItems": True, "items": {"enum": ["a", "b", "c"]}},
    {"contains": {"const": 3}, "minContains": 2, "items": {"type": "integer"}},
    {"type": "object", "properties": {"a": {}, "b": {}}, "dependentRequired": {"a": ["b", "c"]}},
    {"properties": {"a": {"const": 1}}, "if": {"required": ["a"]}, "then": {"required": ["b"]}},
    {"patternProperties": {"^x-": {"type": "integer"}}, "additionalProperties": False, "minProperties": 2},
    {"type": "object", "propertyNames": {"pattern": "^[A-Z]{3}$"}, "minProperties": 2},
    {"allOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]}], "unevaluatedProperties": False},
    {"oneOf": [{"properties": {"a": {}}}, {"properties": {"b": {}}, "required": ["b"]}], "type": "object"},
    {"not": {"type": "string"}},
    {"type": ["object", "null"], "allOf": [{"type": ["null", "string"]}]},
    {"type": "string", "pattern": "^(?!x)[a-z]{3}$"},
    {"type": "object", "properties": {"kind": {"const": "a"}}, "required": ["kind"], "additionalProperties": False},
]


@pytest.mark.parametrize("of", SCHEMAS, ids=range(len(SCHEMAS)))
def test_a_sample_is_allowed(of: Any) -> None:
    validator = Validator(schema(of))
    for seed in range(4):
        validator.check(sample(validator, seed))


@given(st.integers(0, 1_000))
def test_every_seed_gives_an_order(seed: int) -> None:
    validator = Validator(ORDERS)
    validator.check(sample(validator, seed))


@pytest.mark.parametrize(
    "of",
    [
        {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#"}}},
        {"type": "array", "minItems": 10**9},
        {"type": "string", "minLength": 10**400},
    ],
)
def test_a_value_that_would_never_end_is_given_up_soon(of: Any) -> None:
    with pytest.raises(Unserializable, match="no sample was found"):
        sample(Validator(schema(of)))


def test_a_schema_that_allows_nothing_is_said() -> None:
    with pytest.raises(Unserializable, match="no sample was found"):
        sample(Validator(schema({"not": {}})))
