"""How often each key comes: against a Counter, whatever the blocks; and past the number that is told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning.key_counts import KeyCounts

KEY = st.none() | st.binary(max_size=2) | st.sampled_from([b"often", b"user-42"])


def counted(*blocks: Sequence[bytes | None], most: int = 1_000_000) -> KeyCounts:
    counts = KeyCounts(most)
    for block in blocks:
        counts.add(block)
    return counts


@given(st.lists(st.lists(KEY, max_size=40), max_size=5))
def test_it_counts_as_a_counter_does(blocks: list[list[bytes | None]]) -> None:
    counts, every = counted(*blocks), Counter(key for block in blocks for key in block)
    assert len(counts) == len(every)
    assert counts.has_null == (None in every)
    keys = [key for block in counts.blocks(3) for key in block]
    assert len(keys) == len(set(keys))
    assert set(keys) == set(every) - {None}
    found = counts.most_common()
    assert all(every[key] == times for key, times in found)
    # Those that come once are the first that came: no more of them than are wanted.
    assert [times for _, times in found] == [times for _, times in every.most_common(10)]


def test_equals_stand_in_an_order_that_is_the_same_each_time() -> None:
    keys = [b"%d" % number for number in range(2_000)]
    once, turned = counted(keys, keys), counted(keys[::-1], keys)
    assert once.most_common() == turned.most_common() == tuple((key, 2) for key in sorted(keys)[:10])
    assert counted(keys).most_common(3) == ((b"0", 1), (b"1", 1), (b"2", 1))


def test_blocks_are_as_long_as_asked() -> None:
    assert [len(block) for block in counted([b"%d" % n for n in range(25)]).blocks(10)] == [10, 10, 5]


@pytest.mark.parametrize("most", [2, 3])
def test_when_it_is_full_known_keys_are_counted_on_and_new_ones_are_not(most: int) -> None:
    counts = counted([b"a", b"b", b"c"][:most], [b"a", b"x", b"y", b"a"], most=most)
    assert counts.is_full
    assert len(counts) == most
    assert counts.most_common()[0] == (b"a", 3)


def test_nothing_at_all() -> None:
    counts = counted()
    assert (len(counts), counts.most_common(), list(counts.blocks(9)), counts.is_full) == (0, (), [], False)
