"""Help while a struct is typed."""

from __future__ import annotations

from tests.serialization.thrift.shop import of, thrift


def test_names_that_are_not_there_yet() -> None:
    text = '{"id": 1, "st'
    assert [one.text for one in thrift().suggestions(text, len(text))] == ['"status": ']
    text = '{"prices": {"x": {"'
    assert [one.shown for one in thrift().suggestions(text, len(text))] == ["amount", "currency"]


def test_required_ones_come_first() -> None:
    assert [one.shown for one in of("struct A { 1: i32 x, 2: required i32 y }").suggestions("{", 1)] == ["y", "x"]


def test_a_union_that_has_a_value_takes_no_other() -> None:
    text = '{"name": "x", '
    assert thrift("Way").suggestions(text, len(text)) == ()


def test_names_of_an_enum_also_as_keys_and_in_lists() -> None:
    text = '{"status": "'
    assert [one.shown for one in thrift().suggestions(text, len(text))] == ["NEW", "PAID"]
    one = of("enum E { A, B } struct A { 1: map<E, i32> m, 2: list<E> l }")
    text = '{"m": {"A": 1, "'
    assert [found.text for found in one.suggestions(text, len(text))] == ['"B": ']
    text = '{"l": ["A", '
    assert [found.text for found in one.suggestions(text, len(text))] == ['"A"', '"B"']


def test_true_and_false() -> None:
    text = '{"open": '
    assert [one.text for one in thrift().suggestions(text, len(text))] == ["true", "false"]


def test_what_the_field_under_the_cursor_is() -> None:
    assert thrift().explain('{"id": 1}', 3) == "id: i64, field 1, required. counts up"
    assert thrift().explain('{"tags": ["x"]}', 12) == "tags: list<string>, field 3"
    assert thrift().explain('{"zz": 1}', 3) == ""
    assert thrift().explain("", 0) == ""
