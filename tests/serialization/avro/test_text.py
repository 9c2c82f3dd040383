"""A datum's text: plain where that is clear, named where it is not, and always read again as it was."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from tests.serialization.avro.strategies import kind_of
from workbench.serialization.avro.converter import convert
from workbench.serialization.avro.encoder import encode
from workbench.serialization.avro.text import text_of

R = {"type": "record", "name": "R", "fields": [{"name": "string", "type": "string"}]}
MAP = {"type": "map", "values": "string"}
STAMP = {"type": "long", "logicalType": "timestamp-millis"}
DECIMAL = {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}
SUIT = {"type": "enum", "name": "a.Suit", "symbols": ["S"]}


@pytest.mark.parametrize(
    ("schema", "datum", "text"),
    [
        ("null", None, "null"),
        ("boolean", True, "true"),
        ("long", 1 << 62, "4611686018427387904"),
        ("double", 1.0, "1.0"),
        ("double", math.inf, '"Infinity"'),
        ("double", -math.inf, '"-Infinity"'),
        ("float", 0.10000000149011612, "0.1"),
        ("string", '한"\n', '"한\\"\\n"'),
        ("bytes", b"\x01\xff", '"0x01ff"'),
        ("bytes", b"", '""'),
        (DECIMAL, b"\x07\xcf", '"19.99"'),
        (DECIMAL, b"", '{"$hex": ""}'),
        (STAMP, 0, '"1970-01-01T00:00:00Z"'),
        (STAMP, 1 << 62, "4611686018427387904"),
        ({"type": "array", "items": "int"}, [1, 2], "[1, 2]"),
        (MAP, {"a": "b"}, '{"a": "b"}'),
        (["null", "string"], (1, "x"), '"x"'),
        (["int", "long"], (1, 5), '{"long": 5}'),
        (["string", SUIT], (1, "S"), '{"a.Suit": "S"}'),
        (["string", STAMP], (1, 0), '{"long": "1970-01-01T00:00:00Z"}'),
        (["double", "string"], (0, math.inf), '{"double": "Infinity"}'),
        (["null", MAP], (1, {"map": "x"}), '{"map": {"map": "x"}}'),
        (["null", MAP], (1, {"a": "x"}), '{"a": "x"}'),
        (["null", "string", R], (2, {"string": "x"}), '{"R": {"string": "x"}}'),
        (["bytes", MAP], (1, {"$hex": "00"}), '{"map": {"$hex": "00"}}'),
        (["string", DECIMAL], (1, b""), '{"$hex": ""}'),
    ],
)
def test_the_text_of_a_datum(schema: Any, datum: Any, text: str) -> None:
    kind = kind_of(schema)
    assert text_of(kind, datum) == text
    json.loads(text)
    assert encode(kind, convert(kind, text)[0]) == encode(kind, datum)


def test_what_is_no_number_is_a_text() -> None:
    assert text_of(kind_of("float"), math.nan) == '"NaN"'
