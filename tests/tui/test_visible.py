"""What a field draws: a picture for each character that would act on the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("user-42 홍길동", "user-42 홍길동"),
        ("\x1b[31m", "␛[31m"),
        ("a\x00b\x7f", "a␀b␡"),
        ("\u202eabc", "\ufffdabc"),
        ("\x9b31m", "\ufffd31m"),
        ("half \ud800", "half \ufffd"),
        ("tab\there", "tab\there"),
    ],
)
def test_pictures(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(codec=None)))
def test_one_for_one_and_encodable(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    shown.encode()
    assert not any(ord(char) < 0x20 and char != "\t" for char in shown)
