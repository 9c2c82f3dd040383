"""The compact protocol."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.errors import Unserializable
from workbench.serialization.layout.part import Reading
from workbench.serialization.thrift.compact import CompactProtocol
from workbench.serialization.thrift.protocol import BOOL, BYTE, I16, I32, I64, STRING, FieldHead

WIRE = CompactProtocol()


@given(st.integers(-(1 << 63), (1 << 63) - 1))
def test_numbers_are_zigzag(value: int) -> None:
    reading = Reading(WIRE.whole(value, 8))
    assert WIRE.read_whole(reading, 8, "i64", "") == value
    assert not reading.left


def test_known_numbers() -> None:
    assert [WIRE.whole(value, 4).hex() for value in (0, -1, 1, -2, 300)] == ["00", "01", "02", "03", "d804"]
    assert WIRE.whole(-1, 1).hex() == "ff"
    assert WIRE.double(1.5).hex() == "000000000000f83f"


@given(st.integers(-32768, 32767), st.integers(-32768, 32767), st.sampled_from([BOOL, BYTE, I16, I32, I64, STRING]))
def test_a_field_s_head(before: int, id: int, code: int) -> None:
    data = WIRE.field(before, id, code, WIRE.truth(value=False) if code == BOOL else b"")
    reading = Reading(data)
    found = WIRE.read_field(reading, before, "")
    assert found == FieldHead(code, id, False if code == BOOL else None)
    assert len(reading.spans) == 1
    assert len(data) == 1 or not 0 < id - before <= 15


def test_collections() -> None:
    for count in (0, 14, 15, 300):
        reading = Reading(WIRE.items(I32, count))
        assert WIRE.read_items(reading, "") == (I32, count)
        assert len(reading.spans) == 1
        reading = Reading(WIRE.pairs(STRING, I32, count))
        assert WIRE.read_pairs(reading, "") == ((STRING, I32, count) if count else (0, 0, 0))


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(Unserializable, match="does not end"):
        WIRE.read_length(Reading(b"\xff" * 11), "length", "")
    with pytest.raises(Unserializable, match="does not fit an i16"):
        WIRE.read_whole(Reading(WIRE.whole(1 << 20, 4)), 2, "i16", "")
    with pytest.raises(Unserializable):
        WIRE.read_length(Reading(b"\xff"), "length", "")


def test_a_number_that_is_no_type_is_taken_for_none() -> None:
    found = WIRE.read_field(Reading(b"\x1f"), 0, "")
    assert found is not None
    assert found.code > 0xFF
