"""Nothing from outside acts on the terminal, and ordinary text stays readable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.escape import escape, quoted, shown

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\x9b2J\x7f\x00", "\\x9b2J\\x7f\\x00"),
        ("user\u202egnp.exe", "user\\u202egnp.exe"),
        ("a\u2066b\u2069\u200f", "a\\u2066b\\u2069\\u200f"),
        ("\ud800", "\\ud800"),
        ("\ufeffkey\u200b", "\\ufeffkey\\u200b"),
        ("a\u2028b", "a\\u2028b"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_a_terminal_acts_on_is_written_out(text: str, safe: str) -> None:
    assert escape(text) == safe


@pytest.mark.parametrize(
    "text", ["", "user-42", "서울 특별시", "全角　空白", "👩‍👩‍👧 é", "مرحبا", "می‌خواهم", "C:\\x1b", "[bold]"]
)
def test_ordinary_text_is_untouched(text: str) -> None:
    assert escape(text) == text


@given(ANY_TEXT)
def test_no_control_character_no_direction_and_no_surrogate_is_left(text: str) -> None:
    safe = escape(text)
    assert not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in safe)
    assert not any(unicodedata.bidirectional(letter) in {"LRO", "RLO", "LRE", "RLE", "PDF"} for letter in safe)


def test_a_quote_in_a_sentence_is_escaped_and_short() -> None:
    assert quoted("a\nb") == "'a\\nb'"
    assert quoted("x" * 100, 10) == "'xxxxxxxxx…'"


@pytest.mark.parametrize(
    ("data", "limit", "text"),
    [
        (None, 20, "null"),
        (b"", 20, "empty"),
        (b"user-42", 20, "user-42"),
        (b"user-42", 7, "user-42"),
        (b"user-42", 6, "user-…"),
        ("서울".encode(), 2, "서울"),
        ("서울 시".encode(), 3, "서울…"),
        (b"a\x1b[2J\n", 20, "a\\x1b[2J\\n"),
        (b"\x00\x00\x00*", 20, "0x0000002a"),
        (b"\x3f\xf8", 20, "0x3ff8"),
        (b"\xff" * 100, 10, "0xfffffff…"),
        (b"\xed\xa0\x80", 20, "0xeda080"),
        (b"ab\xed", 20, "0x6162ed"),
    ],
)
def test_bytes_are_shown_as_text_or_hex(data: bytes | None, limit: int, text: str) -> None:
    assert shown(data, limit) == text


@pytest.mark.parametrize("limit", range(1, 9))
def test_a_character_cut_by_the_look_at_the_beginning_alone_is_still_text(limit: int) -> None:
    for start in ("", "a", "ab", "abc"):
        assert shown((start + "🙂" * 100).encode(), limit) == (start + "🙂" * 100)[: limit - 1] + "…"


@given(st.none() | st.binary() | ANY_TEXT.map(lambda text: text.encode("utf-8", "replace")), st.integers(1, 60))
def test_what_is_shown_keeps_to_its_limit_and_is_safe(data: bytes | None, limit: int) -> None:
    text = shown(data, limit)
    assert text == escape(text)
    assert len(text) <= limit or not data
