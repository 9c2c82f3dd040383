"""Topics, partitions and replicas: what is missing, and whether it still is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.delivery.teaching.choosing import step
from tests.delivery.teaching.lessons import CASES, WHOLE
from workbench.delivery.teaching.facts import UNKNOWN, Facts
from workbench.delivery.teaching.topics import LESSONS


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            Facts(topic="order"),
            "create the topic 'order' first, or choose one that there is; the workbench never creates",
        ),
        (
            Facts(topic="orders", partitions=12, partition=3),
            "send it again; the cluster names the topic 'orders' now, with",
        ),
        (
            Facts(topic="orders", partitions=12, partition=12),
            "choose a partition from 0 to 11; the topic 'orders' has 12",
        ),
    ],
)
def test_an_unknown_topic_an_unknown_partition_and_one_that_is_known_by_now(facts: Facts, words: str) -> None:
    assert step(LESSONS, "UNKNOWN_TOPIC_OR_PART", facts).startswith(words)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (WHOLE, "bring back the brokers that hold partition 4 of 'orders'; 1 of 3 replicas in sync now and"),
        (replace(WHOLE, in_sync=2), "send it again; 2 of 3 replicas in sync now, which is enough"),
        (replace(WHOLE, in_sync=3, min_in_sync=None), "send it again; 3 of 3 replicas in sync now"),
        (CASES["too few replicas"], "lower min.insync.replicas of the topic 'orders', 2 now, or give it more replicas"),
        (UNKNOWN, "bring back the brokers that hold the partition; acks=1"),
    ],
)
def test_too_few_replicas_in_sync(facts: Facts, words: str) -> None:
    assert step(LESSONS, "NOT_ENOUGH_REPLICAS", facts).startswith(words)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (WHOLE, "send it again; broker 2 at kafka-2:9092 leads partition 4 of 'orders' now"),
        (replace(WHOLE, leader_up=False), "bring back broker 2 at kafka-2:9092, which leads"),
        (CASES["no leader"], "start the brokers that hold partition 4 of 'orders'; it has no leader now"),
    ],
)
def test_a_partition_without_its_leader(facts: Facts, words: str) -> None:
    assert step(LESSONS, "LEADER_NOT_AVAILABLE", facts).startswith(words)
