"""Keys side by side in one integer: packing, the order of the answers, keys of rare and of great lengths."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning.lanes import Lanes, Words, many, octets, rotated

FULL = 0xFFFFFFFF


def last_word(words: Words, length: int, ones: Lanes) -> Lanes:
    return words[-1]


def one_last_word(key: bytes) -> int:
    start = (len(key) - 1) // 4 * 4
    return int.from_bytes(key[start:], "little") if key else 0


@given(st.lists(st.binary(max_size=9), max_size=60))
def test_the_answers_stand_in_the_order_of_the_keys(keys: list[bytes]) -> None:
    assert list(many(keys, last_word, one_last_word)) == [one_last_word(key) for key in keys]


def test_keys_of_one_length_go_together_and_few_go_alone() -> None:
    together: list[int] = []
    alone: list[bytes] = []

    def in_lanes(words: Words, length: int, ones: Lanes) -> Lanes:
        together.append(length)
        return ones * length

    def one(key: bytes) -> int:
        alone.append(key)
        return len(key)

    keys = [b"abc", b"abcde", b""] * 9 + [b"rare", b"x" * 2000] * 3
    assert list(many(keys, in_lanes, one)) == [len(key) for key in keys]
    assert sorted(together) == [3, 5]
    assert {len(key) for key in alone} == {0, 4, 2000}


@given(st.lists(st.binary(min_size=7, max_size=7), min_size=9, max_size=20))
def test_octets_are_the_keys_bytes_in_order(keys: list[bytes]) -> None:
    def third(words: Words, length: int, ones: Lanes) -> Lanes:
        return list(octets(words, length, ones))[5]

    assert list(many(keys, third, lambda key: key[5])) == [key[5] for key in keys]


@given(st.lists(st.integers(0, FULL), min_size=1, max_size=9), st.integers(1, 31))
def test_rotation_stays_within_its_lane(numbers: Sequence[int], left: int) -> None:
    ones = sum(1 << 64 * index for index in range(len(numbers)))
    side_by_side = sum(number << 64 * index for index, number in enumerate(numbers))
    turned = rotated(side_by_side, left, ones * FULL)
    expected = [(number << left | number >> 32 - left) & FULL for number in numbers]
    assert [turned >> 64 * index & (2**64 - 1) for index in range(len(numbers))] == expected
