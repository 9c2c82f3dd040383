"""Text and type to a datum: plain JSON and Avro-JSON, every error with its path and place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.refusals import problem, problems
from tests.serialization.avro.strategies import data, kind_of, schemas
from workbench.records.errors import Unserializable
from workbench.serialization.avro.converter import convert
from workbench.serialization.avro.encoder import encode
from workbench.serialization.avro.text import text_of

USER = {
    "type": "record",
    "name": "User",
    "namespace": "shop",
    "fields": [
        {"name": "id", "type": "long"},
        {"name": "name", "type": ["null", "string"], "default": None},
        {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []},
    ],
}
A = {"type": "record", "name": "a.A", "fields": [{"name": "x", "type": "int"}]}
B = {
    "type": "record",
    "name": "a.B",
    "fields": [{"name": "x", "type": "int"}, {"name": "y", "type": "int", "default": 0}],
}
TREE = {
    "type": "record",
    "name": "T",
    "fields": [
        {"name": "l", "type": ["null", "T"], "default": None},
        {"name": "r", "type": ["null", "T"], "default": None},
    ],
}
SUIT = {"type": "enum", "name": "Suit", "symbols": ["S"]}
STAMP = {"type": "long", "logicalType": "timestamp-millis"}


def converted(schema: Any, text: str) -> Any:
    return convert(kind_of(schema), text)[0]


def notes(schema: Any, text: str) -> list[str]:
    return [str(each) for each in convert(kind_of(schema), text)[1]]


@pytest.mark.parametrize("name", ['"x"', '{"string": "x"}'])
def test_plain_json_and_avro_json_are_one(name: str) -> None:
    assert converted(USER, f'{{"id": 1, "name": {name}}}') == {"id": 1, "name": (1, "x"), "tags": []}


def test_branches_and_defaults_are_told() -> None:
    assert notes(USER, '{"id": 1, "name": "x"}') == [
        "name: taken as string, of null or string",
        "tags: is missing; its default [] is filled in",
    ]


@pytest.mark.parametrize(
    ("union", "text", "datum"),
    [
        (["null", "string"], "null", (0, None)),
        (["string", STAMP], '"1970-01-01T00:00:00Z"', (0, "1970-01-01T00:00:00Z")),
        ([STAMP, "null"], '"1970-01-01T00:00:00Z"', (0, 0)),
        ([SUIT, "bytes", "string"], '"S"', (2, "S")),
        ([SUIT, "bytes", "string"], '{"Suit": "S"}', (0, "S")),
        ([SUIT, "bytes"], '"S"', (0, "S")),
        (["int", "long"], "2147483648", (1, 1 << 31)),
        (["double", "long"], "5", (1, 5)),
        (["double", "long"], "5.0", (0, 5.0)),
        (["double", "long"], '{"double": 5}', (0, 5.0)),
        ([A, B], '{"x": 1, "y": 2}', (1, {"x": 1, "y": 2})),
        ([A, B], '{"x": 1}', (0, {"x": 1})),
        ([A, B], '{"B": {"x": 1}}', (1, {"x": 1, "y": 0})),
        ([A, B], '{"a.B": {"x": 1}}', (1, {"x": 1, "y": 0})),
        ([A, {"type": "map", "values": "int"}], '{"x": 1}', (0, {"x": 1})),
        ([A, {"type": "map", "values": "int"}], '{"z": 1}', (1, {"z": 1})),
        (["string", {"type": "map", "values": "int"}], '{"string": 1}', (1, {"string": 1})),
        (["string", {"type": "map", "values": "string"}], '{"string": "x"}', (0, "x")),
        (["null", "bytes"], '{"$base64": "AQID"}', (1, b"\1\2\3")),
        (["null", {"type": "array", "items": ["null", "int"]}], "[1, null]", (1, [(1, 1), (0, None)])),
    ],
)
def test_the_branch_that_a_value_takes(union: list[Any], text: str, datum: object) -> None:
    assert converted(union, text) == datum


def test_a_value_that_fits_two_records_alike_is_refused() -> None:
    found = problem(converted, [A, {**A, "name": "a.C"}], '{"x": 1}')
    assert found.what == "fits a.A and a.C alike"
    assert (found.line, found.column) == (1, 1)


def test_every_error_has_its_path_and_its_place() -> None:
    text = '{"id": "1", "nam": "x",\n "name": 5,\n "tags": [1, "a", null]}'
    found = [(each.path, each.line, each.column, each.what) for each in problems(converted, USER, text)]
    assert found == [
        ("id", 1, 8, "'\"1\"' is a string, not long"),
        ("nam", 1, 13, "'nam' is no field of shop.User; did you mean name?"),
        ("name", 2, 10, "'5' is a number, not null or string"),
        ("tags[0]", 3, 11, "'1' is a number, not string"),
        ("tags[2]", 3, 19, "null is not string"),
    ]


@pytest.mark.parametrize(
    ("schema", "text", "path", "what"),
    [
        (USER, "{}", "id", "is missing, and has no default"),
        (USER, "[]", "", "'[]' is an array, not a record (shop.User)"),
        ({"type": "map", "values": "int"}, "[]", "", "not a map"),
        ({"type": "array", "items": "int"}, "{}", "", "not an array"),
        ({"type": "map", "values": "int"}, '{"odd name": "x"}', "['odd name']", "not int"),
        ({"type": "map", "values": "int"}, '{"\\ud800": 1}', "", "half a character"),
        ([STAMP, SUIT], '"x"', "", "fits no branch of long (timestamp-millis) or enum Suit"),
        ([A, B], '{"x": "1", "y": 1}', "x", "fits no branch of a.A or a.B; a.B is the nearest"),
        ([A, "null"], '{"A": {"x": "1"}}', "x", "is a string, not int"),
        ("int", "5 6", "", "there is more after the end"),
        ("int", "", "", "the text is empty"),
        ("int", '{"a": 1, "a": 2}', "a", "is given twice"),
    ],
)
def test_what_is_said(schema: Any, text: str, path: str, what: str) -> None:
    found = problem(converted, schema, text)
    assert found.path == path
    assert what in found.what


def test_an_alias_leads_to_the_fields_name() -> None:
    schema = {"type": "record", "name": "R", "fields": [{"name": "x", "type": "int", "aliases": ["old"]}]}
    found = problems(converted, schema, '{"old": 1}')
    assert "did you mean x?" in " ".join(each.what for each in found)


def test_a_text_made_to_be_ambiguous_all_over_comes_to_an_end() -> None:
    other = {"type": "record", "name": "B", "fields": [{"name": "B", "type": ["null", "A", "B"]}]}
    recursive = {"type": "record", "name": "A", "fields": [{"name": "A", "type": ["null", "A", other]}]}
    text = "null"
    for depth in range(60):
        text = f'{{"{"AB"[depth % 2]}": {text}}}'
    with pytest.raises(Unserializable):
        convert(kind_of(["null", recursive]), text)


@pytest.mark.parametrize("depth", [150, 199, 5_000, 100_000])
def test_what_is_nested_too_deeply_is_refused(depth: int) -> None:
    text = '{"l": ' * depth + "null" + "}" * depth
    try:
        convert(kind_of(TREE), text)
    except Unserializable as error:
        assert "nested too deeply" in error.problems[0].what


def test_twenty_thousand_errors_are_all_there() -> None:
    text = json.dumps(["x"] * 20_000)
    assert len(problems(converted, {"type": "array", "items": "int"}, text)) == 20_000


@given(st.data())
def test_a_datum_is_converted_from_its_text_again(chance: st.DataObject) -> None:
    kind = kind_of(chance.draw(schemas()))
    datum = chance.draw(data(kind))
    text = text_of(kind, datum)
    assert encode(kind, convert(kind, text)[0]) == encode(kind, datum), text


@given(schemas(), st.text())
def test_any_text_is_a_datum_or_refused(schema: Any, text: str) -> None:
    kind = kind_of(schema)
    try:
        encode(kind, convert(kind, text)[0])
    except Unserializable as error:
        assert all(each.what for each in error.problems)
