"""Charsets: Java's bytes, byte order marks, and what happens to characters that a charset lacks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.vectors import charset_answers
from workbench.records.errors import Unserializable
from workbench.serialization.charsets import NAMES, Charset


@pytest.mark.parametrize(("charset", "text", "data"), charset_answers())
def test_the_bytes_are_those_of_java_s_string_serializer(charset: str, text: str, data: str) -> None:
    assert Charset.named(charset).encode(text).hex() == data


@pytest.mark.parametrize("name", NAMES)
def test_every_charset_writes_what_it_reads(name: str) -> None:
    charset = Charset.named(name.upper())
    assert charset.name == name
    assert charset.decode(charset.encode("abc 123")) == "abc 123"
    assert charset.encode("") == b""


@given(st.text(), st.sampled_from([name for name in NAMES if name.startswith("UTF") or name == "GB18030"]))
def test_unicode_s_own_charsets_lose_nothing(text: str, name: str) -> None:
    charset = Charset(name)
    if not charset.lost(text):
        assert charset.decode(charset.encode(text)).encode("utf-16", "surrogatepass") == text.encode(
            "utf-16", "surrogatepass"
        )


@given(st.text(), st.sampled_from(NAMES))
def test_exactly_the_lost_characters_become_the_replacement(text: str, name: str) -> None:
    charset = Charset(name)
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    lost = set(charset.lost(paired))
    kept = "".join(one for at, one in enumerate(paired) if at not in lost)
    assert not charset.lost(kept)


def test_utf_16_without_a_mark_is_big_endian_and_a_mark_is_heeded() -> None:
    assert [Charset("UTF-16").decode(bytes.fromhex(data)) for data in ("0061", "feff0061", "fffe6100")] == ["a"] * 3


def test_half_a_pair_is_u_fffd_in_utf_16_and_a_question_mark_elsewhere() -> None:
    assert Charset("UTF-16LE").encode("\ud800").hex() == "fdff"
    assert Charset("windows-1252").encode("\ud800").hex() == "3f"


@pytest.mark.parametrize(("given_name", "near"), [("UTF-61", "UTF-16"), ("euckr2", "EUC-KR"), ("iso-8859-11", "ISO")])
def test_the_nearest_name_is_suggested(given_name: str, near: str) -> None:
    with pytest.raises(Unserializable, match="there is no charset") as refused:
        Charset.named(given_name)
    assert near in refused.value.problems[0].what
