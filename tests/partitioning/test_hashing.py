"""A hash, its sign and the modulo, step by step."""

from __future__ import annotations

import pytest

from workbench.partitioning import behaviours
from workbench.partitioning.hashing import ABSOLUTE, MASKED, Turn, hexadecimal, int32
from workbench.partitioning.placement import Step


def turned(turns: tuple[Turn, ...], number: int) -> list[int]:
    results = [number]
    for turn in turns:
        results.append(turn.turn(results[-1]))
    return results


@pytest.mark.parametrize(("number", "signed"), [(0, 0), (2**31 - 1, 2**31 - 1), (2**31, -(2**31)), (2**32 - 1, -1)])
def test_int32_reads_the_same_bits_as_signed(number: int, signed: int) -> None:
    assert int32(number) == signed


def test_masked_is_not_absolute() -> None:
    minus_five = 2**32 - 5
    assert turned(MASKED, minus_five) == [minus_five, 2147483643]
    assert turned(ABSOLUTE, minus_five) == [minus_five, -5, 5]


def test_absolute_of_the_smallest_int32_stays_positive() -> None:
    assert turned(ABSOLUTE, 2**31)[-1] == 2**31


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0x00000000"), (0xD067CF64, "0xd067cf64"), (2**160 - 1, "0xffffffff…ffffffff")],
)
def test_hashes_are_written_in_hex_long_ones_by_their_ends(number: int, written: str) -> None:
    assert hexadecimal(number) == written


def test_the_steps_end_in_the_answer_and_begin_with_what_came_before() -> None:
    placement = behaviours.KAFKA_NODE.place(b"user-42", 12, Step("null key", "as empty"))
    assert placement.steps == (
        Step("null key", "as empty"),
        Step("31 * h + UTF-16 unit, from 0", "7 of 7 B"),
        Step("31 * h + unit", hexadecimal(placement.hash or 0)),
        Step("& 0x7fffffff", hexadecimal((placement.hash or 0) & 0x7FFFFFFF)),
        Step("0 becomes 1", hexadecimal((placement.hash or 0) & 0x7FFFFFFF)),
        Step("mod 12", str(placement.partition)),
    )
