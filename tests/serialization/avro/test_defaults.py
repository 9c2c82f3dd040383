"""A field's default, in the JSON that schemas have for it."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.serialization.avro.refusals import problem
from tests.serialization.avro.strategies import kind_of
from workbench.serialization.avro.defaults import against, default_of
from workbench.serialization.avro.model import Field, Record

INNER = {
    "type": "record",
    "name": "I",
    "fields": [{"name": "a", "type": "int", "default": 7}, {"name": "b", "type": "int"}],
}


def field(**field: Any) -> Field:
    record = kind_of({"type": "record", "name": "R", "fields": [{"name": "x", **field}]})
    assert isinstance(record, Record)
    return record.fields[0]


@pytest.mark.parametrize(
    ("kind", "default", "datum"),
    [
        ("null", None, None),
        ("boolean", False, False),
        ("long", 1 << 62, 1 << 62),
        ("double", 1, 1.0),
        ("double", "-Infinity", -math.inf),
        ("string", "한", "한"),
        ("bytes", "\u00ff", b"\xff"),
        ({"type": "bytes", "logicalType": "decimal", "precision": 4}, "\u0001", b"\1"),
        ({"type": "fixed", "name": "F", "size": 2}, "\u0000\u0001", b"\0\1"),
        ({"type": "enum", "name": "E", "symbols": ["A"]}, "A", "A"),
        ({"type": "array", "items": "int"}, [1, 2], [1, 2]),
        ({"type": "map", "values": "int"}, {"a": 1}, {"a": 1}),
        (["null", "string"], None, (0, None)),
        (["null", "string"], "x", (1, "x")),
        (INNER, {"b": 1}, {"a": 7, "b": 1}),
    ],
)
def test_a_default_is_the_value_underneath(kind: Any, default: Any, datum: object) -> None:
    assert default_of(field(type=kind, default=default)) == datum


@pytest.mark.parametrize(
    ("kind", "default"),
    [
        ("int", "1"), ("int", 1.0), ("int", True), ("int", 1 << 31), ("float", 1e39), ("double", 10**400),
        ("bytes", "한"), ("string", "\ud800"),
        ({"type": "fixed", "name": "F", "size": 2}, "a"), (["null", "int"], "x"), (INNER, {}),
        ({"type": "enum", "name": "E", "symbols": ["A"]}, "B"), ("boolean", None), ("double", "1"),
    ],
)  # fmt: skip
def test_a_default_that_does_not_fit_is_refused(kind: Any, default: Any) -> None:
    assert "is missing" in problem(default_of, field(type=kind, default=default)).what


def test_a_field_without_a_default_is_missing_even_where_it_may_be_null() -> None:
    found = problem(default_of, field(type=["null", "int"]))
    assert found.what == "is missing, and has no default"
    assert found.valid == 'null or int; write "x": null for null'


def test_defaults_that_multiply_come_to_an_end() -> None:
    kind: Any = "int"
    for number in range(40):
        two = [{"name": "a", "type": kind, "default": {} if number else 0}]
        two.append({"name": "b", "type": f"R{number - 1}" if number else "int", "default": {} if number else 0})
        kind = {"type": "record", "name": f"R{number}", "fields": two}
    assert "too large" in problem(default_of, field(type=kind, default={})).what


def test_a_default_that_holds_itself_comes_to_an_end() -> None:
    record = kind_of({"type": "record", "name": "R", "fields": [{"name": "x", "type": "R", "default": {}}]})
    assert isinstance(record, Record)
    assert "is missing" in problem(default_of, record.fields[0]).what


@pytest.mark.parametrize(
    ("kind", "default"),
    [
        ("int", "x"), ("int", 1.5), ("int", None), ("long", 1 << 63), ("boolean", "true"), ("string", 1), ("bytes", 1),
        ("double", "1"), ("double", True), (["null", "int"], "null"), (INNER, {}), (INNER, []),
        ({"type": "array", "items": "int"}, {}), ({"type": "map", "values": "int"}, {"a": "x"}),
        ({"type": "enum", "name": "E", "symbols": ["A"]}, 1),
    ],
)  # fmt: skip
def test_a_default_of_another_type_is_known_before_it_is_needed(kind: Any, default: Any) -> None:
    assert against(field(type=kind, default=default)).endswith("of the field 'x' is not of its type")


@pytest.mark.parametrize(
    ("kind", "default"),
    [
        ("double", 1), ("float", 1e39), ("double", "NaN"), ("bytes", "\u00ff"), (["null", "string"], "x"),
        (INNER, {"b": 1}),
        ({"type": "enum", "name": "E", "symbols": ["A"]}, "B"), ({"type": "fixed", "name": "F", "size": 2}, "a"),
        ({"type": "array", "items": "int"}, [1]),
    ],
)  # fmt: skip
def test_java_takes_these_defaults(kind: Any, default: Any) -> None:
    assert not against(field(type=kind, default=default))
    assert not against(Field("x", field(type=kind).type))
