"""Our clients against the answers of the real libraries, over 20,000 keys and five partition counts (recorded.py)."""

from __future__ import annotations

from functools import cache

import pytest

from tests.end_to_end import random_keys
from tests.end_to_end.recorded import NOT_THE_SAME, REFUSED, digest, recorded
from workbench.partitioning.partitioners import clients, find

RAN = {
    "Kafka 0.8.2.2 Scala DefaultPartitioner, keys as String": "java-0.8",
    "Kafka 0.8.2.2 Scala ByteArrayPartitioner": "java-0.8-bytes",
    "Kafka 0.8.2.2 producer.internals.Partitioner": "java-0.8.2",
    "Kafka 0.10.2.2 DefaultPartitioner": "java-0.8.2",
    "Kafka 2.3.1 DefaultPartitioner": "java-0.8.2",
    "Kafka 2.4.1 DefaultPartitioner": "java-2.4",
    "Kafka 3.2.3 DefaultPartitioner": "java-2.4",
    "Kafka 3.9.1 DefaultPartitioner": "java-2.4",
    "Kafka 3.9.1 BuiltInPartitioner.partitionForKey": "java",
    "Kafka 3.9.1 Streams DefaultStreamPartitioner": "kafka-streams",
    "Kafka 3.9.1 Streams WindowedStreamPartitioner, time windows": "kafka-streams-windowed",
    "Kafka 3.9.1 Streams WindowedStreamPartitioner, session windows": "kafka-streams-session",
    "Kafka 2.4.1 RoundRobinPartitioner": "java-round-robin-2.4",
    "Kafka 3.2.3 RoundRobinPartitioner": "java-round-robin-2.4",
    "Kafka 3.9.1 RoundRobinPartitioner": "java-round-robin",
    "Kafka 2.4.1 UniformStickyPartitioner": "java-uniform-sticky",
    "Kafka 3.2.3 UniformStickyPartitioner": "java-uniform-sticky",
    "Kafka 3.9.1 UniformStickyPartitioner": "java-uniform-sticky",
    "sarama 1.61.1 NewHashPartitioner": "sarama",
    "sarama 1.61.1 NewReferenceHashPartitioner": "sarama-reference",
    "sarama 1.61.1 NewConsistentCRCHashPartitioner": "sarama-crc32",
    "sarama 1.61.1 NewCustomHashPartitioner(crc32.NewIEEE)": "sarama-custom-crc32",
    "sarama 1.61.1 NewMurmur2Partitioner": "sarama-murmur2",
    "sarama 1.61.1 NewRandomPartitioner": "sarama-random",
    "sarama 1.61.1 NewRoundRobinPartitioner": "sarama-round-robin",
    "kafka-go 0.4.51 RoundRobin": "kafka-go",
    "kafka-go 0.4.51 LeastBytes": "kafka-go-least-bytes",
    "kafka-go 0.4.51 Hash": "kafka-go-hash",
    "kafka-go 0.4.51 ReferenceHash": "kafka-go-reference-hash",
    "kafka-go 0.4.51 CRC32Balancer": "kafka-go-crc32",
    "kafka-go 0.4.51 CRC32Balancer{Consistent}": "kafka-go-crc32-consistent",
    "kafka-go 0.4.51 Murmur2Balancer": "kafka-go-murmur2",
    "kafka-go 0.4.51 Murmur2Balancer{Consistent}": "kafka-go-murmur2-consistent",
    "franz-go 1.22.2 UniformBytesPartitioner(keys)": "franz-go",
    "franz-go 1.22.2 UniformBytesPartitioner(no keys)": "franz-go-sticky",
    "franz-go 1.22.2 StickyKeyPartitioner(nil)": "franz-go-sticky-key",
    "franz-go 1.22.2 StickyKeyPartitioner(KafkaHasher(fnv1a))": "franz-go-kafka-hasher-fnv1a",
    "franz-go 1.22.2 StickyKeyPartitioner(SaramaCompatHasher(fnv1a))": "franz-go-sarama-compat-hasher",
    "franz-go 1.22.2 StickyKeyPartitioner(SaramaHasher(fnv1a))": "franz-go-sarama-hasher-fnv1a",
    "franz-go 1.22.2 StickyKeyPartitioner(SaramaHasher(crc32))": "franz-go-sarama-hasher-crc32",
    "franz-go 1.22.2 RoundRobinPartitioner": "franz-go-round-robin",
    "kafkajs 2.2.4 DefaultPartitioner": "kafkajs",
    "kafkajs 2.2.4 LegacyPartitioner": "kafkajs-1",
    "kafkajs 1.16.0 DefaultPartitioner": "kafkajs-1",
    "kafkajs 1.16.0 JavaCompatiblePartitioner": "kafkajs",
    "@platformatic/kafka 1.35.0 defaultPartitioner": "platformatic",
    "@platformatic/kafka 2.12.1 defaultPartitioner": "platformatic",
    "@platformatic/kafka 1.35.0 compatibilityPartitioner": "platformatic-compatibility",
    "@platformatic/kafka 2.12.1 compatibilityPartitioner": "platformatic-compatibility",
    "kafka-node 5.0.0 DefaultPartitioner": "kafka-node",
    "kafka-node 5.0.0 KeyedPartitioner": "kafka-node-keyed",
    "no-kafka 3.4.4 DefaultPartitioner": "no-kafka",
    "ruby-kafka 1.5.0 Partitioner": "ruby-kafka",
    "kafka-rust 0.10.0 DefaultPartitioner": "kafka-rust",
    "brod 4.6.2 hash": "brod",
    "KafkaEx 1.1.0 KafkaEx.Producer.Partitioner.Default": "kafka-ex",
    "KafkaEx 1.1.0 KafkaEx.Producer.Partitioner.Legacy": "kafka-ex-legacy",
    "pykafka 2.8.0 hashing_partitioner": "pykafka-hashing",
}
"""What ran, and the client of the catalogue that stands for it."""

NO_NULL_KEYS = {
    "brod 4.6.2 hash": "brod takes bytes only; Erlang's `undefined` would be hashed as an atom",
    "Kafka 0.8.2.2 Scala ByteArrayPartitioner": "the Scala producer asks no partitioner for a null key",
}
"""Where the function answers a null key that its library never hands to it."""


@cache
def _answers(name: str) -> str:
    keys = random_keys.random_keys()
    return digest([find(name).partitions_of(keys, count) for count in random_keys.PARTITIONS])


@pytest.mark.parametrize("label", RAN)
def test_every_partition_is_the_one_of_the_real_library(label: str) -> None:
    assert _answers(RAN[label]) == recorded()[label].sha256


@pytest.mark.parametrize("label", [label for label in RAN if label not in NO_NULL_KEYS])
def test_a_null_key_is_placed_where_the_real_library_always_puts_it_or_nowhere(label: str) -> None:
    for count, answer in zip(random_keys.PARTITIONS, recorded()[label].null, strict=True):
        promised = None if answer in (NOT_THE_SAME, REFUSED) else int(answer)
        assert find(RAN[label]).partition(None, count) == promised, f"{count} partitions"


def test_the_keys_are_of_every_length_and_both_texts_and_bytes() -> None:
    keys = random_keys.random_keys()
    assert {len(key) for key in keys} == set(range(random_keys.LONGEST + 1))
    assert len(set(keys)) > 19_000
    assert sum(key.decode(errors="replace").encode() != key for key in keys) > 6_000
    assert sum(not key.isascii() for key in keys) > 12_000


def test_every_hash_of_the_catalogue_was_run_somewhere() -> None:
    """A behaviour that no real library confirmed is named here, with what stands in for it."""
    ran = {find(name).behaviour for name in RAN.values()}
    not_run = {
        client.behaviour for client in clients() if client.partition(b"long enough for a window", 1000) is not None
    } - ran
    assert not_run == {
        "crc32, unsigned, as many bytes as characters",  # librdkafka's own function, handed fewer bytes
        "String.hashCode, sign bit cleared, of a String",  # Java's String.hashCode, run in test_real_libraries.py
    }
