"""Clients that hash a part of the key: the part, the keys that have none, many keys at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning import behaviours
from workbench.partitioning.picks import NO_STRING, NO_WINDOW, STICKY
from workbench.partitioning.placement import Step
from workbench.partitioning.rules import HashPartitioner
from workbench.partitioning.trimming import (
    AS_CHARACTERS,
    SESSION_WINDOW,
    STRING,
    TIME_WINDOW,
    TrimmingPartitioner,
)

CRC32 = HashPartitioner(behaviours.CRC32, empty=STICKY)
RUBY = TrimmingPartitioner(CRC32, AS_CHARACTERS, STICKY)
WINDOWED = TrimmingPartitioner(HashPartitioner(behaviours.MURMUR2), TIME_WINDOW, NO_WINDOW)
SESSION = TrimmingPartitioner(HashPartitioner(behaviours.MURMUR2), SESSION_WINDOW, NO_WINDOW)
SCALA = TrimmingPartitioner(HashPartitioner(behaviours.JAVA_STRING), STRING, NO_STRING)


def test_ruby_counts_characters_and_cuts_bytes() -> None:
    placement = RUBY.place("한국".encode(), 12)
    assert placement.steps[0] == Step("as many B as characters", "2 of 6 B")
    assert placement.steps[1:] == CRC32.place("한국".encode()[:2], 12).steps
    assert RUBY.partition(b"user-42", 12) == CRC32.partition(b"user-42", 12)
    assert RUBY.partition(b"\xff\xfe", 12) == CRC32.partition(b"\xff\xfe", 12)


@given(st.binary(max_size=12), st.binary(min_size=8, max_size=8), st.integers(1, 99))
def test_a_window_leaves_the_partition_alone(base: bytes, window: bytes, partitions: int) -> None:
    expected = WINDOWED.rule.partition(base, partitions)
    assert WINDOWED.partition(base + window, partitions) == expected
    assert SESSION.partition(base + window * 2, partitions) == expected


def test_a_key_of_another_kind_has_no_number() -> None:
    placement = WINDOWED.place(b"user-42", 12)
    assert placement.partition is None
    assert placement.why.startswith("any of 12 (not known): the key is of another kind; it is shorter than the window")
    assert SCALA.partition(b"\xff", 12) is None
    assert SCALA.partition(b"k", 12) is not None


@pytest.mark.parametrize(
    ("rule", "null", "empty"),
    [
        (RUBY, "any (sticky)", "any (sticky)"),
        (WINDOWED, "any (sticky)", "any (not known)"),
        (SCALA, "any (sticky)", "hashed as no bytes"),
    ],
)
def test_null_and_empty(rule: TrimmingPartitioner, null: str, empty: str) -> None:
    assert (rule.null_words, rule.empty_words) == (null, empty)
    assert rule.place(None, 12).steps[-1].value == null
    assert (rule.partition(b"", 12) is None) == empty.startswith("any")


def test_the_behaviour_says_of_what() -> None:
    assert RUBY.behaviour == "crc32, unsigned, as many bytes as characters"


@pytest.mark.parametrize("rule", [RUBY, WINDOWED, SESSION, SCALA])
@given(keys=st.lists(st.none() | st.binary(max_size=20), max_size=20), partitions=st.integers(1, 99))
def test_many_keys_as_each_alone(rule: TrimmingPartitioner, keys: list[bytes | None], partitions: int) -> None:
    expected = [rule.place(key, partitions).partition for key in keys]
    assert [rule.partition(key, partitions) for key in keys] == expected
    assert rule.partitions_of(keys, partitions) == expected
