"""What can be said of a type."""

from __future__ import annotations

from typing import Any

import pytest

from tests.serialization.avro.strategies import kind_of
from workbench.serialization.avro.model import branch_name, is_recursive, logical_of, parts, type_words

NODE = {"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["null", "Node"]}]}
TWICE = {
    "type": "record",
    "name": "R",
    "fields": [
        {"name": "a", "type": {"type": "record", "name": "A", "fields": []}},
        {"name": "b", "type": {"type": "array", "items": "A"}},
    ],
}


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ("long", "long"),
        ({"type": "long", "logicalType": "timestamp-millis"}, "long (timestamp-millis)"),
        ({"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}, "bytes (decimal (9, 2))"),
        (["null", "int", "string"], "null, int or string"),
        (["int"], "int"),
        ({"type": "array", "items": "int"}, "array of int"),
        ({"type": "map", "values": NODE}, "map of Node"),
        ({"type": "fixed", "name": "a.F", "size": 16}, "fixed a.F of 16 bytes"),
        ({"type": "enum", "name": "E", "symbols": []}, "enum E"),
    ],
)
def test_a_type_in_words(schema: Any, words: str) -> None:
    assert type_words(kind_of(schema)) == words


def test_names_of_branches_are_avro_jsons() -> None:
    assert branch_name(kind_of({"type": "array", "items": "int"})) == "array"
    assert branch_name(kind_of({"type": "map", "values": "int"})) == "map"
    assert branch_name(kind_of({"type": "fixed", "name": "F", "namespace": "a.b", "size": 1})) == "a.b.F"
    assert branch_name(kind_of(["int"])) == "union"


def test_a_type_may_hold_itself() -> None:
    assert is_recursive(kind_of(NODE))
    assert is_recursive(kind_of({"type": "array", "items": NODE}))
    assert not is_recursive(kind_of(TWICE)), "a type that stands in two places does not hold itself"


def test_what_is_right_inside_a_type() -> None:
    (below,) = parts(kind_of(NODE))
    assert [branch_name(each) for each in parts(below)] == ["null", "Node"]
    assert logical_of(below) == ""
