"""Hex and base64: exact, and what cannot be read is refused with its place (trap 8)."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.refusals import refusal
from workbench.serialization.catalogue import find


@pytest.mark.parametrize(
    "text",
    [
        "01ffab",
        "01FFAB",
        "01 ff ab",
        "01:ff:ab",
        "0x01ffab",
        "0x01 0xff 0xab",
        "0X01ffab",
        " 01\nff\tab\r\n",
    ],
)
def test_hex_is_read_with_blanks_colons_and_prefixes(text: str) -> None:
    assert find("hex").serialize(text) == b"\x01\xff\xab"


def test_hex_of_no_digits_is_no_bytes() -> None:
    assert find("hex").serialize("") == find("hex").serialize(" \n") == b""


@pytest.mark.parametrize(
    ("text", "what", "line", "column"),
    [
        ("abc", "3 hex digits in 'abc': half a byte is missing", 1, 1),
        ("ab\ncd e", "a single hex digit in 'e': half a byte is missing", 2, 4),
        ("ab f00 d", "3 hex digits in 'f00': half a byte is missing", 1, 4),
        ("0x1 0x2", "a single hex digit in '1': half a byte is missing", 1, 3),
        ("a b", "a single hex digit in 'a': half a byte is missing", 1, 1),
        ("abxy", "'x' is not a hex digit", 1, 3),
        ("0x", "'x' is not a hex digit", 1, 2),
        ("100xab", "'x' is not a hex digit", 1, 4),
        ("ab-cd", "'-' is not a hex digit", 1, 3),
        ("ab\ncd\n ef\x1b", "'\\x1b' is not a hex digit", 3, 4),
        ("０１", "'０' is not a hex digit", 1, 1),
        ("01\u00a002", "'\u00a0' is not a hex digit", 1, 3),
    ],
)
def test_hex_that_cannot_be_read_names_the_place(text: str, what: str, line: int, column: int) -> None:
    problem = refusal("hex", text)
    assert (problem.what, problem.line, problem.column) == (what, line, column)


@given(st.binary())
def test_hex_of_any_bytes(data: bytes) -> None:
    assert find("hex").deserialize(data) == data.hex()
    for text in (data.hex(), data.hex(" "), data.hex(":"), "0x" + data.hex() if data else ""):
        assert find("hex").serialize(text) == data


@given(st.binary(), st.sampled_from([base64.b64encode, base64.urlsafe_b64encode, base64.encodebytes]))
def test_base64_of_any_bytes(data: bytes, encode: Callable[[bytes], bytes]) -> None:
    assert find("base64").serialize(encode(data).decode()) == data
    assert find("base64").deserialize(data) == base64.b64encode(data).decode()


@pytest.mark.parametrize(
    ("text", "what", "line", "column"),
    [
        ("YWJj==", "2 '=' stand at the end, and no '=' belongs there", 1, 5),
        ("YWI", "no '=' stands at the end, and one '=' belongs there", 1, 4),
        ("YQ=", "one '=' stands at the end, and 2 '=' belong there", 1, 3),
        ("YQ===", "3 '=' stand at the end, and 2 '=' belong there", 1, 3),
        ("====", "4 '=' stand at the end, and no '=' belongs there", 1, 1),
        ("YQ==YQ==", "'=' stands only at the end", 1, 3),
        ("YWJj\nYW!j", "'!' is not base64", 2, 3),
        ("YW Jj", "' ' is not base64", 1, 3),
        (" YWJj", "' ' is not base64", 1, 1),
        ("YWJé", "'é' is not base64", 1, 4),
        ("YWJj\x1b", "'\\x1b' is not base64", 1, 5),
        ("Y", "a character is missing, or there is one too many", None, None),
        ("+-AA", "two alphabets are mixed", None, None),
        ("/_AA", "two alphabets are mixed", None, None),
        ("YR==", "the last character holds more than the last byte can", None, None),
        ("YWJ=", "the last character holds more than the last byte can", None, None),
    ],
)
def test_base64_that_cannot_be_read_is_refused(text: str, what: str, line: int | None, column: int | None) -> None:
    problem = refusal("base64", text)
    assert (problem.what, problem.line, problem.column) == (what, line, column)


@given(st.text(st.sampled_from("ABCYQgw+/-_=\n")))
def test_base64_text_that_is_read_is_the_only_text_of_its_bytes(text: str) -> None:
    letters = text.replace("\n", "").replace("-", "+").replace("_", "/")
    try:
        expected = base64.b64decode(letters, validate=True)
    except ValueError:
        refusal("base64", text)
        return
    if base64.b64encode(expected).decode() == letters and not ({"+", "/"} & set(text) and {"-", "_"} & set(text)):
        assert find("base64").serialize(text) == expected
    else:
        refusal("base64", text)
