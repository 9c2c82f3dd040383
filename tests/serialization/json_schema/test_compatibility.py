"""Compatibility: each kind of change by the registry's word, and none where all that was written is still allowed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.serialization.json_schema.orders import ORDERS, schema
from workbench.serialization.json_schema.compatibility import incompatibilities

A = {"a": {"type": "integer"}}
OPEN: dict[str, Any] = {"type": "object", "properties": A}
CLOSED: dict[str, Any] = OPEN | {"additionalProperties": False}


def changes(new: Any, old: Any) -> list[tuple[str, str]]:
    return [(one.path, one.kind) for one in incompatibilities(schema(new), schema(old))]


@pytest.mark.parametrize(
    ("new", "old", "kind"),
    [
        ({"type": "string"}, {"type": "integer"}, ("", "TYPE_CHANGED")),
        ({"type": "integer"}, {"type": ["integer", "null"]}, ("", "TYPE_NARROWED")),
        ({"maxLength": 3}, {"maxLength": 4}, ("", "MAX_LENGTH_DECREASED")),
        ({"minimum": 3}, {}, ("", "MINIMUM_ADDED")),
        ({"pattern": "a"}, {"pattern": "b"}, ("", "PATTERN_CHANGED")),
        ({"enum": [1]}, {"enum": [1, 2]}, ("", "ENUM_ARRAY_NARROWED")),
        (CLOSED | {"properties": {}}, CLOSED, ("a", "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL")),
        (CLOSED, OPEN, ("", "ADDITIONAL_PROPERTIES_REMOVED")),
        (CLOSED | {"required": ["a"]}, CLOSED, ("a", "REQUIRED_ATTRIBUTE_ADDED")),
        (
            OPEN | {"properties": A | {"b": {"type": "null"}}},
            OPEN,
            ("b", "PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL"),
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
