"""What a place of a schema is, as the registry's own library loads it."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.serialization.json_schema.shapes import IS_ANY, IS_NOTHING, shape


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string"}, "string"),
        ({"type": "integer"}, "number"),
        ({"minLength": 1}, "string"),
        ({"properties": {}}, "object"),
        ({"prefixItems": []}, "array"),
        ({"const": 1}, "const"),
        ({"not": {}}, "not"),
        ({"if": {}}, "conditional"),
        ({"$ref": "#"}, "reference"),
        ({"title": "x"}, "any"),
    ],
)
def test_one_kind(schema: Any, kind: str) -> None:
    assert shape(schema).kind == kind


def test_booleans() -> None:
    assert (shape(True).kind, shape(False)) == (IS_ANY.kind, IS_NOTHING)


def test_several_types_are_a_choice_and_several_things_a_product() -> None:
    types = shape({"type": ["integer", "null"]})
    assert (types.criterion, [(one.kind, one.type) for one in types.parts]) == (
        "anyOf",
        [("number", "integer"), ("null", "null")],
    )
    both = shape({"type": "string", "enum": ["a"]})
    assert (both.criterion, [one.kind for one in both.parts]) == ("allOf", ["enum", "string"])
    assert shape({"oneOf": [{}, {}]}).criterion == "oneOf"


def test_old_drafts_pass_over_what_stands_beside_a_reference() -> None:
    schema = {"$ref": "#", "type": "string"}
    assert shape(schema, "http://json-schema.org/draft-07/schema#").kind == "reference"
    assert shape(schema).criterion == "allOf"


def test_a_key_tells_the_things_of_one_place_apart() -> None:
    schema = {"type": ["string", "null"], "enum": ["a"]}
    parts = shape(schema).parts
    assert len({shape(schema).key, *(one.key for one in parts), *(one.key for one in parts[1].parts)}) == 5
