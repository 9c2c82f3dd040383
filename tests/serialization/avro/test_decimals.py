"""Decimals: never rounded, in as few bytes as Java's BigInteger."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.refusals import problem
from workbench.serialization.avro.decimals import big_decimal, big_decimal_text, to_text, twos_complement, unscaled


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("19.99", 1999),
        ("-0.01", -1),
        ("5", 500),
        ("5.10000", 510),
        ("1e2", 10_000),
        ("1E-2", 1),
        ("+.5", 50),
        ("00001.", 100),
    ],
)  # fmt: skip
def test_a_decimal_is_its_unscaled_number(text: str, number: int) -> None:
    assert unscaled(text, 9, 2) == number


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("1.999", "more than 2 digits after"),
        ("12345678", "more than 7 digits before"),
        ("1e999999999", "digits before"),
        ("1e-999999999", "digits after"),
        ("1e9999999999", "is not a decimal"),
        ("NaN", "is not a decimal"),
        ("", "is not a decimal"),
        (".", "is not a decimal"),
        ("1,5", "is not a decimal"),
        ("1_000", "is not a decimal"),
        ("٣", "is not a decimal"),
        ("9" * 5_000, "too many digits"),
    ],
)
def test_what_does_not_fit_is_refused(text: str, what: str) -> None:
    assert what in problem(unscaled, text, 9, 2).what


@pytest.mark.parametrize("text", ["0", "-0.000", "0e999999999", "0e-999999999"])
def test_nothing_is_nothing_in_any_spelling(text: str) -> None:
    assert unscaled(text, 1, 0) == 0


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "00"), (127, "7f"), (128, "0080"), (-128, "80"), (-129, "ff7f"), (1999, "07cf")]
)
def test_the_bytes_are_big_integers(number: int, shown: str) -> None:
    assert twos_complement(number).hex() == shown


@given(st.integers(), st.integers(0, 30))
def test_a_decimal_is_read_from_its_text_again(number: int, scale: int) -> None:
    text = to_text(twos_complement(number), scale)
    assert text is not None
    assert unscaled(text, 4_000, scale) == number
    assert Decimal(text) == Decimal(number).scaleb(-scale) or len(str(number)) > 25


@pytest.mark.parametrize(
    ("text", "shown"), [("1.50", "04009604"), ("1E+3", "020105"), ("-1", "02ff00"), ("0", "020000"), ("0.00", "020004")]
)
def test_a_big_decimal_keeps_the_scale_it_is_written_with(text: str, shown: str) -> None:
    """BigDecimalConversion: the unscaled value as Avro bytes, then the scale as an Avro int."""
    assert big_decimal(text).hex() == shown


@given(st.integers(), st.integers(-200, 200))
def test_a_big_decimal_is_read_from_its_text_again(number: int, scale: int) -> None:
    data = big_decimal(f"{number}E{-scale:+}")
    text = big_decimal_text(data)
    assert text is not None
    assert big_decimal(text) == data


@pytest.mark.parametrize("data", [b"", b"\x00\x00", b"\x02\x01", b"\x04\x01", b"\x02\x01\x00\x00", b"\xff" * 12])
def test_other_bytes_are_no_big_decimal(data: bytes) -> None:
    assert big_decimal_text(data) is None


def test_very_many_bytes_have_no_text() -> None:
    assert to_text(bytes(10_000), 2) is None
    assert to_text(b"", 2) is None
