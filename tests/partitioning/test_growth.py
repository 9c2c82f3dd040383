"""What if a topic had another count: against placing each key twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning.growth import what_if
from workbench.partitioning.partitioners import find

NUMBERED = [b"user-%d" % number for number in range(20_000)]


@given(
    keys=st.lists(st.binary(max_size=8), max_size=40),
    now=st.integers(1, 20),
    then=st.integers(1, 20),
    client=st.sampled_from(["java", "sarama", "consistent_random", "kafkajs-1"]),
)
def test_a_key_moves_where_the_client_places_it_elsewhere(keys: list[bytes], now: int, then: int, client: str) -> None:
    [growth] = what_if(keys, find(client), now, (then,))
    places = [(find(client).partition(key, now), find(client).partition(key, then)) for key in set(keys)]
    assert growth.keys == len(set(keys))
    assert growth.moved == sum(before != after for before, after in places)
    assert growth.unplaced == sum(after is None for _, after in places)


def test_from_12_to_24_half_of_the_keys_move_and_their_order_breaks() -> None:
    now, grown = what_if(NUMBERED, find("java"), 12, (12, 24))
    assert now.moved == 0
    assert now.sentence.startswith("This is how the topic is now.")
    assert 0.45 < grown.moved / grown.keys < 0.55
    assert f"From 12 to 24, {grown.moved:,} of 20,000 keys move: for those the order per key breaks" in grown.sentence


@pytest.mark.parametrize("count", [1, 2, 4, 8, 16, 1024])
def test_powers_of_two_hide_a_client_that_forgot_the_sign_bit(count: int) -> None:
    [growth] = what_if(NUMBERED[:500], find("java"), 12, (count,))
    assert growth.sign_bug == 0
    assert ("hides a client that forgot" in growth.sentence) == (count > 1)


@pytest.mark.parametrize("count", [6, 7, 12, 50])
def test_the_others_show_it_on_as_many_keys_as_really_differ(count: int) -> None:
    [growth] = what_if(NUMBERED[:2_000], find("java"), 12, (count,))
    masked, unmasked = find("java"), find("redpanda-proxy")
    differing = sum(masked.partition(key, count) != unmasked.partition(key, count) for key in NUMBERED[:2_000])
    assert growth.sign_bug == differing / 2_000 > 0.3


def test_fewer_partitions_are_another_topic() -> None:
    [growth] = what_if(NUMBERED[:100], find("java"), 12, (6,))
    assert growth.sentence.startswith("Kafka never takes partitions away")


def test_of_keys_without_a_number_nothing_is_said() -> None:
    [growth] = what_if([b"a", b"b"], find("random"), 12, (24,))
    assert growth.sentence.startswith("No number is promised")
    assert (growth.moved, growth.unplaced) == (0, 2)


def test_no_keys_at_all() -> None:
    [growth] = what_if([], find("java"), 12, (24,))
    assert (growth.keys, growth.moved, growth.sentence) == (0, 0, "From 12 to 24, no key moves.")


def test_a_count_that_no_topic_has_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot have 0 partitions"):
        what_if([b"a"], find("java"), 12, (0,))
