"""Months, days and milliseconds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.avro.refusals import problem
from workbench.serialization.avro.durations import from_text, to_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("PT0S", "00" * 12),
        ("p2w", "000000000e00000000000000"),
        ("PT0.001S", "000000000000000001000000"),
    ],
)
def test_three_little_endian_numbers(text: str, shown: str) -> None:
    data = bytes.fromhex(shown)
    assert from_text(text) == data
    again = to_text(data)
    assert again is not None
    assert from_text(again) == data


def test_a_year_is_twelve_months_and_nothing_else_is_carried_over() -> None:
    assert from_text("P1Y2M3DT4H5M6.789S").hex() == "0e00000003000000" + (14_706_789).to_bytes(4, "little").hex()
    assert to_text(from_text("P1Y40DT25H")) == "P12M40DT90000S"


@pytest.mark.parametrize("text", ["", "P", "P1DT", "1D", "-P1D", "P1.5D", "PT1S1H", "P1H"])
def test_other_texts_are_no_durations(text: str) -> None:
    assert "is not a duration" in problem(from_text, text).what


def test_what_is_too_long_or_too_fine_is_refused() -> None:
    assert "32 bits each" in problem(from_text, "P4294967296D").what
    assert "finer than a millisecond" in problem(from_text, "PT0.0001S").what


@given(st.binary(min_size=12, max_size=12))
def test_every_duration_is_read_from_its_text_again(data: bytes) -> None:
    text = to_text(data)
    assert text is not None
    assert from_text(text) == data
