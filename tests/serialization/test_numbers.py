"""Numbers: Java's bytes, checked ranges, nothing taken for another number."""

from __future__ import annotations

import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.refusals import refusal, unreadable
from tests.serialization.vectors import java_answers
from workbench.serialization.catalogue import find
from workbench.serialization.numbers import FloatingNumber
from workbench.serialization.serializer import Noting

FLOAT, DOUBLE = FloatingNumber("float", 4), FloatingNumber("double", 8)
WIDTHS = {"short": 16, "integer": 32, "long": 64}


@given(st.sampled_from(sorted(WIDTHS)), st.data())
def test_every_whole_number_in_range_is_exact(name: str, data: st.DataObject) -> None:
    half = 1 << WIDTHS[name] - 1
    number = data.draw(st.integers(-half, half - 1))
    expected = number.to_bytes(WIDTHS[name] // 8, "big", signed=True)
    for text in (str(number), f"{number:#x}", f" {number:+}\n", f"{number:#X}"):
        assert find(name).serialize(text) == expected
    assert find(name).deserialize(expected) == str(number)


@pytest.mark.parametrize("name", WIDTHS)
def test_the_first_numbers_beyond_the_range_are_refused(name: str) -> None:
    half = 1 << WIDTHS[name] - 1
    for text in (str(half), str(-half - 1), f"{half:#x}", "9" * 5000):
        assert "out of range" in refusal(name, text).what


def test_the_range_is_stated() -> None:
    problem = refusal("short", "40000")
    assert problem.what == "'40000' is out of range for short"
    assert problem.valid == "-32,768 to 32,767, written such as 42, -1 or 0x2a"


@pytest.mark.parametrize(
    "text", ["", " ", "1.0", "1e3", "1_000", "1,000", "٣", "０", "0b1", "0x", "--1", "+", "1 2", "x", "²"]
)
def test_no_other_spelling_is_a_whole_number(text: str) -> None:
    for name in WIDTHS:
        assert "is not a whole number" in refusal(name, text).what


def test_separators_between_digits_are_named() -> None:
    assert refusal("long", "1_000").what == "'1_000' is not a whole number: no ',' and no '_' between the digits"


@pytest.mark.parametrize("name", ["short", "integer", "long", "float", "double"])
def test_bytes_of_another_width_are_not_read(name: str) -> None:
    assert unreadable(name, b"123").what.endswith("and these are 3")


@pytest.mark.parametrize(("text", "data"), java_answers("Float.parseFloat"))
def test_floats_are_rounded_once_as_java_does(text: str, data: str) -> None:
    assert FLOAT.serialize(text).hex() == data


@pytest.mark.parametrize(("text", "data"), java_answers("Double.parseDouble"))
def test_doubles_are_java_s(text: str, data: str) -> None:
    assert DOUBLE.serialize(text).hex() == data


@given(st.binary(min_size=4, max_size=4))
def test_every_float_reads_back(data: bytes) -> None:
    text = find("float").deserialize(data)
    if math.isnan(struct.unpack(">f", data)[0]):
        data = bytes.fromhex("7fc00000")
    assert find("float").serialize(text) == data


@given(st.floats(allow_nan=False))
def test_every_double_reads_back(number: float) -> None:
    data = struct.pack(">d", number)
    assert find("double").serialize(find("double").deserialize(data)) == data


def test_the_shortest_text_of_a_float_is_shown() -> None:
    texts = [find("float").deserialize(struct.pack(">f", number)) for number in (0.1, 1e10, -0.0, 3.4026e38, math.inf)]
    assert texts == ["0.1", "10000000000.0", "-0.0", "3.4026e+38", "Infinity"]


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("float", "3.4028236e38", "'3.4028236e38' is too large for float"),
        ("float", "-1e39", "'-1e39' is too large for float"),
        ("double", "1e309", "'1e309' is too large for double"),
        ("float", "1e-46", "'1e-46' is too small for float and would become 0"),
        ("double", "-1e-400", "'-1e-400' is too small for double and would become 0"),
    ],
)
def test_no_number_becomes_infinite_or_zero_in_silence(name: str, text: str, what: str) -> None:
    assert refusal(name, text).what == what


@pytest.mark.parametrize("text", ["0", "-0.0", "0e9", "000.000E-99"])
def test_zero_is_zero(text: str) -> None:
    assert find("float").serialize(text) in (bytes(4), b"\x80" + bytes(3))


@pytest.mark.parametrize(
    "text", ["", "nan", "inf", "infinity", "-NaN", "1_0.5", "1,5", "٣.٥", "1.5f", "0x1p3", ".", "e5", "1e"]
)
def test_no_other_spelling_is_a_number(text: str) -> None:
    for name in ("float", "double"):
        assert refusal(name, text).what == f"'{text}' is not a number"


def test_about_says_width_and_range() -> None:
    assert find("integer").about == "int32, 4 bytes big-endian, -2,147,483,648 to 2,147,483,647"
    assert "8 bytes" in find("double").about


def test_minus_one_is_not_offered_where_it_cannot_be() -> None:
    assert refusal("u8", "-1").valid == "0 to 255, written such as 42 or 0x2a"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("float", "16777217", "'16777217' becomes 16777216, the nearest float"),
        ("float", " -16777217.0", "'-16777217.0' becomes -16777216, the nearest float"),
        ("double", "9007199254740993", "'9007199254740993' becomes 9007199254740992, the nearest double"),
    ],
)
def test_a_whole_number_that_arrives_as_another_is_said(name: str, text: str, words: str) -> None:
    serializer = find(name)
    assert isinstance(serializer, Noting)
    (note,) = serializer.notes(text)
    assert (str(note), note.is_warning) == (words, True)


@pytest.mark.parametrize("text", ["16777216", "33554432.00", "0.1", "1e30", "16777217.5", "x", "NaN", "9" * 50])
def test_of_other_numbers_nothing_is_said(text: str) -> None:
    serializer = find("float")
    assert isinstance(serializer, Noting)
    assert serializer.notes(text) == ()
