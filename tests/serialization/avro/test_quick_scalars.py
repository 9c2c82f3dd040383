"""The quick way for single values: the right bytes, or unsure."""

from __future__ import annotations

from typing import Any

import pytest

from tests.serialization.avro.strategies import kind_of
from workbench.records.errors import Unserializable
from workbench.serialization.avro.model import Enum, Fixed, Primitive
from workbench.serialization.avro.quick_scalars import Encode, Unsure, enum_encoder, scalar_encoder, string

DECIMAL = {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}


def encoder(schema: Any) -> Encode:
    kind = kind_of(schema)
    if isinstance(kind, Enum):
        return enum_encoder(kind)
    assert isinstance(kind, Primitive | Fixed)
    return scalar_encoder(kind)


@pytest.mark.parametrize(
    ("schema", "value", "shown"),
    [
        ("null", None, ""),
        ("boolean", False, "00"),
        ("int", 1, "02"),
        ("double", 1, "000000000000f03f"),
        ("float", 1.5, "0000c03f"),
        ("string", "a", "0261"),
        ("bytes", "0x01ff", "0401ff"),
        ({"type": "fixed", "name": "F", "size": 2}, "0x01ff", "01ff"),
        ({"type": "enum", "name": "E", "symbols": ["A", "B"]}, "B", "02"),
        (DECIMAL, "19.99", "0407cf"),
        (DECIMAL, 5, "0401f4"),
        ({"type": "int", "logicalType": "date"}, "1970-01-02", "02"),
        ({"type": "int", "logicalType": "date"}, 1, "02"),
    ],
)
def test_clean_values(schema: Any, value: object, shown: str) -> None:
    assert encoder(schema)(value).hex() == shown


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ("null", 0), ("boolean", 1), ("boolean", "true"), ("int", True), ("int", 1.0), ("int", 1 << 31),
        ("long", 1 << 63),
        ("double", (1 << 53) + 1), ("double", True), ("float", 16777217.0), ("float", (1 << 24) + 1), ("float", 1e39),
        ("float", 1e-39), ("string", 1), ("bytes", 1), ("bytes", "AQID"), (DECIMAL, "0x00"), (DECIMAL, 1.5),
        (DECIMAL, "\u00ff"), (DECIMAL, "\u00a01.5"), ({"type": "enum", "name": "E", "symbols": ["A"]}, "a"),
        ({"type": "enum", "name": "E", "symbols": ["A"]}, ["A"]), ({"type": "int", "logicalType": "time-millis"}, -1),
    ],
)  # fmt: skip
def test_all_that_is_odd_is_left_to_the_exact_way(schema: Any, value: object) -> None:
    with pytest.raises((Unsure, Unserializable)):
        encoder(schema)(value)


def test_a_long_string() -> None:
    assert string("x" * 100) == b"\xc8\x01" + b"x" * 100
