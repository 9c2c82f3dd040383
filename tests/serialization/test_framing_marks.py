"""What framings are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.errors import Part, Unserializable
from workbench.serialization.anatomy import Span
from workbench.serialization.framing_marks import Compressed, Identity, Mark, Marked, unsigned_varint

TWO = Marked("two", (Mark("a", "one", b"\1"), Mark("b", "two", b"\2\2")))


def test_marks_stand_before_the_payload() -> None:
    assert TWO.prefix == b"\1\2\2"
    assert TWO.payload_at == 3
    assert TWO.unwrap(TWO.wrap(b"x")) == b"x"
    assert TWO.spans(b"\1\2\3x") == (Span(0, 1, "a", "one"), Span(1, 3, "b", "0x0203"))
    assert TWO.spans(b"\1\2") == (Span(0, 1, "a", "one"),)


def test_a_compressed_payload_is_one_part() -> None:
    packed = Compressed(TWO, Marked("two"))
    assert (packed.name, packed.headers, packed.is_registry, packed.is_confluent) == ("two", (), True, False)
    assert packed.unwrap(packed.wrap(b"abc")) == b"abc"
    assert packed.spans(b"\1\2\2") == TWO.spans(b"\1\2\2")


@given(st.integers(0, 1 << 70))
def test_a_varint_reads_back(number: int) -> None:
    data = unsigned_varint(number)
    assert sum((byte & 0x7F) << (7 * at) for at, byte in enumerate(data)) == number
    assert [byte >> 7 for byte in data] == [1] * (len(data) - 1) + [0]


def test_only_keys_and_values_have_headers() -> None:
    assert Identity(Part.KEY).side("x") == "key"
    with pytest.raises(Unserializable):
        Identity(Part.HEADER).side("x")


def test_an_id_is_big_endian() -> None:
    assert Identity(Part.VALUE, 258).id_bytes("x", 4) == b"\0\0\1\2"
    assert Identity(Part.VALUE, 258, known_as="a v1").id_shown == "258 → a v1"
    with pytest.raises(Unserializable):
        Identity(Part.VALUE, 1 << 31).id_bytes("x", 4)
