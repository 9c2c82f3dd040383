"""Numbers of a layout against construct, another implementation."""

from __future__ import annotations

import json
import math
import struct

import construct
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.layout.declared import layout, refusals

WHOLE = {
    "int8": construct.Int8sb,
    "uint16": construct.Int16ub,
    "int24": construct.Int24sb,
    "int32": construct.Int32sb,
    "uint64": construct.Int64ub,
    "zigzag": construct.ZigZag,
    "varint": construct.VarInt,
}
LIMITS = {"int8": 7, "uint16": 16, "int24": 23, "int32": 31, "uint64": 64, "zigzag": 63, "varint": 64}


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_whole_numbers_are_those_of_construct(kind: str, data: st.DataObject) -> None:
    end = 1 << LIMITS[kind]
    least = 0 if kind in ("uint16", "uint64", "varint") else -end
    number = data.draw(st.integers(least, end - 1))
    found = layout(f'name = "n"\ntype = "{kind}"')
    made = found.serialize(json.dumps({"n": number})) or b""
    assert made == WHOLE[kind].build(number)
    assert json.loads(found.deserialize(made)) == {"n": number}


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_the_first_numbers_beyond_are_refused(kind: str) -> None:
    found = layout(f'name = "n"\ntype = "{kind}"')
    assert "out of range" in refusals(found, f'{{"n": {1 << LIMITS[kind]}}}')[0].what


def test_a_number_of_thirty_two_bytes_in_either_order() -> None:
    big, little = (layout('name = "n"\ntype = "int256"', head=f'endian = "{one}"') for one in ("big", "little"))
    data = big.serialize('{"n": -2}') or b""
    assert data == b"\xff" * 31 + b"\xfe"
    assert little.serialize('{"n": -2}') == data[::-1]


@given(st.floats(width=32, allow_nan=False))
def test_fractions(number: float) -> None:
    found = layout('name = "n"\ntype = "float32"\nendian = "little"')
    text = json.dumps({"n": number if math.isfinite(number) else ("-" if number < 0 else "") + "Infinity"})
    made = found.serialize(text) or b""
    assert made == struct.pack("<f", number)
    assert json.loads(found.deserialize(made)) == json.loads(text)


@pytest.mark.parametrize(("text", "what"), [("1e39", "too large"), ("1e-60", "too small"), ("true", "JSON boolean")])
def test_no_fraction_becomes_another_in_silence(text: str, what: str) -> None:
    assert what in refusals(layout('name = "n"\ntype = "float32"'), f'{{"n": {text}}}')[0].what


def test_a_boolean_is_true_or_false_alone() -> None:
    found = layout('name = "n"\ntype = "bool"')
    assert found.serialize('{"n": true}') == b"\1"
    assert "not a boolean" in refusals(found, '{"n": "false"}')[0].what
