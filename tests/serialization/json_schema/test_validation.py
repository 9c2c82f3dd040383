"""Validation: every error with its path and place, exact numbers, and nothing asked of the network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.json_schema.orders import ORDERS, schema
from workbench.records.errors import Problem, Unserializable
from workbench.serialization.json_schema.validation import Validator, document
from workbench.serialization.schema import Schema, SchemaType


def problems(text: str, of: Schema = ORDERS) -> tuple[Problem, ...]:
    with pytest.raises(Unserializable) as refused:
        Validator(of).check(text)
    return refused.value.problems


def test_every_error_with_its_path_and_place() -> None:
    text = '{"id": 0, "lines": [{"sku":"a"}],\n"customer": {"name": 1}, "x": 1, "status": "OLD", "when": "noon"}'
    assert sorted((one.path, one.line, one.column, one.valid) for one in problems(text)) == [
        ("customer.name", 2, 22, "string"),
        ("id", 1, 8, ""),
        ("lines[0].sku", 1, 28, ""),
        ("status", 2, 44, '"NEW", "PAID"'),
        ("when", 2, 59, ""),
        ("x", 2, 26, ""),
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
        ({"type": "nope"}, "the schema cannot be used at type"),
        ({"pattern": "["}, "the schema cannot be used at pattern"),
        ({"$ref": "#/$defs/x"}, "the schema cannot be used"),
        ({"$ref": "http://127.0.0.1:9/x.json"}, "the schema cannot be used"),
        ([], "a JSON Schema is an object"),
        (3, "a JSON Schema is an object"),
    ],
)
def test_what_is_no_schema_is_refused(of: object, what: str) -> None:
    with pytest.raises(Unserializable) as refused:
        Validator(schema(of))
    assert refused.value.problems[0].what.startswith(what)


@pytest.mark.parametrize("text", ["", "{", "[" * 5_000])
def test_a_schema_that_is_no_json(text: str) -> None:
    with pytest.raises(Unserializable, match="the schema is no JSON"):
        document(text)


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
