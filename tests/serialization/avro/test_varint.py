"""Zigzag varints, against the specification's examples and hypothesis."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.serialization.avro.varint import read_varint, varint

LEAST, MOST = -(1 << 63), (1 << 63) - 1


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "00"), (-1, "01"), (1, "02"), (-2, "03"), (2, "04"), (-64, "7f"), (64, "8001")]
)
def test_the_specifications_examples(number: int, shown: str) -> None:
    assert varint(number).hex() == shown


@given(st.integers(LEAST, MOST), st.binary(max_size=3))
@example(LEAST, b"")
@example(MOST, b"")
def test_a_number_is_read_again_wherever_it_stands(number: int, before: bytes) -> None:
    written = varint(number)
    assert read_varint(before + written + b"\x80", len(before)) == (number, len(before) + len(written))
    assert len(written) <= 10


@pytest.mark.parametrize("data", [b"", b"\x80", b"\xff" * 10])
def test_what_has_no_end_is_an_index_error(data: bytes) -> None:
    with pytest.raises(IndexError):
        read_varint(data, 0)
