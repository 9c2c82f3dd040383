"""bool, whole numbers, double, enums: exact, and nothing that only looks like one."""

from __future__ import annotations

import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.thrift.shop import read, written
from workbench.serialization.thrift.numbers import WHOLE, Double, Enum, Truth

STATUS = Enum("Status", {"NEW": 1, "PAID": 3})


@given(st.integers(-(1 << 63), (1 << 63) - 1))
def test_an_i64_is_exact(value: int) -> None:
    data, problems = written(WHOLE["i64"], str(value))
    assert not problems
    assert struct.unpack(">q", data) == (value,)
    assert read(WHOLE["i64"], data) == value


@pytest.mark.parametrize(
    ("name", "text"), [("i8", "128"), ("i16", "-32769"), ("i32", "2147483648"), ("i64", "1" * 5000)]
)
def test_one_that_does_not_fit_is_refused(name: str, text: str) -> None:
    assert "does not fit" in written(WHOLE[name], text)[1][0]


@pytest.mark.parametrize("text", ["1.0", "1e3", '"1"', "true", "null", "[]"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    assert "is no whole number" in written(WHOLE["i32"], text)[1][0]


@pytest.mark.parametrize("text", ['"true"', "1", "null"])
def test_only_true_and_false_are_bools(text: str) -> None:
    assert "is no bool" in written(Truth(), text)[1][0]


@given(st.floats())
def test_a_double_keeps_its_value(value: float) -> None:
    text = (
        repr(value)
        if math.isfinite(value)
        else {"nan": '"NaN"', "inf": '"Infinity"', "-inf": '"-Infinity"'}[str(value)]
    )
    data, problems = written(Double(), text)
    assert not problems
    (found,) = struct.unpack(">d", data)
    assert found == value or (math.isnan(found) and math.isnan(value))
    assert float(read(Double(), data)) == value or math.isnan(value)


def test_a_double_that_is_too_large_is_refused() -> None:
    assert written(Double(), "1e999")[1] == ["'1e999' is too large for a double"]
    assert written(Double(), '"nan"')[1] == ["'nan' is no number"]


def test_an_enum_by_name_and_by_number() -> None:
    assert written(STATUS, '"PAID"') == (b"\0\0\0\3", [])
    assert written(STATUS, "7") == (b"\0\0\0\7", [])
    assert written(STATUS, '"paid"')[1] == ["'paid' is no name of Status"]
    assert (read(STATUS, b"\0\0\0\3"), read(STATUS, b"\0\0\0\7")) == ("PAID", 7)


def test_keys_of_a_map_are_written_as_names() -> None:
    assert Truth().key("true") is True
    assert STATUS.key("NEW") == "NEW"
    assert str(WHOLE["i32"].key("x")) == "x"
