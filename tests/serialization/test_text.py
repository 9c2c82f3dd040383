"""String: Java's UTF-8 both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.vectors import java_answers
from workbench.serialization.text import StringSerializer


@pytest.mark.parametrize(("units", "data"), java_answers("String.getBytes(UTF_8)"))
def test_surrogates_become_what_java_makes_of_them(units: str, data: str) -> None:
    text = "".join(chr(int(units[at : at + 4], 16)) for at in range(0, len(units), 4))
    assert StringSerializer().serialize(text).hex() == data


@pytest.mark.parametrize(("data", "units"), java_answers("new String(bytes, UTF_8)"))
def test_malformed_bytes_read_as_java_reads_them(data: str, units: str) -> None:
    assert StringSerializer().deserialize(bytes.fromhex(data)).encode("utf-16-be").hex() == units


def test_a_text_of_no_characters_is_no_bytes() -> None:
    assert StringSerializer().serialize("") == b""


@given(st.text())
def test_whole_text_arrives_as_it_was_typed(text: str) -> None:
    assert StringSerializer().deserialize(StringSerializer().serialize(text)) == text
