"""string, binary, uuid."""

from __future__ import annotations

import pytest

from tests.serialization.thrift.shop import read, written
from workbench.records.errors import Unserializable
from workbench.serialization.json_tree import tree
from workbench.serialization.thrift.binary import BinaryProtocol
from workbench.serialization.thrift.protocol import Encoding
from workbench.serialization.thrift.texts import Binary, Text, Uuid


def test_a_text_is_utf_8_behind_its_length() -> None:
    assert written(Text(), '"한"') == (b"\0\0\0\3\xed\x95\x9c", [])
    assert read(Text(), b"\0\0\0\3\xed\x95\x9c") == "한"


def test_half_a_character_is_refused_in_both_directions() -> None:
    assert "is half of a character" in written(Text(), '"\\ud800"')[1][0]
    with pytest.raises(Unserializable, match="byte 5 is no UTF-8"):
        read(Text(), b"\0\0\0\2a\xff")


@pytest.mark.parametrize("text", ['{"$base64": "AP8="}', '{"$hex": "00ff"}', '"AP8="'])
def test_bytes_tagged_or_in_base64(text: str) -> None:
    assert written(Binary(), text) == (b"\0\0\0\2\0\xff", [])
    assert read(Binary(), b"\0\0\0\2\0\xff") == {"$base64": "AP8="}


@pytest.mark.parametrize("text", ['"?"', "1", "{}", "[1]", '{"$hex": "0"}', '{"$timestamp": "2026-11-22T12:00:00Z"}'])
def test_what_is_no_bytes_is_refused(text: str) -> None:
    assert written(Binary(), text)[1]


def test_a_uuid_is_16_bytes() -> None:
    text = "12345678-1234-4678-9234-56789abcdef0"
    assert written(Uuid(), f'"{text}"') == (bytes.fromhex(text.replace("-", "")), [])
    assert read(Uuid(), bytes.fromhex(text.replace("-", ""))) == text
    assert written(Uuid(), '"x"')[1]
    assert written(Uuid(), "1")[1] == ["'1' is no UUID"]


@pytest.mark.parametrize("length", [b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff"])
def test_a_length_that_cannot_be_is_refused(length: bytes) -> None:
    with pytest.raises(Unserializable, match=r"needs .* bytes at byte 4, and 1 are left"):
        read(Text(), length + b"x")


def test_a_text_that_is_no_base64_has_all_spellings_said() -> None:
    encoding = Encoding('"hello"', protocol=BinaryProtocol())
    Binary().write(encoding, tree('"hello"'), "")
    (problem,) = encoding.problems
    assert problem.what.startswith("'hello' is read as base64, and ")
    assert problem.valid == '{"$hex": "00ff"}, {"$base64": "AP8="} or "AP8="'
