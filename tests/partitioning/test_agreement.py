"""Who wrote a topic, told from where its keys lie."""

from __future__ import annotations

import pytest

from workbench.partitioning.agreement import SAMPLE, agreement
from workbench.partitioning.partitioners import find

KEYS = [b"user-%d" % number for number in range(600)]


def placed(client: str, partitions: int, keys: list[bytes] = KEYS) -> list[tuple[bytes, int]]:
    found = find(client).partitions_of(keys, partitions)
    return [(key, partition or 0) for key, partition in zip(keys, found, strict=True)]


@pytest.mark.parametrize("client", ["java", "sarama", "confluent-kafka-python", "kafkajs-1", "redpanda-proxy", "brod"])
def test_the_client_that_wrote_it_agrees_on_every_key(client: str) -> None:
    best, *others = agreement(placed(client, 12), 12)
    assert client in {one.name for one in best.clients}
    assert (best.share, best.of) == (1.0, 600)
    assert all(one.share < 0.7 for one in others)


def test_clients_that_cannot_be_told_apart_are_one_entry() -> None:
    best = agreement(placed("java", 16), 16)[0]
    names = {one.name for one in best.clients}
    assert {"java", "kafka-python", "redpanda-proxy", "platformatic"} <= names


def test_two_writers_give_neither_all_keys() -> None:
    mixed = placed("java", 12, KEYS[:300]) + placed("sarama", 12, KEYS[300:])
    found = agreement(mixed, 12)
    assert 0.5 < found[0].share < 0.65


def test_a_large_topic_is_sampled_evenly() -> None:
    keys = [b"%d" % number for number in range(3 * SAMPLE + 1)]
    assert agreement(placed("java", 12, keys), 12)[0].of <= SAMPLE


def test_a_key_that_comes_often_is_no_better_witness_than_another() -> None:
    wrong = next(key for key in KEYS if find("java").partition(key, 12) == find("sarama").partition(key, 12))
    best = agreement(placed("java", 12, KEYS[:50] + [wrong] * 5_000), 12)[0]
    assert "java" in {one.name for one in best.clients}
    assert best.of in (50, 51)


def test_empty_keys_which_many_clients_take_for_none_say_nothing() -> None:
    found = agreement([*placed("consistent_random", 12), (b"", 3), (b"", 7)], 12)[0]
    assert (found.of, found.share) == (600, 1.0)


def test_no_keys_agree_with_nobody() -> None:
    assert all((one.agreeing, one.share) == (0, 0.0) for one in agreement([], 12))
