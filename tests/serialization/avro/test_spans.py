"""Avro's bytes by their parts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.strategies import avro, data, kind_of, schemas
from workbench.serialization.avro.encoder import encode
from workbench.serialization.avro.spans import MOST, spans

ITEM = {"type": "record", "name": "Item", "fields": [{"name": "sku", "type": "string"}]}


def parts(schema: object, hexed: str) -> list[tuple[str, str, str, str]]:
    """Hex, label, value and path of each part."""
    found = bytes.fromhex(hexed)
    return [
        (found[each.start : each.end].hex(), each.label, each.value, each.path)
        for each in spans(avro(schema), found, 0)
    ]


@pytest.mark.parametrize(
    ("schema", "hexed", "expected"),
    [
        ("long", "d804", [("d804", "long", "300", "")]),
        ("boolean", "01", [("01", "boolean", "true", "")]),
        ("double", "000000000000f83f", [("000000000000f83f", "double", "1.5", "")]),
        ("float", "0000c03f", [("0000c03f", "float", "1.5", "")]),
        ("null", "", []),
        ("string", "0aed998d0a1b", [("0a", "length", "5", ""), ("ed998d0a1b", "string", "홍\\n\\x1b", "")]),
        ("string", "00", [("00", "length", "0", "")]),
        ("bytes", "0401ff", [("04", "length", "2", ""), ("01ff", "bytes", "0x01ff", "")]),
        (["null", "string"], "00", [("00", "branch", "0 (null)", "")]),
        (
            ["null", "string"],
            "020278",
            [("02", "branch", "1 (string)", ""), ("02", "length", "1", ""), ("78", "string", "x", "")],
        ),
        ({"type": "enum", "name": "E", "symbols": ["A", "B"]}, "02", [("02", "symbol", "1 (B)", "")]),
        ({"type": "fixed", "name": "F", "size": 2}, "01ff", [("01ff", "fixed", "0x01ff", "")]),
        (
            {"type": "array", "items": ITEM},
            "0302020061" + "00",
            [
                ("03", "count", "-2", ""),
                ("02", "block size", "1 byte", ""),
                ("02", "length", "1", "[0].sku"),
                ("00", "string", "\\x00", "[0].sku"),
            ],
        ),
        (
            {"type": "map", "values": "int"},
            "02046b310400",
            [
                ("02", "count", "1", ""),
                ("04", "key length", "2", "k1"),
                ("6b31", "key", "k1", "k1"),
                ("04", "int", "2", "k1"),
                ("00", "count", "0, the end", ""),
            ],
        ),
        ({"type": "int", "logicalType": "date"}, "ecc402", [("ecc402", "date", "2026-12-03 (20790)", "")]),
        (
            {"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": 2},
            "0407cf",
            [("04", "length", "2", ""), ("07cf", "decimal", "19.99", "")],
        ),
        (
            {"type": "string", "logicalType": "uuid"},
            "0278",
            [("02", "length", "1", ""), ("78", "uuid", "x", "")],
        ),
    ],
    ids=str,
)
def test_each_part_has_its_label_value_and_path(
    schema: object, hexed: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert parts(schema, hexed)[: len(expected)] == expected


@given(st.data(), schemas())
def test_the_spans_of_a_datum_cover_all_its_bytes_in_order(drawn: st.DataObject, schema: Any) -> None:
    kind = kind_of(schema)
    encoded = encode(kind, drawn.draw(data(kind)))
    found = spans(avro(schema), b"\0\0\0\0\7" + encoded, 5)
    assert [each.start for each in found] + [5 + len(encoded)] == [5, *(each.end for each in found)]
    assert all(each.start < each.end and each.label for each in found)


@given(schemas(), st.binary(max_size=40), st.integers(0, 10))
def test_any_bytes_are_named_as_far_as_they_can_be_read(schema: Any, found: bytes, start: int) -> None:
    ends = [start, *(each.end for each in spans(avro(schema), found, start))]
    assert ends == sorted(ends) and (len(ends) == 1 or ends[-1] <= len(found))


@pytest.mark.parametrize(
    ("schema", "hexed", "named"),
    [
        ("long", "ff" * 11, 0),
        ("string", "0a61", 1),
        ("string", "01", 1),
        ("bytes", "feffffffffffffffff01", 10),
        ("boolean", "02", 0),
        (["null"], "02", 0),
        ({"type": "enum", "name": "E", "symbols": ["A"]}, "01", 0),
        ({"type": "map", "values": "int"}, "020361", 1),
        ({"type": "map", "values": "int"}, "02", 1),
        ("double", "00", 0),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_not_named(schema: object, hexed: str, named: int) -> None:
    assert sum(each.end - each.start for each in spans(avro(schema), bytes.fromhex(hexed), 0)) == named


@pytest.mark.parametrize(
    ("schema", "found"),
    [
        ({"type": "array", "items": "null"}, b"\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01"),  # 2^63 - 1 nulls
        ({"type": "record", "name": "A", "fields": [{"name": "a", "type": "A"}]}, b"\0"),
        ({"type": "record", "name": "A", "fields": [{"name": "a", "type": ["null", "A"]}]}, b"\2" * 100_000),
        ({"type": "array", "items": "int"}, b"\xfe\xff\x7f" + b"\2" * 100_000),
    ],
    ids=["items without bytes", "a record that never ends", "very deep", "very many"],
)
def test_bytes_made_to_keep_a_reader_busy_come_to_an_end(schema: object, found: bytes) -> None:
    assert len(spans(avro(schema), found, 0)) <= MOST


def test_a_long_value_is_cut() -> None:
    found = encode(kind_of("string"), "\u00e9" * 100_000)
    assert len(spans(avro("string"), found, 0)[1].value) == 200
