"""Which branches of a union are asked, and by which names they are called."""

from __future__ import annotations

from typing import Any

import pytest

from tests.serialization.avro.strategies import kind_of
from workbench.serialization.avro.branches import FRACTION, OBJECT, TAGGED, TEXT, WHOLE, branches_of, json_kind, takes
from workbench.serialization.avro.model import Union, branch_name
from workbench.serialization.json_tree import tree

R = {"type": "record", "name": "a.R", "fields": []}
SUIT = {"type": "enum", "name": "E", "symbols": []}
STAMP = {"type": "long", "logicalType": "timestamp-millis"}
DECIMAL = {"type": "bytes", "logicalType": "decimal", "precision": 9}


def union(*branches: Any) -> Union:
    kind = kind_of(list(branches))
    assert isinstance(kind, Union)
    return kind


@pytest.mark.parametrize(
    ("branches", "value", "asked"),
    [
        (["null", "int", "string"], TEXT, ["string"]),
        (
            ["bytes", SUIT, STAMP, "string"],
            TEXT,
            ["string", "E", "long", "bytes"],
        ),
        (["double", "long", "int"], WHOLE, ["long", "int", "double"]),
        (["float", "double"], FRACTION, ["double", "float"]),
        (["double", DECIMAL], FRACTION, ["bytes", "double"]),
        ([{"type": "map", "values": "int"}, R, "bytes"], OBJECT, ["a.R", "map"]),
        ([{"type": "map", "values": "int"}, R, "bytes"], TAGGED, ["bytes", "a.R", "map"]),
        (["null"], TEXT, []),
    ],
)
def test_the_most_natural_branch_is_asked_first(branches: list[Any], value: str, asked: list[str]) -> None:
    kind = union(*branches)
    found = branches_of(kind).takers.get(value, ())
    assert [branch_name(kind.branches[index]) for index in found] == asked


def test_a_branch_goes_by_its_full_name_and_by_its_last_where_that_is_the_only_one() -> None:
    assert branches_of(union("null", R, "string")).named == {"null": 0, "a.R": 1, "string": 2, "R": 1}
    assert "R" not in branches_of(union(R, {**R, "name": "b.R"})).named


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1", "whole"), ("-0", "whole"), ("1.0", "fraction"), ("1e3", "fraction"), ('"1"', "text"), ("null", "null"),
        ("true", "boolean"), ("[]", "array"), ("{}", "object"), ('{"$hex": "00"}', "tagged"), ('{"a": 1}', "object"),
    ],
)  # fmt: skip
def test_kinds_of_values(text: str, kind: str) -> None:
    assert json_kind(tree(text)) == kind


def test_whether_a_type_takes_a_value_at_all() -> None:
    assert takes(kind_of(["null", "string"]), TEXT)
    assert not takes(kind_of("int"), TEXT)
