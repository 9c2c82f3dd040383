"""Avro's compatibility: Java's kinds, and the `avro` package as a second opinion."""

from __future__ import annotations

import json
from typing import Any

import avro.errors
import avro.schema
import pytest
from avro.compatibility import ReaderWriterCompatibilityChecker, SchemaCompatibilityType
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.strategies import avro as schema_of
from tests.serialization.avro.strategies import schemas
from workbench.records.errors import Unserializable
from workbench.serialization.avro.compatibility import incompatibilities

pytestmark = pytest.mark.filterwarnings("ignore::avro.errors.IgnoredLogicalType")

INT_AB = {"type": "enum", "name": "E", "symbols": ["A", "B"]}


def record(name: str, *fields: dict[str, Any], **more: object) -> dict[str, Any]:
    """A record's JSON."""
    return {"type": "record", "name": name, "fields": list(fields), **more}


def field(name: str, kind: object, **more: object) -> dict[str, Any]:
    """A field's JSON."""
    return {"name": name, "type": kind, **more}


def found(reader: object, writer: object) -> list[tuple[str, str]]:
    """Kind and path of each incompatibility."""
    return [(each.kind, each.path) for each in incompatibilities(schema_of(reader), schema_of(writer))]


@pytest.mark.parametrize(
    ("reader", "writer"),
    [
        ("long", "int"),
        ("float", "long"),
        ("double", "float"),
        ("bytes", "string"),
        ("string", "bytes"),
        (["int", "string"], "int"),
        ("int", ["int"]),
        ("long", ["int", "long"]),
        (["null", "long"], ["int", "null"]),
        (record("A"), record("A", field("gone", "int"))),
        (record("A", field("new", "int", default=1)), record("A")),
        (record("x.A", field("a", "long")), record("y.A", field("a", "int"))),
        (record("B", aliases=["A"]), record("A")),
        (record("A", field("b", "int", aliases=["a"])), record("A", field("a", "int"))),
        ({**INT_AB, "default": "A"}, {**INT_AB, "symbols": ["A", "C"]}),
        (INT_AB, {**INT_AB, "symbols": ["B"]}),
        ({"type": "array", "items": "long"}, {"type": "array", "items": "int"}),
        ({"type": "int", "logicalType": "date"}, "int"),
        (record("A", field("a", ["null", "A"])), record("A", field("a", ["null", "A"]), field("b", "int"))),
    ],
    ids=str,
)
def test_a_reader_that_reads_it_all_is_compatible(reader: object, writer: object) -> None:
    assert found(reader, writer) == []


@pytest.mark.parametrize(
    ("reader", "writer", "expected"),
    [
        ("int", "long", [("TYPE_MISMATCH", "")]),
        ("string", "int", [("TYPE_MISMATCH", "")]),
        (record("A"), record("B"), [("NAME_MISMATCH", "")]),
        (record("A", field("a", "int")), record("A"), [("READER_FIELD_MISSING_DEFAULT_VALUE", "a")]),
        (
            record("A", field("a", "int"), field("b", "int"), field("c", "int")),
            record("A", field("a", "string"), field("c", "null")),
            [("TYPE_MISMATCH", "a"), ("READER_FIELD_MISSING_DEFAULT_VALUE", "b"), ("TYPE_MISMATCH", "c")],
        ),
        (INT_AB, {**INT_AB, "symbols": ["A", "C"]}, [("MISSING_ENUM_SYMBOLS", "")]),
        (
            {"type": "fixed", "name": "F", "size": 4},
            {"type": "fixed", "name": "G", "size": 8},
            [("NAME_MISMATCH", ""), ("FIXED_SIZE_MISMATCH", "")],
        ),
        (["int", "string"], "boolean", [("MISSING_UNION_BRANCH", "")]),
        (["int"], ["int", "null", "boolean"], [("MISSING_UNION_BRANCH", ""), ("MISSING_UNION_BRANCH", "")]),
        ("int", ["int", "null"], [("TYPE_MISMATCH", "")]),
        (
            record("A", field("items", {"type": "array", "items": record("I", field("price", "int"))})),
            record("A", field("items", {"type": "array", "items": record("I", field("price", "string"))})),
            [("TYPE_MISMATCH", "items[].price")],
        ),
        (
            record("A", field("a", ["null", "A"]), field("b", "int")),
            record("A", field("a", ["null", "A"])),
            [("READER_FIELD_MISSING_DEFAULT_VALUE", "b")],
        ),
    ],
    ids=str,
)
def test_what_breaks_has_java_s_kind_and_its_field(
    reader: object, writer: object, expected: list[tuple[str, str]]
) -> None:
    assert found(reader, writer) == expected


def test_a_branch_that_is_nearly_read_says_what_is_in_the_way() -> None:
    reader = record("A", field("i", ["null", record("Item", field("price", "int"))]))
    writer = record("A", field("i", ["null", record("Item", field("price", "string"))]))
    (only,) = incompatibilities(schema_of(reader), schema_of(writer))
    assert str(only) == (
        "i: Item is written, and no branch of the reader's null or Item takes it"
        " (i.price: string is written, and cannot be read as int)"
    )


def opinion(reader: object, writer: object) -> tuple[bool, set[str]]:
    """What the `avro` package says."""
    checker = ReaderWriterCompatibilityChecker()  # type: ignore[no-untyped-call]
    result = checker.get_compatibility(avro.schema.parse(json.dumps(reader)), avro.schema.parse(json.dumps(writer)))
    kinds = {each.value.upper() for each in result.incompatibilities}
    return result.compatibility is SchemaCompatibilityType.compatible, kinds


CHANGES = [
    ('"int"', '"long"'),
    ('"long"', '"int"'),
    ('"string"', '"bytes"'),
    ('"null"', '"string"'),
    ('"f0"', '"g0"'),
    ('["A"]', '["A", "B"]'),
    ('"B", ', ""),
    ('"size": 5', '"size": 6'),
    ("N1", "M1"),
    ("a.N", "b.N"),
]


@st.composite
def changed(draw: st.DrawFn) -> tuple[Any, Any]:
    """A schema, and one that is like it but for a change somewhere, or another altogether."""
    one = draw(schemas())
    if draw(st.integers(0, 9)) == 0:
        return one, draw(schemas())
    text = json.dumps(one)
    old, new = draw(st.sampled_from(CHANGES))
    return one, json.loads(text.replace(old, new, draw(st.integers(1, 3))))


@given(changed())
def test_a_second_implementation_is_of_the_same_opinion(pair: tuple[Any, Any]) -> None:
    for reader, writer in (pair, pair[::-1]):
        try:
            ours = incompatibilities(schema_of(reader), schema_of(writer))
            is_compatible, kinds = opinion(reader, writer)
        except (Unserializable, avro.errors.AvroException):
            return
        assert (not ours) == is_compatible
        assert {each.kind for each in ours} == kinds


@given(schemas())
def test_every_schema_reads_what_it_wrote(schema: Any) -> None:
    assert incompatibilities(schema_of(schema), schema_of(schema)) == ()


def test_many_paths_to_one_type_are_one_walk() -> None:
    kind: Any = record("R0", field("a", "int"))
    other: Any = record("R0", field("a", "string"))
    for number in range(1, 100):
        kind, other = (
            record(f"R{number}", field("a", inner), field("b", f"R{number - 1}"), field("c", f"R{number - 1}"))
            for inner in (kind, other)
        )
    assert found(kind, other) == [("TYPE_MISMATCH", ".".join("a" * 100))]


def test_a_text_that_is_no_schema_is_refused() -> None:
    with pytest.raises(Unserializable):
        incompatibilities(schema_of("int"), schema_of({"type": "nothing"}))
