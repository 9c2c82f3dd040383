"""Structs, arrays, enums, constants and optional fields against construct."""

from __future__ import annotations

import json

import construct
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.layout.declared import layout, refusals
from workbench.records.errors import Unserializable

NUMBERS = st.lists(st.integers(-(1 << 31), (1 << 31) - 1), max_size=20)


@given(NUMBERS)
def test_arrays_are_those_of_construct(numbers: list[int]) -> None:
    counted = layout('name = "a"\ntype = "array"\ncount = "uint8"\nof = "int32"')
    made = counted.serialize(json.dumps({"a": numbers})) or b""
    assert made == construct.PrefixedArray(construct.Int8ub, construct.Int32sb).build(numbers)
    assert json.loads(counted.deserialize(made)) == {"a": numbers}
    rest = layout('name = "a"\ntype = "array"\ncount = "rest"\nof = "int32"')
    assert json.loads(rest.deserialize(rest.serialize(json.dumps({"a": numbers})) or b"")) == {"a": numbers}


def test_an_enum_has_names() -> None:
    found = layout('name = "e"\ntype = "enum"\nof = "int8"\nsymbols = { A = -1, B = 2 }')
    assert found.serialize('{"e": "A"}') == b"\xff"
    assert refusals(found, '{"e": "C"}')[0].valid == "A, B"
    with pytest.raises(Unserializable, match="no name has the number 7"):
        found.deserialize(b"\7")


def test_a_constant_need_not_be_given_and_cannot_be_another() -> None:
    found = layout('name = "c"\ntype = "constant"\nof = "int16"\nvalue = 7', 'name = "n"\ntype = "int8"')
    assert found.serialize('{"n": 1}') == found.serialize('{"c": 7, "n": 1}') == b"\0\7\1"
    assert "this is a constant" in refusals(found, '{"c": 8, "n": 1}')[0].what
    with pytest.raises(Unserializable, match="bytes 0008 at byte 0 are not the constant 0007"):
        found.deserialize(b"\0\x08\1")


def test_what_is_optional_has_a_flag() -> None:
    found = layout('name = "o"\ntype = "int16"\noptional = true')
    texts = ('{"o": 5}', '{"o": null}', "{}")
    assert [(found.serialize(text) or b"").hex() for text in texts] == ["010005", "00", "00"]
    with pytest.raises(Unserializable, match="the flag at byte 0 is 2"):
        found.deserialize(b"\2\0\0")


@pytest.mark.parametrize(
    ("text", "what"),
    [('{"a": 1}', "not an array"), ('{"a": [1]}', "there are 1 items"), ('{"a": [1, "x"]}', "not a whole number")],
)
def test_an_array_of_a_fixed_count(text: str, what: str) -> None:
    assert what in refusals(layout('name = "a"\ntype = "array"\ncount = 2\nof = "int8"'), text)[0].what


def test_a_count_beyond_the_bytes_is_refused_at_once() -> None:
    found = layout(
        'name = "a"\ntype = "array"\ncount = "int32"\nof = { type = "struct", field = [{ name = "b", type = "bool" }] }'
    )
    with pytest.raises(Unserializable, match="is more than the bytes can hold"):
        found.deserialize(b"\x7f\xff\xff\xff\0")
