"""Bytes to a datum: whatever they are, an answer or a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.refusals import problem
from tests.serialization.avro.strategies import data, kind_of, schemas
from workbench.records.errors import Unserializable
from workbench.serialization.avro.decoder import decode, decode_at
from workbench.serialization.avro.encoder import encode
from workbench.serialization.avro.text import text_of

NODE = {"type": "record", "name": "Node", "fields": [{"name": "next", "type": "Node"}]}
R = {"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}, {"name": "b", "type": ["null", "string"]}]}


@given(st.data())
def test_a_datum_is_read_from_its_bytes_again(chance: st.DataObject) -> None:
    kind = kind_of(chance.draw(schemas()))
    datum = chance.draw(data(kind))
    assert decode(kind, encode(kind, datum)) == datum


@given(schemas(), st.binary(max_size=60))
def test_any_bytes_are_a_datum_or_refused(schema: Any, given: bytes) -> None:
    kind = kind_of(schema)
    try:
        text_of(kind, decode(kind, given))
    except Unserializable as error:
        assert all(each.what for each in error.problems)


@pytest.mark.parametrize(
    ("schema", "shown", "path", "what"),
    [
        (R, "02", "b", "the bytes end inside the union's branch (at byte 2 of 1)"),
        (R, "0202066162", "b", "the bytes end inside a string"),
        (R, "0204", "b", "there is no branch 2 in the union"),
        (R, "020000", "", "1 bytes are left after the datum"),
        ("int", "808080801002", "", "is out of range for int"),
        ("long", "ff" * 11, "", "has no end within ten bytes"),
        ("long", "ffffffffffffffffff7f", "", "is longer than 64 bits"),
        ("boolean", "02", "", "a boolean is 0x02"),
        ("bytes", "01", "", "the length of bytes is -1"),
        ("string", "02ff", "", "a string is not UTF-8 from its byte 1 on"),
        ({"type": "enum", "name": "E", "symbols": ["A"]}, "02", "", "there is no symbol 1 in E"),
        ({"type": "fixed", "name": "F", "size": 2}, "00", "", "the bytes end inside the 2 bytes of F"),
        ({"type": "array", "items": "int"}, "0402", "[1]", "the bytes end inside int"),
        ({"type": "array", "items": "null"}, "feffffffffffffffff01", "", "items without a byte"),
        ({"type": "map", "values": "int"}, "02026180", "a", "the bytes end inside int"),
        ({"type": "array", "items": "int"}, "fe" * 20, "", "has no end"),
        (NODE, "", None, "nested too deeply"),
    ],
)
def test_what_cannot_be_read_says_where(schema: Any, shown: str, path: str | None, what: str) -> None:
    found = problem(decode, kind_of(schema), bytes.fromhex(shown))
    assert what in found.what
    assert path is None or found.path == path


def test_blocks_with_their_size_are_read() -> None:
    kind = kind_of({"type": "array", "items": "int"})
    assert decode(kind, bytes.fromhex("03040204020600")) == [1, 2, 3]


def test_a_datum_inside_others() -> None:
    assert decode_at(kind_of("string"), b"xx\x02ayy", 2) == ("a", 4)
