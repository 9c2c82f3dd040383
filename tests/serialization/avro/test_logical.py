"""Logical types: which count, and their texts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.serialization.avro.refusals import problem
from tests.serialization.avro.strategies import kind_of
from workbench.serialization.avro.logical import (
    check_number,
    decimal_bytes,
    from_text,
    logical_type,
    to_text,
    why_ignored,
)
from workbench.serialization.avro.model import Fixed, Primitive

UUID = "12345678-1234-5678-1234-56789abcdef0"


def logical(**schema: Any) -> Primitive | Fixed:
    """The type of a schema with a logical type."""
    kind = kind_of({"name": "F", **schema})
    assert isinstance(kind, Primitive | Fixed)
    return kind


DECIMAL = logical(type="bytes", logicalType="decimal", precision=9, scale=2)
FIXED_DECIMAL = logical(type="fixed", size=5, logicalType="decimal", precision=9, scale=2)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (logical(type="int", logicalType="date"), "1970-01-02", 1),
        (logical(type="long", logicalType="timestamp-nanos"), "1970-01-01T00:00:00.000000001Z", 1),
        (DECIMAL, "19.99", b"\x07\xcf"),
        (FIXED_DECIMAL, "-0.01", b"\xff" * 5),
        (logical(type="bytes", logicalType="big-decimal"), "1.50", b"\x04\x00\x96\x04"),
        (logical(type="string", logicalType="uuid"), UUID.upper(), UUID),
        (logical(type="fixed", size=16, logicalType="uuid"), UUID, bytes.fromhex(UUID.replace("-", ""))),
        (logical(type="fixed", size=12, logicalType="duration"), "P1M2DT0.003S", b"\1\0\0\0\2\0\0\0\3\0\0\0"),
    ],
)
def test_a_text_is_the_value_underneath_and_back(kind: Primitive | Fixed, text: str, value: object) -> None:
    assert from_text(kind, text) == value
    assert to_text(kind, value) == text.lower() if "uuid" in str(kind.logical) else text


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (logical(type="int", logicalType="date"), 10_000_000),
        (logical(type="string", logicalType="uuid"), "not a uuid"),
        (DECIMAL, b""),
        (logical(type="bytes", logicalType="big-decimal"), b"\x00"),
    ],
)
def test_a_value_may_have_no_text(kind: Primitive | Fixed, value: object) -> None:
    assert to_text(kind, value) is None


def test_what_is_no_logical_type() -> None:
    assert logical_type({"logicalType": "decimal", "precision": True}, "bytes") is None
    assert logical_type({"logicalType": "decimal", "precision": 1}, "string") is None
    assert logical_type({"logicalType": "decimal", "precision": 1}, "fixed", 0) is None
    assert logical_type({}, "bytes") is None


def test_numbers_are_checked() -> None:
    check_number(logical(type="int", logicalType="date"), -1)
    assert "no time of day" in problem(check_number, logical(type="int", logicalType="time-millis"), -1).what


def test_a_fixed_decimal_is_filled_up_with_its_sign() -> None:
    assert decimal_bytes(FIXED_DECIMAL, 1) == b"\0\0\0\0\1"
    assert decimal_bytes(DECIMAL, 1) == b"\1"


@pytest.mark.parametrize(
    ("json", "kind", "size", "words"),
    [
        (
            {"logicalType": "decimal", "precision": 2, "scale": 4},
            "bytes",
            0,
            "its scale 4 is more than its precision 2",
        ),
        ({"logicalType": "decimal", "precision": 9}, "fixed", 2, "2 bytes cannot hold its precision, 9 digits"),
        ({"logicalType": "decimal"}, "bytes", 0, "its precision is a whole number from 1 on"),
        ({"logicalType": "decimal", "precision": 2}, "string", 0, "it stands on bytes or fixed"),
        ({"logicalType": "date"}, "long", 0, "it stands on int"),
        ({"logicalType": "uuid"}, "fixed", 12, "it stands on string, or a fixed of 16 bytes"),
        ({"logicalType": "duration"}, "bytes", 0, "it stands on a fixed of 12 bytes"),
        ({"logicalType": "decimal", "precision": 2, "scale": 1}, "bytes", 0, ""),
        ({"logicalType": "our-own"}, "bytes", 0, ""),
        ({}, "bytes", 0, ""),
    ],
)
def test_why_a_logical_type_does_not_count(json: dict[str, Any], kind: str, size: int, words: str) -> None:
    found = why_ignored(json, kind, size)
    assert found.startswith(words) and bool(found) == bool(words)
