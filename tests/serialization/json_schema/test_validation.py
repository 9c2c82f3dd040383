"""Validation: every error with its path and place, exact numbers, and nothing asked of the network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.json_schema.orders import ORDERS, schema
from workbench.records.errors import Problem, Unserializable
from workbench.serialization.json_schema.validation import Validator
from workbench.serialization.schema import Schema, SchemaType


def problems(text: str, of: Schema = ORDERS) -> tuple[Problem, ...]:
    with pytest.raises(Unserializable) as refused:
        Validator(of).check(text)
    return refused.value.problems


def test_every_error_with_its_path_and_place() -> None:
    text = '{"id": 0, "lines": [{"sku":"a"}],\n"customer": {"name": 1}, "x": 1, "status": "OLD", "when": "noon"}'
    assert [(one.path, one.line, one.column, one.valid) for one in problems(text)] == [
        ("id", 1, 8, ""),
        ("lines[0].sku", 1, 28, ""),
        ("customer.name", 2, 22, "string"),
        ("x", 2, 26, "id, status, when, code, lines, paid, customer"),
        ("status", 2, 44, '"NEW", "PAID"'),
        ("when", 2, 59, ""),
    ]


def test_what_is_missing_is_named() -> None:
    assert [(one.path, one.what) for one in problems("{}")] == [
        ("id", "'id' is missing"),
        ("lines", "'lines' is missing"),
    ]


def test_of_a_choice_the_nearest_branch_is_told() -> None:
    found = problems('{"id": 1, "lines": [{"sku": "ab"}], "paid": {"cad": 1}}')
    assert [(one.path, one.what) for one in found] == [
        ("paid", "this fits none of the 2 schemas it may have; the nearest says:"),
        ("paid.card", "'card' is missing"),
    ]


def test_of_a_choice_that_fits_twice_it_is_told_so() -> None:
    assert [one.what for one in problems("1", schema({"oneOf": [{}, {"type": "integer"}, {"type": "null"}]}))] == [
        "this fits 2 of the 3 schemas of which it may fit one alone"
    ]


def test_patterns_that_look_ahead_and_those_that_take_too_long() -> None:
    Validator(schema({"pattern": "^(?!x)"})).check('"a"')
    assert problems('"' + "a" * 40 + 'b"', schema({"pattern": "^(a|a)*(?=b)\\1$"}))[0].what == (
        "the pattern takes too long to be tried on this"
    )


def test_half_a_character_is_refused() -> None:
    assert "half a character" in problems('"\\ud800"', schema({"maxLength": 1}))[0].what


def test_whole_numbers_are_exact() -> None:
    limited = schema({"maximum": 9007199254740992})
    Validator(limited).check("9007199254740992")
    assert "9007199254740993 is greater" in problems("9007199254740993", limited)[0].what


@pytest.mark.parametrize("text", ["", "{", '{"id": 1, "id": 2}', "NaN", "[" * 5_000, "9" * 5_000])
def test_what_is_no_json_is_refused_as_such(text: str) -> None:
    assert problems(text, schema(True))[0].what


@pytest.mark.parametrize(
    ("of", "what"),
    [
        ({"type": "nope"}, "the schema cannot be used: '\"nope\"' is no value for 'type'"),
        ({"pattern": "["}, "the schema cannot be used: '\"[\"' is no value for 'pattern'"),
        ({"$ref": "#/$defs/x"}, "the schema refers to '#/$defs/x', which it does not have"),
        ({"$ref": "http://127.0.0.1:9/x.json"}, "the schema refers to 'http://127.0.0.1:9/x.json', which is not there"),
        ([], "the schema is neither an object nor true or false"),
        (3, "the schema is neither an object nor true or false"),
    ],
)
def test_what_is_no_schema_is_refused(of: object, what: str) -> None:
    with pytest.raises(Unserializable) as refused:
        Validator(schema(of))
    assert refused.value.problems[0].what.startswith(what)


def test_a_draft_of_its_own_is_heeded() -> None:
    old = schema({"$schema": "http://json-schema.org/draft-04/schema#", "maximum": 3, "exclusiveMaximum": True})
    assert problems("3", old)


@given(st.text(max_size=40))
def test_any_text_is_allowed_or_refused(text: str) -> None:
    for of in (ORDERS, Schema(SchemaType.JSON, "true")):
        try:
            Validator(of).check(text)
        except Unserializable as refused:
            assert refused.problems


def test_what_is_allowed_is_said_also_behind_references() -> None:
    closed = {"properties": {"sku": {}}, "patternProperties": {"^x-": {}}, "additionalProperties": False}
    of = schema(
        {"$defs": {"l": closed}, "properties": {"a": {"items": {"$ref": "#/$defs/l"}}, "b": {"$ref": "o.json"}}},
        o=closed,
    )
    found = problems('{"a": [{"sk": 1}], "b": {"z": 1}}', of)
    assert [(one.path, one.what, one.valid) for one in found] == [
        ("a[0].sk", "'sk' is not allowed here", "sku; or names that match '^x-'"),
        ("b.z", "'z' is not allowed here", "sku; or names that match '^x-'"),
    ]
    nothing = problems('{"a": 1}', schema({"properties": {"b": False}, "additionalProperties": False}))
    assert nothing[0].valid == "{}, it has no names"


def test_what_a_false_schema_refuses() -> None:
    assert [one.what for one in problems("1", schema(False))] == ["the schema allows nothing at all"]
    of = schema({"properties": {"b": False, "l": {"prefixItems": [{}], "items": False}}})
    assert [one.what for one in problems('{"b": 2, "l": [1, 2]}', of)] == [
        "'b' is not allowed here",
        "there is one item too many",
    ]
