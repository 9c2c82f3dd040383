"""How each hash cuts a key up, in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning import workings
from workbench.partitioning.placement import Step

ALL = ("murmur2", "murmur2_in_doubles", "java_bytes", "java_string", "phash2", "xxh32")


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("murmur2", b"user-42", "1, tail 2d 34 32"),
        ("murmur2", b"user-421", "2, no tail"),
        ("murmur2", b"", "0, no tail"),
        ("murmur2_in_doubles", b"user-42", "2, tail 2d 34 32 twice"),
        ("murmur2_in_doubles", b"user", "1, no tail"),
        ("java_bytes", b"user", "4, signed"),
        ("java_string", "한국".encode(), "2 of 6 B"),
        ("phash2", b"0123456789abcde", "1, then 3 B and the length"),
        ("xxh32", b"0" * 39, "2, 1, 3"),
    ],
)
def test_the_parts_and_the_tail(name: str, key: bytes, value: str) -> None:
    [step] = getattr(workings, name)(key)
    assert step.value == value


def test_kafkajs_1_says_that_its_loop_is_not_floored() -> None:
    assert workings.murmur2_in_doubles(b"user-42") == (Step("words, i < 7/4", "2, tail 2d 34 32 twice"),)


@pytest.mark.parametrize("name", ALL)
@given(key=st.binary(max_size=40) | st.integers(10_000, 99_999).map(bytes))
def test_they_fit_the_pane(name: str, key: bytes) -> None:
    assert all(len(step.what) + 2 + len(step.value) <= 46 for step in getattr(workings, name)(key))
