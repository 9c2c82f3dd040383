"""The parts carry more clients than librdkafka: those with other signs and other keys left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.partitioning import vectors
from workbench.partitioning import hashes
from workbench.partitioning.placement import Step
from workbench.partitioning.rules import (
    ABSOLUTE,
    MASKED,
    MAX_PARTITIONS,
    RANDOM,
    STICKY,
    UNSIGNED,
    HashPartitioner,
    KeylessPartitioner,
    Turn,
    int32,
)

OTHERS = {
    "murmur2_unsigned": HashPartitioner("murmur2_unsigned", "", "murmur2", hashes.murmur2, UNSIGNED),
    "fnv1a_masked": HashPartitioner("fnv1a_masked", "", "fnv1a", hashes.fnv1a, MASKED),
    "fnv1a_unsigned": HashPartitioner("fnv1a_unsigned", "", "fnv1a", hashes.fnv1a, UNSIGNED),
    "crc32_signed_abs": HashPartitioner("crc32_signed_abs", "", "crc32", hashes.crc32, ABSOLUTE),
}


def turned(turns: tuple[Turn, ...], number: int) -> list[int]:
    results = [number]
    for turn in turns:
        results.append(turn.turn(results[-1]))
    return results


@pytest.mark.parametrize("name", OTHERS)
def test_carries_clients_beside_librdkafka(name: str) -> None:
    client = OTHERS[name]
    answers = [(key, count, client.place(key, count).partition) for key, count, _ in vectors.behaviour(name)]
    assert answers == vectors.behaviour(name)
    assert answers == [(key, count, client.partition(key, count)) for key, count, _ in answers]


@given(st.sampled_from(sorted(OTHERS)), st.none() | st.binary(max_size=40), st.integers(1, MAX_PARTITIONS))
def test_quick_and_shown_are_the_same(name: str, key: bytes | None, partitions: int) -> None:
    assert OTHERS[name].partition(key, partitions) == OTHERS[name].place(key, partitions).partition


@pytest.mark.parametrize(("number", "signed"), [(0, 0), (2**31 - 1, 2**31 - 1), (2**31, -(2**31)), (2**32 - 1, -1)])
def test_int32_reads_the_same_bits_as_signed(number: int, signed: int) -> None:
    assert int32(number) == signed


def test_masked_is_not_absolute() -> None:
    minus_five = 2**32 - 5
    assert turned(MASKED, minus_five) == [minus_five, 2147483643]
    assert turned(ABSOLUTE, minus_five) == [minus_five, -5, 5]


def test_absolute_of_the_smallest_int32_stays_positive() -> None:
    assert turned(ABSOLUTE, 2**31)[-1] == 2**31


def test_an_empty_key_may_be_left_out_while_null_is_hashed() -> None:
    odd = HashPartitioner("odd", "", "crc32", hashes.crc32, UNSIGNED, null=None, empty=RANDOM)
    assert (odd.partition(None, 7), odd.partition(b"", 7)) == (0, None)
    assert odd.place(b"", 7).why == "any partition (random): the key is empty"


def test_a_client_that_ignores_keys_promises_nothing() -> None:
    round_robin = KeylessPartitioner("round_robin", "", keyed=STICKY, null=RANDOM)
    assert round_robin.partition(b"k", 3) is None
    assert round_robin.place(None, 3).why == "any partition (random): the key is null"
    assert round_robin.place(b"k", 3).steps[-1] == Step("of 3", "any (sticky)")


@pytest.mark.parametrize("partitions", [0, -1, MAX_PARTITIONS + 1])
@pytest.mark.parametrize("client", [OTHERS["fnv1a_masked"], KeylessPartitioner("random", "", keyed=RANDOM)])
def test_refuses_a_count_that_no_topic_has(client: HashPartitioner | KeylessPartitioner, partitions: int) -> None:
    with pytest.raises(ValueError, match=r"a topic cannot have .* partitions; valid: 1 to 2,147,483,647"):
        client.place(b"k", partitions)
