"""Schemas that cannot be used: our own words, and the place."""

from __future__ import annotations

import json

import pytest

from tests.serialization.json_schema.orders import schema
from workbench.records.errors import Problem, Unserializable
from workbench.serialization.json_schema.unusable import document
from workbench.serialization.json_schema.validation import Validator


def problem(of: object) -> Problem:
    with pytest.raises(Unserializable) as refused:
        Validator(schema(of))
    (found,) = refused.value.problems
    return found


@pytest.mark.parametrize("text", ["", "{", '{"a": x', "[" * 5_000, f"[{'9' * 5_000}", "NaN"])
def test_a_schema_that_is_no_json(text: str) -> None:
    with pytest.raises(Unserializable, match="the schema is no JSON: "):
        document(text)


def test_a_number_without_end_and_a_schema_that_is_referred_to() -> None:
    with pytest.raises(Unserializable, match="the schema has a number of too many digits"):
        document(f"[{'9' * 5_000}]")
    with pytest.raises(
        Unserializable, match=r"the schema 'a.json', which is referred to, is no JSON: .*line 1 column 7"
    ):
        document('{"a": x', "a.json")
    with pytest.raises(Unserializable) as refused:
        document('{"a": x')
    assert (refused.value.problems[0].line, refused.value.problems[0].column) == (1, 7)


def test_a_wrong_keyword_has_its_path_and_its_place() -> None:
    found = problem({"properties": {"a": {"minimum": "x"}}})
    assert found.what == "the schema cannot be used: '\"x\"' is no value for 'minimum'"
    assert (found.valid, found.path, found.line, found.column) == ("a number", "properties.a.minimum", 1, 34)


@pytest.mark.parametrize(
    ("of", "what"),
    [
        ({"$ref": "other.json#/x"}, "the schema refers to 'other.json#/x', which is not there"),
        ({"$ref": "#nope"}, "the schema refers to '#nope', which it does not have"),
        ({"$schema": "http://nope/x#"}, "the schema cannot be used: its draft 'http://nope/x#' is not known"),
        ({"$id": "::bad"}, "the schema cannot be used: a name or a reference in it cannot be read"),
    ],
)
def test_references_that_lead_nowhere(of: object, what: str) -> None:
    found = problem(of)
    assert found.what == what
    if "cannot be read" not in what:
        text = json.dumps(of)
        assert found.column == text.index(": ") + 3
