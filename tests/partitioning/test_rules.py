"""Hash it, ignore it, or always the same; null and empty apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning import behaviours
from workbench.partitioning.picks import RANDOM, STICKY
from workbench.partitioning.placement import Step
from workbench.partitioning.rules import (
    MAX_PARTITIONS,
    FixedPartitioner,
    HashPartitioner,
    KeylessPartitioner,
    Rule,
)

RULES: dict[str, Rule] = {
    "hashed": HashPartitioner(behaviours.FNV1A_MASKED),
    "odd": HashPartitioner(behaviours.CRC32, null=None, empty=RANDOM),
    "keyless": KeylessPartitioner(keyed=STICKY, null=RANDOM),
    "fixed": FixedPartitioner(0),
}


@pytest.mark.parametrize("name", RULES)
@given(
    keys=st.lists(st.none() | st.just(b"") | st.binary(max_size=9), max_size=12),
    partitions=st.integers(1, 99) | st.integers(1, MAX_PARTITIONS),
)
def test_shown_quick_and_bulk_are_the_same(name: str, keys: list[bytes | None], partitions: int) -> None:
    rule = RULES[name]
    expected = [rule.place(key, partitions).partition for key in keys]
    assert [rule.partition(key, partitions) for key in keys] == expected
    assert rule.partitions_of(keys, partitions) == expected


def test_many_keys_are_placed_block_by_block() -> None:
    keys = [None, b"", *(b"%d" % number for number in range(10_000)), None]
    placed = RULES["odd"].partitions_of(keys, 12)
    assert placed == [RULES["odd"].partition(key, 12) for key in keys]


def test_no_keys_have_no_partitions() -> None:
    assert [rule.partitions_of((), 12) for rule in RULES.values()] == [[]] * 4


def test_an_empty_key_may_be_left_out_while_null_is_hashed() -> None:
    odd = RULES["odd"]
    assert (odd.partition(None, 7), odd.partition(b"", 7)) == (0, None)
    assert odd.place(b"", 7).why == "any of 7 (random): the key is empty; draws one for each record"
    assert (odd.null_words, odd.empty_words) == ("hashed as no bytes", "any (random)")
    assert odd.place(None, 7).steps[0] == Step("null key", "as empty")


def test_a_client_that_ignores_keys_promises_nothing() -> None:
    keyless = RULES["keyless"]
    assert keyless.partition(b"k", 3) is None
    assert keyless.place(None, 3).steps[-1] == Step("of 3", "any (random)")
    assert keyless.place(b"k", 3).steps[-1] == Step("of 3", "any (sticky)")
    assert (keyless.behaviour, keyless.null_words, keyless.empty_words) == (
        "the key is ignored: sticky",
        "any (random)",
        "any (sticky)",
    )


def test_always_the_same_partition() -> None:
    fixed = RULES["fixed"]
    assert fixed.place(b"k", 3).steps == (Step("key", "ignored"), Step("always", "0"))
    assert fixed.place(None, 3).partition == 0
    assert fixed.behaviour == "the key is ignored: always partition 0"
    assert fixed.null_words == fixed.empty_words == "partition 0"


@pytest.mark.parametrize("partitions", [0, -1, MAX_PARTITIONS + 1])
@pytest.mark.parametrize("name", RULES)
def test_refuses_a_count_that_no_topic_has(name: str, partitions: int) -> None:
    with pytest.raises(ValueError, match=r"a topic cannot have .* partitions; valid: 1 to 2,147,483,647"):
        RULES[name].place(b"k", partitions)
