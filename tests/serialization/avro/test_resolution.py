"""What a consumer makes of a datum with another schema: Avro's rules, as Java's Resolver has them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.refusals import problems
from tests.serialization.avro.strategies import data, kind_of, schemas
from workbench.serialization.avro.resolution import resolve


def record(*fields: dict[str, Any], name: str = "R", **more: Any) -> dict[str, Any]:
    return {"type": "record", "name": name, "fields": list(fields), **more}


def field(name: str, kind: Any = "int", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, **more}


def enum(*symbols: str, name: str = "E", **more: Any) -> dict[str, Any]:
    return {"type": "enum", "name": name, "symbols": list(symbols), **more}


OTHER = record(field("a"), name="Other")
FIXED = {"type": "fixed", "name": "a.F", "size": 1}


@pytest.mark.parametrize(
    ("writer", "reader", "datum", "read"),
    [
        ("int", "long", 1, 1),
        ("int", "double", 1, 1.0),
        ("long", "float", 1, 1.0),
        ("float", "double", 1.5, 1.5),
        ("string", "bytes", "한", "한".encode()),
        ("bytes", "string", b"a", "a"),
        ("int", ["null", "int"], 1, (1, 1)),
        ("int", ["string", "double"], 1, (1, 1.0)),
        (["null", "int"], "long", (1, 1), 1),
        (["null", "int"], ["int", "null"], (1, 1), (0, 1)),
        (["int", "string"], ["int", "string"], (1, "x"), (1, "x")),
        (["int", "long"], ["int", "long"], (1, 5), (1, 5)),
        ({"type": "array", "items": "int"}, {"type": "array", "items": "long"}, [1], [1]),
        ({"type": "map", "values": "int"}, {"type": "map", "values": ["null", "int"]}, {"a": 1}, {"a": (1, 1)}),
        (enum("A", "B"), enum("B", "A"), "A", "A"),
        (enum("A", "B"), enum("X", default="X"), "B", "X"),
        (enum("A", name="a.Old"), enum("A", name="a.New", aliases=["Old"]), "A", "A"),
        (FIXED, {**FIXED, "name": "b.F"}, b"x", b"x"),
        (record(field("a"), field("b")), record(field("b")), {"a": 1, "b": 2}, {"b": 2}),
        (record(field("a")), record(field("b", default=7), field("a")), {"a": 1}, {"b": 7, "a": 1}),
        (record(field("a")), record(field("b", aliases=["a"])), {"a": 1}, {"b": 1}),
        (record(field("a")), OTHER, {"a": 1}, {"a": 1}),
        (record(field("a")), ["null", OTHER], {"a": 1}, (1, {"a": 1})),
        (
            record(field("a"), name="x.R"),
            [record(field("a"), name="Q"), record(field("a"), name="y.R")],
            {"a": 1},
            (1, {"a": 1}),
        ),
    ],
)
def test_what_is_read(writer: Any, reader: Any, datum: Any, read: object) -> None:
    assert resolve(kind_of(writer), kind_of(reader), datum) == read


@pytest.mark.parametrize(
    ("writer", "reader", "datum", "path", "what"),
    [
        ("long", "int", 1, "", "long cannot be read as int"),
        ("string", ["null", "int"], "x", "", "string cannot be read as null or int"),
        (["null", "int"], "int", (0, None), "", "null cannot be read as int"),
        ("bytes", "string", b"\xff", "", "these bytes are no UTF-8"),
        (enum("A"), enum("B"), "A", "", "the reader's E has no symbol A, and no default"),
        (enum("A"), enum("A", name="Other"), "A", "", "enum E cannot be read as enum Other"),
        (FIXED, {**FIXED, "size": 2}, b"x", "", "their names or sizes differ"),
        (record(field("a")), record(field("b")), {"a": 1}, "b", "the writer's R has no such field"),
        (
            {"type": "array", "items": "long"},
            {"type": "array", "items": "int"},
            [1],
            "[0]",
            "long cannot be read as int",
        ),
        (record(field("a")), record(field("b", default="x")), {"a": 1}, "", "the schema's default for it is not int"),
    ],
)
def test_why_it_cannot_be_read(writer: Any, reader: Any, datum: Any, path: str, what: str) -> None:
    (found,) = problems(resolve, kind_of(writer), kind_of(reader), datum)
    assert what in found.what
    assert found.path == path


def test_what_the_datum_does_not_hold_does_not_matter() -> None:
    assert resolve(kind_of(["int", "string"]), kind_of("long"), (0, 1)) == 1
    assert resolve(kind_of({"type": "array", "items": "string"}), kind_of({"type": "array", "items": "int"}), []) == []


def test_every_reason_is_told() -> None:
    writer, reader = record(field("a", "long"), field("c")), record(field("a"), field("b"), field("c", "boolean"))
    found = problems(resolve, kind_of(writer), kind_of(reader), {"a": 1, "c": 1})
    assert [each.path for each in found] == ["a", "b", "c"]


@given(st.data())
def test_a_schema_reads_its_own_data_as_they_are(chance: st.DataObject) -> None:
    kind = kind_of(chance.draw(schemas()))
    datum = chance.draw(data(kind))
    assert resolve(kind, kind, datum) == datum
