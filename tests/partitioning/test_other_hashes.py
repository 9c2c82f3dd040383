"""The hashes of the few, against the answers of the real libraries and the published known ones."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning import hashes, other_hashes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what Java prints for the string's hashCode(), read as unsigned
        ("", 0),
        ("hello", 99162322),
        ("polygenelubricants", 2**31),
        ("한국", 0xD55C * 31 + 0xAD6D),
        ("𝄞", 0xD834 * 31 + 0xDD1E),
    ],
)
def test_java_string(text: str, expected: int) -> None:
    assert other_hashes.java_string(text.encode()) == expected


@given(st.binary(max_size=30))
def test_bytes_that_are_no_utf8_become_replacement_characters(key: bytes) -> None:
    text = key.decode(errors="replace")
    assert other_hashes.java_string(key) == other_hashes.java_string(text.encode())


@pytest.mark.parametrize(("key", "expected"), [(b"", 1), (b"\x01", 32), (b"\xff", 30), (b"\x80\x7f", 961 - 3968 + 127)])
def test_java_bytes_are_signed(key: bytes, expected: int) -> None:
    assert other_hashes.java_bytes(key) == expected % 2**32


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        # xxHash's own sanity values, seed 0
        (b"", 0x02CC5D05),
        (b"abc", 0x32D153FF),
        (b"Nobody inspects the spammish repetition", 0xE2293B2F),
    ],
)
def test_xxh32(key: bytes, expected: int) -> None:
    assert other_hashes.xxh32(key) == expected


def test_phash2_of_the_empty_binary() -> None:
    assert other_hashes.phash2(b"") == 13708901


@given(st.binary(max_size=100))
def test_phash2_has_27_bits(key: bytes) -> None:
    assert 0 <= other_hashes.phash2(key) < 2**27


@given(st.lists(st.binary(max_size=40), max_size=5))
def test_sha1_is_a_number_of_160_bits(keys: list[bytes]) -> None:
    expected = [int(hashlib.sha1(key).hexdigest(), 16) for key in keys]
    assert [other_hashes.sha1(key) for key in keys] == other_hashes.sha1_of_each(keys) == expected


def test_murmur2_in_doubles_is_not_murmur2() -> None:
    assert (other_hashes.murmur2_in_doubles(b"user-42"), hashes.murmur2(b"user-42")) == (0x274C04D8, 0x5700682C)
