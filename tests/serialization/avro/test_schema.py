"""A schema's text to its type: names as Java finds them, every mistake with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.refusals import problem, problems
from tests.serialization.avro.strategies import avro, kind_of
from workbench.records.errors import Unserializable
from workbench.serialization.avro.model import Array, Enum, Fixed, Primitive, Record, Union
from workbench.serialization.avro.schema import parse, parsed
from workbench.serialization.schema import Reference, Schema, SchemaType


def test_names_are_looked_for_in_the_namespace_around_them_then_without_one() -> None:
    schema = {
        "type": "record",
        "name": "R",
        "namespace": "a.b",
        "fields": [
            {"name": "x", "type": {"type": "fixed", "name": "F", "size": 1}},
            {"name": "y", "type": {"type": "fixed", "name": "G", "namespace": "", "size": 2}},
            {"name": "again", "type": ["F", "G", "a.b.R"]},
        ],
    }
    record = kind_of(schema)
    assert isinstance(record, Record)
    union = record.fields[2].type
    assert isinstance(union, Union)
    assert union.branches == (record.fields[0].type, record.fields[1].type, record)
    assert [record.name, record.fields[0].type.name, record.fields[1].type.name] == ["a.b.R", "a.b.F", "G"]  # type: ignore[union-attr]


def test_aliases_documentation_and_defaults_are_kept() -> None:
    record = kind_of(
        {
            "type": "record", "name": "a.R", "aliases": ["Old", "b.Older"], "doc": "words",
            "fields": [{"name": "x", "type": "int", "default": None, "aliases": ["y"], "doc": "more"}],
        }
    )  # fmt: skip
    assert isinstance(record, Record)
    assert record.aliases == ("a.Old", "b.Older")
    field = record.fields[0]
    assert (record.doc, field.doc, field.aliases, field.has_default, field.default) == (
        "words",
        "more",
        ("y",),
        True,
        None,
    )


def test_types_that_others_define_are_found_however_they_are_nested() -> None:
    inner = avro({"type": "enum", "name": "a.E", "symbols": ["X"]})
    middle = Schema(
        SchemaType.AVRO,
        json.dumps({"type": "record", "name": "a.M", "fields": [{"name": "e", "type": "E"}]}),
        (Reference("a.E", "e-value", 1),),
        (("a.E", inner),),
    )
    outer = Schema(
        SchemaType.AVRO,
        json.dumps({"type": "array", "items": ["a.M", "a.E"]}),
        (Reference("a.M", "m-value", 1), Reference("a.E", "e-value", 1)),
        (("a.M", middle), ("a.E", inner)),
    )
    array = parse(outer)
    assert isinstance(array, Array)
    assert isinstance(array.items, Union)
    middle_type, enum = array.items.branches
    assert isinstance(middle_type, Record)
    assert middle_type.fields[0].type is enum
    assert isinstance(enum, Enum)


def test_a_mistake_in_a_schema_that_is_referred_to_names_it() -> None:
    schema = Schema(SchemaType.AVRO, '"X"', (), (("X", avro({"type": "fixed", "name": "X"})),))
    assert problem(parse, schema).what.startswith("in the schema 'X': the size of 'X'")


@pytest.mark.parametrize(
    ("schema", "kept"),
    [
        ({"type": "string", "logicalType": "date"}, None),
        ({"type": "bytes", "logicalType": "decimal"}, None),
        ({"type": "bytes", "logicalType": "decimal", "precision": 2, "scale": 3}, None),
        ({"type": "fixed", "name": "F", "size": 2, "logicalType": "decimal", "precision": 5}, None),
        ({"type": "fixed", "name": "F", "size": 11, "logicalType": "duration"}, None),
        ({"type": "int", "logicalType": "something"}, None),
        ({"type": "int", "logicalType": 5}, None),
        ({"type": "fixed", "name": "F", "size": 2, "logicalType": "decimal", "precision": 4}, "decimal"),
        ({"type": "fixed", "name": "F", "size": 16, "logicalType": "uuid"}, "uuid"),
    ],
)
def test_invalid_logical_types_are_let_go(schema: Any, kept: str | None) -> None:
    kind = kind_of(schema)
    assert isinstance(kind, Primitive | Fixed)
    assert (kind.logical.name if kind.logical else None) == kept


def test_every_mistake_comes_back_with_its_place() -> None:
    text = """{"type": "record", "name": "R", "fields": [
      {"name": "a", "type": "strin"},
      {"name": "b"},
      {"name": "a", "type": ["int", "int"]},
      {"name": "9", "type": {"type": "enum", "name": "E", "symbols": ["A", "A", "x y"]}}
    ]}"""
    found = [(each.path, each.line, each.what) for each in problems(parse, avro(text))]
    assert ("fields[0].type", 2, "there is no type 'strin'") in found
    assert any(path == "fields[1]" and "the type of the field 'b' is missing" in what for path, _, what in found)
    assert ("fields[2].type[1]", 4, "int stands twice in one union") in found
    assert ("fields[2]", 4, "the field 'a' is given twice") in found
    assert any(path == "fields[3].name" and "'9' is no name of a field" in what for path, _, what in found)
    assert ("fields[3].type.symbols[1]", 5, "the symbol A is given twice") in found
    assert ("fields[3].type.symbols[2]", 5, "'x y' is no symbol") in found
    assert len(found) == 7


@pytest.mark.parametrize(
    ("schema", "what"),
    [
        ("5", "this is no type"),
        ("{}", 'there is no "type"'),
        ("[]", "no branches"),
        ('["int", ["null"]]', "a union stands right inside a union"),
        ('{"type": "array"}', 'there is no "items"'),
        ('{"type": "map"}', 'there is no "values"'),
        ('{"type": "record", "name": "R"}', "the fields of 'R' are missing"),
        ('{"type": "record", "fields": []}', 'there is no "name"'),
        ('{"type": "record", "name": "R", "fields": [5]}', "this is no field"),
        ('{"type": "fixed", "name": "F", "size": -1}', "is no number of bytes"),
        ('{"type": "enum", "name": "E", "symbols": ["A"], "default": "B"}', "the default is none of the symbols"),
        ('{"type": "fixed", "name": "string", "size": 1}', "the name of a primitive type"),
        ('[{"type": "fixed", "name": "F", "size": 1}, {"type": "fixed", "name": "F", "size": 1}]', "defined twice"),
        ("{", "a name in double quotes is expected"),
        ("[" * 100_000, "nested too deeply"),
        ('{"type": "array", "items": ' * 900 + '"int"' + "}" * 900, "nested too deeply"),
        ('{"type": "fixed", "name": "F", "size": ' + "9" * 5_000 + "}", "too many digits"),
    ],
)
def test_what_is_no_schema_is_refused(schema: str, what: str) -> None:
    found = problems(parse, Schema(SchemaType.AVRO, schema))
    assert any(what in each.what for each in found), found


def test_a_name_given_twice_does_not_hide_the_mistakes() -> None:
    assert "this is no type" in problem(parse, Schema(SchemaType.AVRO, '{"type": 5, "type": 6}')).what


def test_a_megabyte_of_schema_is_read() -> None:
    fields = [{"name": f"field_{number}", "type": ["null", "string"], "doc": "x" * 20} for number in range(10_000)]
    record = kind_of({"type": "record", "name": "R", "fields": fields})
    assert isinstance(record, Record)
    assert len(record.fields) == 10_000


NAMES = ["type", "name", "fields", "items", "values", "symbols", "size", "default", "namespace"]
WORDS = ["record", "enum", "fixed", "array", "map", "int", "R", "", "a.b"]
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.sampled_from(WORDS)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["type", "name", "fields", "items", "values", "symbols", "size", "default", "namespace"]),
            inner,
        ),
    ),
)


@given(st.one_of(st.text(), JSON.map(json.dumps)))
def test_any_text_is_a_schema_or_refused(text: str) -> None:
    try:
        parse(Schema(SchemaType.AVRO, text))
    except Unserializable as error:
        assert all(each.what for each in error.problems)


def test_defaults_of_another_type_are_told_with_their_places_and_the_schema_can_still_be_read() -> None:
    inner = {"type": "record", "name": "I", "fields": [{"name": "x", "type": "long", "default": "y"}]}
    found = parsed(avro({"type": "record", "name": "R", "fields": [{"name": "a", "type": inner}]}))
    (wrong,) = found.defaults
    assert isinstance(found.kind, Record)
    assert wrong.what == "the default \"y\" of the field 'x' is not of its type"
    assert (wrong.valid, wrong.path, wrong.line) == ("long", "fields[0].type.fields[0].default", 1)


def test_logical_types_that_do_not_count_are_told() -> None:
    decimal = {"type": "bytes", "logicalType": "decimal", "precision": 2, "scale": 4}
    inner = {"type": "record", "name": "I", "fields": [{"name": "x", "type": ["null", decimal]}]}
    found = parsed(avro({"type": "record", "name": "R", "fields": [{"name": "a", "type": inner}]}))
    assert [str(note) for note in found.ignored] == [
        "a.x: the logical type decimal does not count here: its scale 4 is more than its precision 2; it is bytes alone"
    ]
