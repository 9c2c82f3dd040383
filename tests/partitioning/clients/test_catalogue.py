"""The catalogue as a whole: every library that was run has its client, and every client says what it must."""

from __future__ import annotations

import pytest

from tests.partitioning import vectors
from workbench.partitioning.client import Client
from workbench.partitioning.partitioners import clients, find

PANE = 46

CLIENT_OF = {
    "@platformatic/kafka/compatibilityPartitioner": "platformatic-compatibility",
    "@platformatic/kafka/defaultPartitioner": "platformatic",
    "aiokafka/DefaultPartitioner": "aiokafka",
    "brod/hash (erlang:phash2(Key) rem N)": "brod",
    "confluent-kafka-python/Producer(default)": "confluent-kafka-python",
    "confluent-kafka-python/Producer(partitioner=consistent)": "consistent",
    "confluent-kafka-python/Producer(partitioner=consistent_random)": "consistent_random",
    "confluent-kafka-python/Producer(partitioner=fnv1a)": "fnv1a",
    "confluent-kafka-python/Producer(partitioner=fnv1a_random)": "fnv1a_random",
    "confluent-kafka-python/Producer(partitioner=murmur2)": "murmur2",
    "confluent-kafka-python/Producer(partitioner=murmur2_random)": "murmur2_random",
    "confluent_kafka.consistent": "consistent",
    "confluent_kafka.fnv1a": "fnv1a",
    "confluent_kafka.murmur2": "murmur2",
    "franz-go/StickyKeyPartitioner(KafkaHasher(fnv1a))": "franz-go-kafka-hasher-fnv1a",
    "franz-go/StickyKeyPartitioner(SaramaCompatHasher(fnv1a))": "franz-go-sarama-compat-hasher",
    "franz-go/StickyKeyPartitioner(SaramaHasher(crc32))": "franz-go-sarama-hasher-crc32",
    "franz-go/StickyKeyPartitioner(SaramaHasher(fnv1a))": "franz-go-sarama-hasher-fnv1a",
    "franz-go/StickyKeyPartitioner(nil)": "franz-go-sticky-key",
    "franz-go/UniformBytesPartitioner(keys=true)": "franz-go",
    "java-scala-0.8/ByteArrayPartitioner": "java-0.8-bytes",
    "java/BuiltInPartitioner.partitionForKey": "java",
    "kafka-go/CRC32Balancer{Consistent}": "kafka-go-crc32-consistent",
    "kafka-go/CRC32Balancer{}": "kafka-go-crc32",
    "kafka-go/Hash": "kafka-go-hash",
    "kafka-go/Murmur2Balancer{}": "kafka-go-murmur2",
    "kafka-go/ReferenceHash": "kafka-go-reference-hash",
    "kafka-node/KeyedPartitioner": "kafka-node-keyed",
    "kafka-python/DefaultPartitioner": "kafka-python",
    "kafka-python/StickyPartitioner": "kafka-python-sticky",
    "kafka-rust/DefaultPartitioner": "kafka-rust",
    "kafka_ex/Partitioner.Default": "kafka-ex",
    "kafka_ex/Partitioner.Legacy": "kafka-ex-legacy",
    "kafkajs/DefaultPartitioner": "kafkajs",
    "kafkajs/LegacyPartitioner": "kafkajs-1",
    "librdkafka/consistent": "consistent",
    "librdkafka/consistent_random": "consistent_random",
    "librdkafka/fnv1a": "fnv1a",
    "librdkafka/fnv1a_random": "fnv1a_random",
    "librdkafka/murmur2": "murmur2",
    "librdkafka/murmur2_random": "murmur2_random",
    "no-kafka/DefaultPartitioner": "no-kafka",
    "pykafka/hashing_partitioner": "pykafka-hashing",
    "redpanda-pandaproxy/murmur2_key_partitioner": "redpanda-proxy",
    "ruby-kafka/Partitioner(crc32)": "ruby-kafka",
    "ruby-kafka/Partitioner(murmur2)": "ruby-kafka-murmur2",
    "sarama/NewConsistentCRCHashPartitioner": "sarama-crc32",
    "sarama/NewCustomHashPartitioner(crc32.NewIEEE)": "sarama-custom-crc32",
    "sarama/NewHashPartitioner": "sarama",
    "sarama/NewMurmur2Partitioner": "sarama-murmur2",
    "sarama/NewReferenceHashPartitioner": "sarama-reference",
}
"""Library and class that were run, to the client's name."""

WITHOUT_EMPTY = {"redpanda-proxy", "consistent_random", "confluent-kafka-python", "kafka-go-crc32", "kafka-rust"}
"""Those that take an empty key for none; what was run of them is the hash alone."""


def test_every_library_that_was_run_has_its_client() -> None:
    assert set(CLIENT_OF) == set(vectors.members())


@pytest.mark.parametrize("member", CLIENT_OF)
def test_each_places_as_the_library_did(member: str) -> None:
    client = find(CLIENT_OF[member])
    rows = vectors.behaviour(vectors.behaviour_of(member))
    expected = [None if not key and client.name in WITHOUT_EMPTY else partition for key, _, partition in rows]
    assert [client.place(key, count).partition for key, count, _ in rows] == expected
    assert [client.partition(key, count) for key, count, _ in rows] == expected


@pytest.mark.parametrize("client", clients(), ids=lambda client: client.name)
def test_each_says_who_it_is(client: Client) -> None:
    assert client.name == client.name.lower()
    assert all(character.isalnum() or character in "-._" for character in client.name)
    assert 0 < len(client.about) <= (PANE if client.family != "librdkafka" else 53)
    assert all((client.family, client.versions, client.source, client.note, client.spoken, client.behaviour))
    assert len(client.note) <= 250


@pytest.mark.parametrize("client", clients(), ids=lambda client: client.name)
@pytest.mark.parametrize("key", [None, b"", b"user-42", b"\xff\xfe", b"0123456789abcdef0123456789abcdef"])
def test_each_working_ends_in_the_answer_and_fits_the_pane(client: Client, key: bytes | None) -> None:
    placement = client.place(key, 1_000)
    widest = max(len(step.what) for step in placement.steps) + 2 + max(len(step.value) for step in placement.steps)
    assert widest <= PANE
    if placement.partition is None:
        assert placement.steps[-1].value.startswith(("any (", "none ("))
        assert placement.why
    else:
        assert placement.steps[-1].value == str(placement.partition)


@pytest.mark.parametrize("client", clients(), ids=lambda client: client.name)
def test_the_words_for_null_and_empty_are_what_happens(client: Client) -> None:
    for key, words in ((None, client.null), (b"", client.empty)):
        placement = client.place(key, 50)
        if placement.partition is None:
            assert placement.steps[-1].value == words
        else:
            assert words in ("hashed as no bytes", f"partition {placement.partition}")


@pytest.mark.parametrize("client", clients(), ids=lambda client: client.name)
def test_keys_in_bulk_as_each_alone(client: Client) -> None:
    keys = [vector.key for vector in vectors.all_keys()] + [None, b""]
    assert client.partitions_of(keys, 50) == [client.partition(key, 50) for key in keys]


def test_equal_behaviour_is_shared() -> None:
    rules = {client.rule for client in clients()}
    assert len(rules) < len(clients()) * 2 // 3
    assert find("java").rule == find("spark").rule == find("ksqldb").rule
    assert find("kcat").rule == find("confluent-kafka-go").rule == find("consistent_random").rule
    assert find("kafka-python").rule == find("sarama-murmur2").rule != find("java").rule
