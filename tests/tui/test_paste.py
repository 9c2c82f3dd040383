"""A paste is one piece of text, whatever it holds and however it is cut on its way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from workbench.tui.paste import BEGIN, END, PasteParser, forgiving


def fed(*pieces: str) -> list[tuple[str, str]]:
    parser = PasteParser()
    messages = [message for piece in pieces for message in parser.feed(piece)]
    return [
        ("paste", message.text) if isinstance(message, events.Paste) else ("key", message.key)
        for message in messages
        if isinstance(message, events.Paste | events.Key)
    ]


@pytest.mark.parametrize(
    "text", ['{"a": "x\x1b[31mred\x1b[0m",\n\t"b": 1}\n', "abc\x1b[15~def", "\x1b", "a\rb", "\x1b[200~", ""]
)
def test_escapes_tabs_and_line_ends_of_a_paste_are_text(text: str) -> None:
    assert fed("a", BEGIN + text + END, "b") == [("key", "a"), ("paste", text), ("key", "b")]


def test_a_paste_that_comes_in_pieces() -> None:
    assert fed(BEGIN + "one\x1b[", "15~ two", " three\x1b[20", "1~x") == [
        ("paste", "one\x1b[15~ two three"),
        ("key", "x"),
    ]


def test_two_pastes_at_once() -> None:
    assert fed(f"{BEGIN}a{END}{BEGIN}b{END}") == [("paste", "a"), ("paste", "b")]


def test_keys_are_textuals_as_before() -> None:
    assert fed("\x1b[15~", "\x1b[A", "x") == [("key", "f5"), ("key", "up"), ("key", "x")]


@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_text_arrives_as_it_is(pieces: list[str]) -> None:
    text = "".join(pieces).replace(END, "").replace("\x00", "")
    whole = "".join(pieces)
    if END not in whole:
        assert fed(BEGIN, *filter(None, pieces), END) == [("paste", text)]


def test_bytes_that_are_no_text_end_nothing() -> None:
    decode = forgiving("utf-8")().decode
    assert decode(b"abc\xffd\xc3") + decode(b"\xa9\x80", final=True) == "abc\ufffdd\xe9\ufffd"


def test_an_escape_and_a_control_key_in_one_piece_type_nothing() -> None:
    assert fed("\x1b\x0e\x1b[15~") == [("key", "escape"), ("key", "ctrl+n"), ("key", "f5")]
    assert fed("^\x0e") == [("key", "circumflex_accent"), ("key", "ctrl+n")]
