"""Defaults of every type."""

from __future__ import annotations

import json

import pytest

from tests.serialization.thrift.shop import of
from workbench.records.errors import Unserializable

TYPES = "enum E { A = 1, B = 2 } struct M { 1: i32 v } const E SOME = E.B const list<i32> L = [1, 2] "


def filled(field: str) -> object:
    one = of(f"{TYPES} struct A {{ 1: {field} }}")
    return json.loads(one.deserialize(one.serialize("{}")))["x"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bool x = true", True),
        ("bool x = 0", False),
        ("i8 x = -0x80", -128),
        ("double x = 1", 1.0),
        ("string x = 'a\\'b'", "a'b"),
        ("binary x = 'ab'", {"$base64": "YWI="}),
        ("E x = E.A", "A"),
        ("E x = A", "A"),
        ("E x = 2", "B"),
        ("E x = SOME", "B"),
        ("list<i32> x = L", [1, 2]),
        ("set<E> x = [1, SOME]", ["A", "B"]),
        ("map<E, M> x = {E.A: {'v': 1}}", {"A": {"v": 1}}),
        ("map<i32, i32> x = {}", {}),
        ("map<i32, i32> x = []", {}),
        ("list<i32> x = {}", []),
        ("map<M, i32> x = {{'v': 1}: 2}", [[{"v": 1}, 2]]),
    ],
)
def test_a_default_is_filled_in(field: str, value: object) -> None:
    assert filled(field) == value


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("i8 x = 128", "the default of 'x' does not fit: '128' does not fit i8"),
        ("bool x = 2", "does not fit: '2' is no bool"),
        ("string x = 1", "does not fit: '1' is no text"),
        ("i32 x = [1]", "a list is no i32"),
        ("i32 x = {1: 2}", "a map is no i32"),
        ("M x = {'w': 1}", "M has no field w"),
        ("double x = 1e999", "the number is too large for a double"),
        ("E x = E.C", "there is no constant E.C"),
    ],
)
def test_one_that_does_not_fit_is_refused(field: str, words: str) -> None:
    with pytest.raises(Unserializable) as refused:
        filled(field)
    assert words in refused.value.problems[0].what


def test_constants_that_grow_without_end_are_refused() -> None:
    lists = "".join(f"const list<string> L{n + 1} = [{', '.join([f'L{n}'] * 9)}] " for n in range(20))
    with pytest.raises(Unserializable, match="the constant is too large"):
        of(f"const string L0 = 'x' {lists} struct A {{ 1: {'list<' * 20}string{'>' * 20} x = L20 }}")
