"""Members and items that came or went, under open, closed and partially open content models."""

from __future__ import annotations

from typing import Any

import pytest

from tests.serialization.json_schema.orders import schema
from workbench.serialization.json_schema.compatibility import incompatibilities

NOT_NEW = "REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL"
STRING, NUMBER, BOTH = {"type": "string"}, {"type": "number"}, {"type": ["string", "number"]}
OPEN: dict[str, Any] = {"type": "object", "properties": {"a": STRING}}
CLOSED = OPEN | {"additionalProperties": False}
PARTLY = OPEN | {"additionalProperties": STRING}
NEEDS = "dependencies"
FIRST: dict[str, Any] = {"type": "array", "prefixItems": [STRING]}
TWO, SHUT = FIRST | {"prefixItems": [STRING, NUMBER]}, {"items": False}


def having(model: dict[str, Any], **more: Any) -> dict[str, Any]:
    return model | {"properties": model["properties"] | more}


def kinds(new: Any, old: Any) -> list[tuple[str, str]]:
    return [(one.path, one.kind) for one in incompatibilities(schema(new), schema(old))]


@pytest.mark.parametrize(
    ("new", "old", "changes"),
    [
        (having(OPEN, b=STRING), OPEN, [("b", "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL")]),
        (having(OPEN, b={}), OPEN, []),
        (having(OPEN, b=STRING) | {"required": ["b"]}, OPEN, [("b", "REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL")]),
        (having(CLOSED, b=STRING), CLOSED, []),
        (
            having(CLOSED, b=STRING) | {"required": ["b"]},
            CLOSED,
            [("b", NOT_NEW)],
        ),
        (having(CLOSED, b=STRING | {"default": ""}) | {"required": ["b"]}, CLOSED, []),
        (having(PARTLY, b=BOTH), PARTLY, []),
        (
            having(PARTLY, b=NUMBER),
            PARTLY,
            [("b", "TYPE_CHANGED"), ("b", "PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL")],
        ),
        (OPEN, having(OPEN, b=STRING), []),
        (CLOSED, having(CLOSED, b=STRING), [("b", "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL")]),
        (CLOSED, having(CLOSED, b=False), []),
        (PARTLY, having(PARTLY, b=STRING), []),
        (
            PARTLY,
            having(PARTLY, b=NUMBER),
            [("b", "TYPE_CHANGED"), ("b", "PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL")],
        ),
        (CLOSED | {"patternProperties": {"^b": STRING}}, having(CLOSED, b=STRING), []),
        (PARTLY, OPEN, [("", "ADDITIONAL_PROPERTIES_NARROWED")]),
        (OPEN | {"unevaluatedProperties": False}, OPEN, [("", "UNEVALUATED_PROPERTIES_REMOVED")]),
        (OPEN | {"dependentRequired": {"a": ["b"]}}, OPEN, [("a", "DEPENDENCY_ARRAY_ADDED")]),
        (
            OPEN | {"dependencies": {"a": ["b", "c"]}},
            OPEN | {"dependencies": {"a": ["b"]}},
            [("a", "DEPENDENCY_ARRAY_EXTENDED")],
        ),
        (OPEN | {"dependentSchemas": {"a": NUMBER}}, OPEN, [("a", "DEPENDENCY_SCHEMA_ADDED")]),
    ],
)
def test_objects(new: Any, old: Any, changes: list[tuple[str, str]]) -> None:
    assert kinds(new, old) == changes


@pytest.mark.parametrize(
    ("new", "old", "changes"),
    [
        (FIRST | {"prefixItems": [STRING, NUMBER]}, FIRST, [("[1]", "ITEM_ADDED_TO_OPEN_CONTENT_MODEL")]),
        (FIRST | {"prefixItems": [STRING, NUMBER], "items": False}, FIRST | {"items": False}, []),
        (FIRST, FIRST | {"prefixItems": [STRING, NUMBER]}, []),
        (FIRST | SHUT, TWO | SHUT, [("[1]", "ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL")]),
        (FIRST | {"items": False}, FIRST, [("", "ADDITIONAL_ITEMS_REMOVED")]),
        ({"type": "array", "items": NUMBER}, {"type": "array"}, [("[]", "SCHEMA_ADDED")]),
        ({"type": "array", "items": NUMBER}, {"type": "array", "items": STRING}, [("[]", "TYPE_CHANGED")]),
        ({"type": "array", "uniqueItems": True}, {"type": "array"}, [("", "UNIQUE_ITEMS_ADDED")]),
        ({"items": [STRING], "additionalItems": BOTH}, {"items": [STRING, NUMBER], "additionalItems": STRING}, []),
    ],
)
def test_arrays(new: Any, old: Any, changes: list[tuple[str, str]]) -> None:
    assert kinds(new, old) == changes


def test_a_pattern_that_nobody_can_read_fits_nothing() -> None:
    new = CLOSED | {"patternProperties": {"^(?!b)": STRING}}
    assert kinds(new, having(CLOSED, b=STRING))[0] == ("b", "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL")
