"""The bytes, against two other implementations: fastavro and Apache's own avro package."""

from __future__ import annotations

import io
import json
from typing import Any

import avro.io
import avro.schema
import fastavro
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.serialization.avro.strategies import data, kind_of, schemas
from workbench.serialization.avro.encoder import block, encode, sized


def bare(schema: Any) -> Any:
    """Without logical types, which the other implementations turn into objects of their own."""
    if isinstance(schema, list):
        return [bare(each) for each in schema]
    if isinstance(schema, dict):
        return {name: bare(each) for name, each in schema.items() if name not in ("logicalType", "precision", "scale")}
    return schema


def plain(datum: Any) -> Any:
    """Without the branches of unions."""
    if isinstance(datum, tuple):
        return plain(datum[1])
    if isinstance(datum, list):
        return [plain(each) for each in datum]
    return {name: plain(each) for name, each in datum.items()} if isinstance(datum, dict) else datum


@settings(deadline=None)
@given(st.data())
def test_fastavro_and_avro_read_what_is_written(chance: st.DataObject) -> None:
    schema = chance.draw(schemas())
    kind = kind_of(schema)
    datum = chance.draw(data(kind))
    written = encode(kind, datum)
    assert fastavro.schemaless_reader(io.BytesIO(written), bare(schema), None) == plain(datum)
    theirs = avro.schema.parse(json.dumps(bare(schema)))
    reader = avro.io.DatumReader(theirs, theirs)
    assert reader.read(avro.io.BinaryDecoder(io.BytesIO(written))) == plain(datum)


@pytest.mark.parametrize(
    ("schema", "datum", "shown"),
    [
        ("null", None, ""),
        ("boolean", True, "01"),
        ("long", -1, "01"),
        ("float", 1.5, "0000c03f"),
        ("double", 1.5, "000000000000f83f"),
        ("string", "foo", "06666f6f"),
        ("bytes", b"\xff", "02ff"),
        ({"type": "array", "items": "long"}, [3, 27], "04063600"),
        ({"type": "array", "items": "long"}, [], "00"),
        ({"type": "map", "values": "long"}, {"a": 1}, "0202610200"),
        (["null", "string"], (0, None), "00"),
        (["null", "string"], (1, "a"), "020261"),
        ({"type": "enum", "name": "E", "symbols": ["A", "B", "C", "D"]}, "D", "06"),
        ({"type": "fixed", "name": "F", "size": 2}, b"\1\2", "0102"),
    ],
)
def test_the_specifications_examples(schema: Any, datum: Any, shown: str) -> None:
    assert encode(kind_of(schema), datum).hex() == shown


def test_pieces() -> None:
    assert sized(b"abc") == b"\x06abc"
    assert block(2, [b"a", b"b"]) == b"\x04ab\x00"
    assert block(0, []) == b"\x00"
