"""Limits that let less through than before, and those that do not."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.serialization.json_schema.limits import narrowed
from workbench.serialization.json_schema.shapes import shape


def kinds(new: Any, old: Any) -> list[str]:
    return [one.kind for one in narrowed(shape(new), shape(old), "")]


@pytest.mark.parametrize(
    ("kind", "new", "old", "change"),
    [
        ("string", {"minLength": 2}, {"minLength": 1}, "MIN_LENGTH_INCREASED"),
        ("string", {"maxLength": 2}, {}, "MAX_LENGTH_ADDED"),
        ("string", {"pattern": "a"}, {}, "PATTERN_ADDED"),
        ("number", {"maximum": 2}, {"maximum": 2.5}, "MAXIMUM_DECREASED"),
        ("number", {"exclusiveMinimum": 2}, {"exclusiveMinimum": 1}, "EXCLUSIVE_MINIMUM_INCREASED"),
        ("number", {"multipleOf": 4}, {"multipleOf": 2}, "MULTIPLE_OF_EXPANDED"),
        ("number", {"multipleOf": 3}, {"multipleOf": 2}, "MULTIPLE_OF_CHANGED"),
        ("number", {"multipleOf": 3}, {}, "MULTIPLE_OF_ADDED"),
        ("array", {"minItems": 2}, {"minItems": 1}, "MIN_ITEMS_INCREASED"),
        ("array", {"maxContains": 2}, {"maxContains": 3}, "MAX_CONTAINS_DECREASED"),
        ("object", {"maxProperties": 2}, {}, "MAX_PROPERTIES_ADDED"),
    ],
)
def test_a_limit_that_became_narrower(kind: str, new: Any, old: Any, change: str) -> None:
    assert kinds({"type": kind, **new}, {"type": kind, **old}) == [change]


def test_a_limit_that_became_wider_breaks_nothing() -> None:
    assert (
        kinds({"type": "number", "multipleOf": 0.1, "maximum": 3}, {"type": "number", "multipleOf": 0.3, "maximum": 2})
        == []
    )
    assert kinds({"type": "string"}, {"type": "string", "maxLength": 2, "pattern": "a"}) == []


def test_listed_values() -> None:
    assert kinds({"enum": [1]}, {"enum": [1, 2]}) == ["ENUM_ARRAY_NARROWED"]
    assert kinds({"enum": [1, 3]}, {"enum": [1, 2]}) == ["ENUM_ARRAY_CHANGED"]
    assert kinds({"enum": [True]}, {"enum": [1]}) == ["ENUM_ARRAY_CHANGED"]
    assert kinds({"enum": [1, 2]}, {"enum": [1]}) == []
    assert kinds({"const": 1}, {"const": 2}) == ["ENUM_ARRAY_CHANGED"]
