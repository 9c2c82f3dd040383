"""One key under all clients: the landings, and the sentences that say what they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning.client import Client
from workbench.partitioning.comparison import Comparison, Landing, compare, same_on_every_key, sentence
from workbench.partitioning.partitioners import clients, find

KEY = b"user-42"


def names(landing: Landing) -> list[str]:
    return [client.name for client in landing.clients]


def landing_of(comparison: Comparison, name: str) -> Landing:
    [landing] = [landing for landing in comparison.landings if find(name) in landing.clients]
    return landing


def said(comparison: Comparison, name: str) -> str:
    return sentence(comparison, landing_of(comparison, name))


@given(st.none() | st.binary(max_size=20), st.integers(1, 100))
def test_every_client_lands_once_and_where_it_places_the_key(key: bytes | None, partitions: int) -> None:
    comparison = compare(key, partitions)
    assert comparison.partition == find("java").partition(key, partitions)
    landed = [(client, landing.partition) for landing in comparison.landings for client in landing.clients]
    assert len(landed) == len(clients())
    assert dict(landed) == {client: client.partition(key, partitions) for client in clients()}


@given(st.none() | st.binary(max_size=20), st.integers(1, 100), st.sampled_from(["java", "sarama", "kafka-go"]))
def test_the_references_landing_is_first_then_by_partition_any_last(
    key: bytes | None, partitions: int, reference: str
) -> None:
    comparison = compare(key, partitions, reference)
    assert [landing.is_reference for landing in comparison.landings] == [
        True,
        *(False for _ in comparison.landings[1:]),
    ]
    assert find(reference) in comparison.landings[0].clients
    rest = [landing.partition for landing in comparison.landings[1:]]
    numbers = [partition for partition in rest if partition is not None]
    assert numbers == sorted(numbers)
    assert None not in rest[:-1]


def test_some_clients_only_and_the_reference_with_them() -> None:
    comparison = compare(KEY, 12, clients=[find("sarama"), find("kafka-go"), find("murmur2")])
    assert [(landing.partition, names(landing)) for landing in comparison.landings] == [
        (4, ["java", "murmur2"]),
        (3, ["sarama"]),
        (None, ["kafka-go"]),
    ]


def test_what_libraries_do_by_default_comes_first() -> None:
    landing = landing_of(compare(KEY, 12), "consistent_random")
    defaults = [client.default for client in landing.clients]
    assert defaults == sorted(defaults, reverse=True)
    assert names(landing)[:2] == ["consistent_random", "confluent-kafka-python"]


@pytest.mark.parametrize("partitions", [0, 2**31])
def test_refuses_a_count_that_no_topic_has(partitions: int) -> None:
    with pytest.raises(ValueError, match="a topic cannot have"):
        compare(KEY, partitions)


def test_refuses_a_reference_that_is_no_client() -> None:
    with pytest.raises(LookupError, match="there is no partitioner 'jav'; did you mean java"):
        compare(KEY, 12, "jav")


def test_the_sentence_for_those_who_part_ways() -> None:
    some = [find(name) for name in ("sarama", "kafka-rust", "kafka-go")]
    comparison = compare(KEY, 12, clients=some)
    assert said(comparison, "sarama") == (
        "a Go service on Sarama's default would put this on partition 3: joins and compaction across the two break"
    )
    assert said(comparison, "kafka-go") == (
        "a Go service on kafka-go's default would put this on any of 12 partitions: "
        "no order within the key, and joins and compaction across the two break"
    )
    assert said(comparison, "java") == "a Java service puts this on partition 4"


def test_a_crowd_is_named_by_its_defaults_and_counted() -> None:
    text = said(compare(KEY, 12), "sarama")
    assert text.startswith("a Go service on Sarama's default, kaf produce, a CockroachDB changefeed and ")
    assert text.endswith(" more would put this on partition 3: joins and compaction across the two break")


def test_with_the_reference_on_every_key_or_by_chance() -> None:
    some = [find(name) for name in ("kafka-python", "platformatic")]
    assert said(compare(KEY, 12, clients=some), "java") == (
        "a Java service puts this on partition 4, as every key with a Python service on kafka-python: joins and "
        "compaction hold; by chance so would a Node service on @platformatic/kafka, other keys part ways"
    )
    assert said(compare(KEY, 16, clients=some), "java") == (
        "a Java service puts this on partition 12, as every key with a Python service on kafka-python and a Node "
        "service on @platformatic/kafka: joins and compaction hold; with a Node service on @platformatic/kafka only "
        "as long as the count is a power of two"
    )


def test_where_the_reference_promises_nothing() -> None:
    some = [find(name) for name in ("murmur2", "sarama")]
    comparison = compare(None, 12, clients=some)
    assert comparison.partition is None
    assert said(comparison, "java") == (
        "a Java service and a Go service on Sarama's default would put this on any of 12 partitions"
    )
    assert said(comparison, "murmur2") == (
        "a librdkafka producer with partitioner=murmur2 would put this on partition 9 each time, a Java service on any"
    )


@pytest.mark.parametrize(
    ("one", "other", "partitions", "same"),
    [
        ("java", "kafka-python", 12, True),
        ("java", "platformatic", 12, False),
        ("java", "platformatic", 16, True),
        ("java", "sarama", 1, True),
        ("java", "sarama", 16, False),
        ("sarama", "sarama-reference", 2, True),
        ("sarama", "sarama-reference", 4, False),
        ("kafka-node", "kafka-node", 12, True),
        ("random", "random", 12, False),
        ("java", "rdkafka-ruby-partition-key", 12, False),
    ],
)
def test_same_on_every_key(one: str, other: str, partitions: int, same: bool) -> None:
    assert same_on_every_key(find(one), find(other), partitions) is same


@given(
    st.sampled_from(clients()),
    st.sampled_from(clients()),
    st.binary(min_size=1, max_size=20),
    st.sampled_from([1, 2, 3, 4, 8, 12, 1024]),
)
def test_those_said_to_be_the_same_are(one: Client, other: Client, key: bytes, partitions: int) -> None:
    if same_on_every_key(one, other, partitions):
        assert one.partition(key, partitions) == other.partition(key, partitions) is not None
