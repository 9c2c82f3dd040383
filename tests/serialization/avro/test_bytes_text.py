"""Bytes in a text: what is clear is taken, what is not is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.refusals import problem
from workbench.records.errors import Unserializable
from workbench.serialization.avro.bytes_text import BASE64, HEX, TEXT, from_text, is_latin_only, tagged, to_text


@pytest.mark.parametrize(
    ("text", "size", "data", "how"),
    [
        ("", None, b"", "text"),
        ("0x01ff", None, b"\x01\xff", "hex"),
        ("0X01 ff", None, b"\x01\xff", "hex"),
        ("\u00ff\x00", None, b"\xff\x00", "text"),
        ("hello", None, b"hello", "text"),
        ("abcd", 2, b"\xab\xcd", "hex"),
        ("abcd", 3, b"\x69\xb7\x1d", "base64"),
        ("abcd", 4, b"abcd", "text"),
    ],
)
def test_what_can_be_read_in_one_way_alone_is_read(text: str, size: int | None, data: bytes, how: str) -> None:
    assert from_text(text, size) == (data, how)


def test_what_can_be_read_in_more_ways_is_refused_with_the_spellings_that_are_clear() -> None:
    found = problem(from_text, "AQID")
    assert found.what == "'AQID' can be read as text (4 bytes) and as base64 (3 bytes)"
    assert found.valid == '{"$base64": "AQID"} or {"$text": "AQID"}'
    assert '"0xabcd"' in problem(from_text, "abcd").valid


@pytest.mark.parametrize(
    ("tag", "text", "data"), [(HEX, "01 ff", b"\x01\xff"), (BASE64, "AQID", b"\1\2\3"), (TEXT, "AQID", b"AQID")]
)
def test_a_tag_says_how(tag: str, text: str, data: bytes) -> None:
    assert tagged(tag, text) == data


def test_sizes_and_characters_that_cannot_be_are_refused() -> None:
    assert problem(from_text, "abc", 2).what == "'abc' is 3 bytes"
    assert "2 bytes" in problem(from_text, "0x01", 2).valid
    assert "is no byte" in problem(from_text, "한").what
    assert "hex digit" in problem(from_text, "0xzz").what


@given(st.binary())
def test_bytes_are_read_from_their_text_again(data: bytes) -> None:
    assert from_text(to_text(data))[0] == data
    assert from_text(to_text(data), len(data))[0] == data


@given(st.text(), st.one_of(st.none(), st.integers(0, 20)))
def test_any_text_is_bytes_or_refused(text: str, size: int | None) -> None:
    try:
        data, how = from_text(text, size)
    except Unserializable:
        return
    assert size is None or len(data) == size
    assert how in ("hex", "base64", "text")


def test_only_avros_own_form_holds_characters_beyond_ascii() -> None:
    assert is_latin_only("\u00ff")
    assert is_latin_only("\n")
    assert not is_latin_only("19.99")
    assert not is_latin_only("한")
