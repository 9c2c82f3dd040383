"""Varints: Kafka's and Protobuf's bytes, ranges, and bytes that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.refusals import refusal, unreadable
from workbench.serialization.catalogue import find


@pytest.mark.parametrize(
    ("spec", "text", "data"),
    [
        ("varint", "0", "00"),
        ("varint", "-1", "01"),
        ("varint", "1", "02"),
        ("varint", "8192", "808001"),  # ByteUtilsTest.java
        ("varint", str(-(1 << 63)), "ffffffffffffffffff01"),
        ("varint,form=unsigned", "300", "ac02"),  # Protobuf's encoding guide
        ("varint,form=unsigned", str((1 << 64) - 1), "ffffffffffffffffff01"),
    ],
)
def test_known_bytes(spec: str, text: str, data: str) -> None:
    assert find(spec).serialize(text) == bytes.fromhex(data)
    assert find(spec).deserialize(bytes.fromhex(data)) == text


@given(st.integers(-(1 << 63), (1 << 63) - 1))
def test_every_number_reads_back(number: int) -> None:
    zigzag = find("varint")
    assert zigzag.deserialize(zigzag.serialize(str(number)) or b"") == str(number)


@pytest.mark.parametrize("text", [str(1 << 63), "9" * 5000, "-" + "9" * 5000])
def test_numbers_beyond_64_bits_are_refused(text: str) -> None:
    assert "out of range for varint" in refusal("varint", text).what


def test_an_unsigned_one_has_no_sign() -> None:
    assert "out of range" in refusal("varint,form=unsigned", "-1").what
    assert "is not a whole number" in refusal("varint", "1.5").what


@pytest.mark.parametrize("data", ["", "80", "0000", "ffffffffffffffffffff01", "ffffffffffffffffff7f"])
def test_bytes_that_are_no_varint(data: str) -> None:
    assert "no varint" in unreadable("varint", bytes.fromhex(data)).what
