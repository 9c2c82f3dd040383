"""Values that hold no others: strict in what they are, plain in what is said of them."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.serialization.avro.refusals import problem
from tests.serialization.avro.strategies import kind_of
from workbench.serialization.avro.model import Enum, Fixed, Primitive
from workbench.serialization.avro.scalars import check_text, mismatch, scalar, tagged, valid_for, whole
from workbench.serialization.json_tree import Number, tree

DECIMAL = {"type": "bytes", "logicalType": "decimal", "precision": 30, "scale": 2}
STAMP = {"type": "long", "logicalType": "timestamp-millis"}
SUIT = {"type": "enum", "name": "Suit", "symbols": ["HEARTS", "SPADES"]}


def told(schema: Any, text: str) -> tuple[object, str]:
    """The datum and the note's words."""
    kind = kind_of(schema)
    assert isinstance(kind, Primitive | Fixed | Enum)
    datum, note = scalar(kind, tree(text), text)
    return datum, str(note or "")


@pytest.mark.parametrize(
    ("schema", "text", "datum"),
    [
        ("null", "null", None),
        ("boolean", "true", True),
        ("int", "-2147483648", -(1 << 31)),
        ("long", "9223372036854775807", (1 << 63) - 1),
        ("long", "-0", 0),
        ("double", "1", 1.0),
        ("double", "1e308", 1e308),
        ("double", '"-Infinity"', -math.inf),
        ("float", "1.5", 1.5),
        ("string", '"한\\n"', "한\n"),
        ("bytes", '{"$base64": "AQID"}', b"\1\2\3"),
        (SUIT, '"SPADES"', "SPADES"),
        (DECIMAL, "12345678901234567890.12", (1234567890123456789012).to_bytes(9, "big")),
        (DECIMAL, '"0x01ff"', b"\x01\xff"),
        (DECIMAL, '"\\u0004\\u00d2"', b"\x04\xd2"),
        (DECIMAL, '{"$hex": "04d2"}', b"\x04\xd2"),
        (STAMP, '"1970-01-01T00:00:01Z"', 1000),
    ],
)
def test_what_is_taken(schema: Any, text: str, datum: object) -> None:
    assert told(schema, text)[0] == datum


@pytest.mark.parametrize(
    ("schema", "text", "note"),
    [
        ("double", "9007199254740993", "'9007199254740993' becomes 9007199254740992, the nearest double"),
        ("float", "16777217", "'16777217' becomes 16777216, the nearest float"),
        ("bytes", '"hello"', "read as text: 5 bytes"),
        (STAMP, "0", "0 is 1970-01-01T00:00:00Z"),
        (STAMP, '"1970-01-01"', "a date alone is its midnight in UTC"),
        (STAMP, '"1970-01-01T00:00:00Z"', ""),
    ],
)
def test_what_there_is_to_say(schema: Any, text: str, note: str) -> None:
    assert told(schema, text)[1] == note


@pytest.mark.parametrize(
    ("schema", "text", "what"),
    [
        ("null", "0", "'0' is a number, not null"),
        ("boolean", '"false"', "'\"false\"' is a string, not boolean"),
        ("boolean", "0", "is a number, not boolean"),
        ("int", '"1"', "is a string, not int"),
        ("int", "1.0", "is written with a fraction"),
        ("int", "1e0", "is written with an exponent"),
        ("int", "2147483648", "is out of range for int"),
        ("long", "9" * 10_000, "is out of range for long"),
        ("long", "true", "is a boolean, not long"),
        ("double", "1e400", "is too large for double"),
        ("double", "1e-400", "is too small for double"),
        ("float", "3.5e38", "is too large for float"),
        ("double", '"1"', "is a string, not double"),
        ("string", "null", "null is not string"),
        ("string", '"\\ud800"', "is half a character"),
        ("string", "{}", "'{}' is an object, not string"),
        ("bytes", "[1]", "is an array, not bytes"),
        (SUIT, '"spades"', "'spades' is no symbol of Suit; did you mean SPADES?"),
        (SUIT, "1", "'1' is a number, not enum Suit"),
        (DECIMAL, "true", "is a boolean, not bytes (decimal (30, 2))"),
        (DECIMAL, "1e-3", "has more than 2 digits"),
        (STAMP, "1.5", "is written with a fraction"),
        (STAMP, "[]", "is an array, not long (timestamp-millis)"),
        ({"type": "int", "logicalType": "time-millis"}, "86400000", "is no time of day"),
        ({"type": "fixed", "name": "F", "size": 2}, '{"$hex": "00"}', "these are 1 bytes"),
    ],
)
def test_what_is_refused(schema: Any, text: str, what: str) -> None:
    assert what in problem(told, schema, text).what


@pytest.mark.parametrize("name", ["long", "date", "time-micros", "timestamp-millis", "local-timestamp-nanos", "record"])
def test_something_valid_can_be_named_for_every_type(name: str) -> None:
    assert valid_for(name)


def test_a_mismatch_shows_no_more_than_the_beginning() -> None:
    text = '"' + "x" * 1000 + '"'
    assert len(mismatch("int", "a number", tree(text), text).problems[0].what) < 80


def test_helpers() -> None:
    assert tagged(tree('{"$hex": "00"}')) == ("$hex", "00")
    assert tagged(tree('{"$hex": 1}')) is None
    assert tagged(tree('{"a": "00"}')) is None
    assert whole("int", Number("5")) == 5
    check_text("한")
    assert "half a character" in problem(check_text, "\ud800").what
