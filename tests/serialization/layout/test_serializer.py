"""Layouts as a whole: the Definitive Guide's example, every kind of field, and help while typing."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.layout.declared import BYTES, EVERYTHING, TEXT, layout, refusals
from tests.serialization.vectors import vector
from workbench.records.errors import Unserializable
from workbench.serialization.layout.serializer import LayoutSerializer
from workbench.serialization.serializer import Noting

CUSTOMER = LayoutSerializer(files("workbench.examples").joinpath("customer.toml").read_text("utf-8"))
ALL = LayoutSerializer(EVERYTHING)
GUIDE = "definitive-guide CustomerSerializer"


@pytest.mark.parametrize("value", ["{'id': 7, 'name': '홍길동'}", "{'id': 1, 'name': ''}", "{'id': -1, 'name': 'a'}"])
def test_the_guide_s_customer(value: str) -> None:
    text = value.replace("'", '"')
    assert CUSTOMER.serialize(text) == vector(GUIDE, value)
    assert json.loads(CUSTOMER.deserialize(vector(GUIDE, value))) == json.loads(text)


def test_a_null_customer_is_a_null_record_and_a_null_name_has_no_length() -> None:
    assert CUSTOMER.serialize(" null ") is None
    assert CUSTOMER.serialize('{"id": 1, "name": null}') == vector(GUIDE, "{'id': 1, 'name': ''}")


def test_every_kind_of_field() -> None:
    data = ALL.serialize(TEXT) or b""
    assert data.hex() == BYTES.replace(" ", "")
    read = json.loads(ALL.deserialize(data))
    assert read == {"magic": "cafe"} | json.loads(TEXT)


def test_every_byte_has_a_name() -> None:
    data = ALL.serialize(TEXT) or b""
    spans = ALL.spans(data)
    assert [byte for one in spans for byte in range(one.start, one.end)] == list(range(len(data)))
    named = {(one.path, one.label): one.value for one in spans}
    assert named["lines", "count"] == "1"
    assert named["lines[0].sku", "length"] == "1"
    assert named["status", "uint16"] == "300 PAID"
    assert named["who", "present"] == "no"


def test_every_problem_comes_back_at_its_place() -> None:
    problems = refusals(CUSTOMER, '{"id": 99999999999,\n "nme": "x"}')
    assert [(one.path, one.line, one.column) for one in problems] == [("nme", 2, 2), ("id", 1, 8), ("name", 1, 1)]
    assert problems[0].what == "there is no field 'nme'; did you mean name?"


@given(st.integers(0, 10_000))
def test_a_sample_is_always_taken(seed: int) -> None:
    for one in (CUSTOMER, ALL):
        data = one.serialize(one.sample(seed)) or b""
        assert one.serialize(one.deserialize(data)) == data


def test_help_while_typing() -> None:
    text = '{"id": 1, "'
    assert [one.text for one in CUSTOMER.suggestions(text, len(text))] == ['"name": ']
    text = '{"status": "'
    assert [one.shown for one in ALL.suggestions(text, len(text))] == ["NEW", "PAID"]
    text = '{"lines": [{"'
    assert [one.shown for one in ALL.suggestions(text, len(text))] == ["sku", "amount"]
    assert CUSTOMER.explain('{"id": 1}', 7) == "'id': int32. The customer's number"
    assert CUSTOMER.explain("", 0) == ""


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_and_spans_stay_inside(data: bytes) -> None:
    for one in (CUSTOMER, ALL):
        try:
            text = one.deserialize(data)
        except Unserializable as refused:
            assert refused.problems
        else:
            assert one.serialize(text) is not None
        assert all(0 <= span.start < span.end <= len(data) for span in one.spans(data))


@given(st.text(max_size=60), st.integers(0, 70))
def test_any_text_is_taken_or_refused_and_help_never_fails(text: str, at: int) -> None:
    for one in (CUSTOMER, ALL):
        one.suggestions(text, at)
        one.explain(text, at)
        try:
            one.serialize(text)
        except Unserializable as refused:
            assert refused.problems


def test_what_is_filled_up_is_noted() -> None:
    found = layout('name = "a"\ntype = "string"\nlength = 4', 'name = "b"\ntype = "string"\nlength = 2')
    text = '{"a": "x", "b": "y"}'
    assert isinstance(found, Noting)
    for _ in range(2):
        assert [str(note) for note in found.notes(text)] == [
            "a: filled up with 3 bytes 00, which a reader takes off",
            "b: filled up with one byte 00, which a reader takes off",
        ]
        assert found.serialize(text) == b"x\0\0\0y\0"
    assert found.notes('{"a": "long", "b": "xy"}') == ()
    assert found.notes('{"a": 1}') == found.notes("null") == ()
