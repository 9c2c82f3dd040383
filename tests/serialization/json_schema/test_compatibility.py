"""Compatibility: each kind of change by the registry's word, and none where all that was written is still allowed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.serialization.json_schema.orders import ORDERS, schema
from workbench.records.errors import Unserializable
from workbench.serialization.json_schema.compatibility import incompatibilities
from workbench.serialization.schema import Schema, SchemaType

PARTS = "COMBINED_TYPE_SUBSCHEMAS_CHANGED"
STRING, NULL = {"type": "string"}, {"type": "null"}
A = {"a": {"type": "integer"}}
OPEN: dict[str, Any] = {"type": "object", "properties": A}
CLOSED: dict[str, Any] = OPEN | {"additionalProperties": False}


def changes(new: Any, old: Any) -> list[tuple[str, str]]:
    return [(one.path, one.kind) for one in incompatibilities(schema(new), schema(old))]


@pytest.mark.parametrize(
    ("new", "old", "kind"),
    [
        ({"type": "string"}, {"type": "integer"}, ("", "TYPE_CHANGED")),
        ({"type": "integer"}, {"type": ["integer", "null"]}, ("", "TYPE_CHANGED")),
        ({"type": "integer"}, {"type": "number"}, ("", "TYPE_NARROWED")),
        ({"maxLength": 3}, {"maxLength": 4}, ("", "MAX_LENGTH_DECREASED")),
        ({"type": "number", "minimum": 3}, {"type": "number"}, ("", "MINIMUM_ADDED")),
        ({"minimum": 3}, {}, ("", "TYPE_CHANGED")),
        ({"pattern": "a"}, {"pattern": "b"}, ("", "PATTERN_CHANGED")),
        ({"enum": [1]}, {"enum": [1, 2]}, ("", "ENUM_ARRAY_NARROWED")),
        (CLOSED | {"properties": {}}, CLOSED, ("a", "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL")),
        (CLOSED, OPEN, ("", "ADDITIONAL_PROPERTIES_REMOVED")),
        (CLOSED | {"required": ["a"]}, CLOSED, ("a", "REQUIRED_ATTRIBUTE_ADDED")),
        (
            OPEN | {"properties": A | {"b": {"type": "null"}}},
            OPEN,
            ("b", "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL"),
        ),
        ({"items": {"type": "string"}}, {"items": {"type": "integer"}}, ("[]", "TYPE_CHANGED")),
        ({"anyOf": [{"type": "string"}]}, {"anyOf": [{"type": "string"}, {"type": "null"}]}, ("", "SUM_TYPE_NARROWED")),
    ],
)
def test_a_change_that_breaks(new: Any, old: Any, kind: tuple[str, str]) -> None:
    assert kind in changes(new, old)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (OPEN, OPEN),
        ({"type": ["integer", "null"]}, {"type": "integer"}),
        ({"type": "number"}, {"type": "integer"}),
        ({"maxLength": 5}, {"maxLength": 4}),
        ({"enum": [1, 2]}, {"enum": [1]}),
        (CLOSED | {"properties": A | {"b": {}}}, CLOSED),
        (OPEN, CLOSED),
        ({}, OPEN),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, {"type": "string"}),
    ],
)
def test_a_change_that_does_not(new: Any, old: Any) -> None:
    assert changes(new, old) == []


def test_schemas_that_refer_to_themselves_and_to_others_end() -> None:
    assert incompatibilities(ORDERS, ORDERS) == ()


@pytest.mark.parametrize(
    ("new", "old", "kinds"),
    [
        ({"anyOf": [STRING, NULL]}, {"oneOf": [STRING, NULL]}, []),
        ({"oneOf": [STRING, NULL]}, {"anyOf": [STRING, NULL]}, ["COMBINED_TYPE_CHANGED"]),
        ({"oneOf": [STRING, NULL]}, {"oneOf": [NULL, STRING]}, []),
        ({"oneOf": [STRING, {"type": "boolean"}]}, {"oneOf": [STRING, NULL]}, [PARTS]),
        ({"allOf": [STRING, {"minLength": 1}]}, {"allOf": [STRING]}, ["PRODUCT_TYPE_EXTENDED"]),
        ({"allOf": [STRING]}, {"allOf": [STRING, {"minLength": 1}]}, []),
        (STRING, {"allOf": [STRING, {"minLength": 1}]}, []),
        ({"oneOf": [STRING, NULL]}, STRING, []),
        (STRING | {"enum": [1]}, STRING | {"enum": [1, 2]}, ["ENUM_ARRAY_NARROWED", PARTS]),
        ({"not": {"type": "number"}}, {"not": {"type": "integer"}}, ["NOT_TYPE_EXTENDED"]),
        ({"not": {"type": "integer"}}, {"not": {"type": "number"}}, []),
        (STRING | {"connect.type": "bytes"}, {"type": "number", "connect.type": "bytes"}, []),
    ],
)  # fmt: skip
def test_combinations(new: Any, old: Any, kinds: list[str]) -> None:
    assert [kind for _, kind in changes(new, old)] == kinds


def tree(leaf: str, **more: Any) -> dict[str, Any]:
    node = {"type": "object", "properties": {"v": {"type": leaf}, "kids": {"type": "array", "items": {"$ref": "#"}}}}
    return node | {"additionalProperties": False} | more


def test_a_change_inside_what_goes_round_is_found_once() -> None:
    assert changes(tree("string"), tree("integer")) == [("v", "TYPE_CHANGED")]
    assert changes({"anyOf": [{"$ref": "#"}]}, STRING) == []
    assert changes(tree("number", type=["object", "null"]), tree("number")) == []


def test_a_change_behind_references_to_other_documents() -> None:
    def order(leaf: str) -> Schema:
        price = schema({"$ref": "#/$defs/p", "$defs": {"p": {"type": leaf}}})
        return replace(schema({"properties": {"p": {"$ref": "price.json"}}}), resolved=(("price.json", price),))

    assert incompatibilities(order("number"), order("integer")) == ()
    assert [one.path for one in incompatibilities(order("integer"), order("string"))] == ["p"]


def test_schemas_that_are_too_large_or_too_deep_say_so() -> None:
    deep = '{"type": "array", "items": ' * 300 + "{}" + "}" * 300
    with pytest.raises(Unserializable, match="too deeply"):
        incompatibilities(Schema(SchemaType.JSON, deep), Schema(SchemaType.JSON, deep))
    wide = {"oneOf": [{"const": n} for n in range(400)]}
    with pytest.raises(Unserializable, match="too large to be compared"):
        changes(wide, wide)
