"""Go on confluent-kafka-go, kafka-go and franz-go; Sarama has a file of its own."""

from __future__ import annotations

from workbench.partitioning.behaviours import CRC32, FNV1A, FNV1A_MASKED, FNV1A_UNSIGNED, MURMUR2
from workbench.partitioning.client import Client
from workbench.partitioning.clients.librdkafka import CONSISTENT_RANDOM
from workbench.partitioning.picks import (
    LEAST_BACKUP,
    LEAST_BYTES,
    RANDOM,
    STICKY_64K,
    STICKY_BATCH,
    TURNS_OF_PRODUCER,
    TURNS_OF_TOPIC,
)
from workbench.partitioning.rules import HashPartitioner, KeylessPartitioner, Rule

UNIFORM_BYTES = HashPartitioner(MURMUR2, null=STICKY_64K)
"""franz-go's default, and so rpk's and kcl's."""


def _kafka_go(name: str, about: str, balancer: str, rule: Rule, note: str) -> Client:
    source, spoken = f"segmentio/kafka-go balancer.go {balancer}, run", f"a Go service on kafka-go's {balancer}"
    return Client(name, about, "Go", "0.4", source, rule, note, False, spoken)


def _franz_go(name: str, about: str, partitioner: str, rule: Rule, note: str) -> Client:
    source, spoken = f"pkg/kgo/partitioner.go {partitioner}", f"a Go service on franz-go's {partitioner}"
    return Client(name, about, "Go", "all", source, rule, note, False, spoken)


def _sticky_key(hasher: str, behaviour: HashPartitioner, suffix: str, about: str, note: str) -> Client:
    return _franz_go(f"franz-go-{suffix}", about, f"StickyKeyPartitioner({hasher})", behaviour, note)


CLIENTS: tuple[Client, ...] = (
    Client(
        "confluent-kafka-go",
        "confluent-kafka-go's default: CRC32",
        "Go",
        "all",
        "kafka/producer.go:219, rdkafka_conf.c",
        CONSISTENT_RANDOM,
        "Key: nil is null, []byte{} is empty; there is no callback. go.batch.producer ignores a message's own "
        "partition (confluent-kafka-go#112).",
        True,
        "a Go service on confluent-kafka-go's default",
    ),
    Client(
        "kafka-go",
        "kafka-go's default: the key is ignored",
        "Go",
        "0.4",
        "segmentio/kafka-go writer.go:424 RoundRobin",
        KeylessPartitioner(TURNS_OF_PRODUCER, TURNS_OF_PRODUCER),
        "Records of one key spread over all partitions: set Balancer. One counter for all topics of the Writer "
        "(#1300), and a new Writer starts at partition 0 again (#1207).",
        True,
        "a Go service on kafka-go's default",
    ),
    _kafka_go(
        "kafka-go-hash",
        "kafka-go's Hash: as Sarama's default",
        "Hash",
        HashPartitioner(FNV1A, null=TURNS_OF_PRODUCER),
        "The name says hash, the hash is FNV-1a: with Sarama, not with Java.",
    ),
    _kafka_go(
        "kafka-go-reference-hash",
        "kafka-go's ReferenceHash, as Sarama's",
        "ReferenceHash",
        HashPartitioner(FNV1A_MASKED, null=RANDOM),
        "Still FNV-1a; only the sign is handled as in Java.",
    ),
    _kafka_go(
        "kafka-go-crc32",
        "kafka-go's CRC32Balancer: as consistent_random",
        "CRC32Balancer{}",
        HashPartitioner(CRC32, null=RANDOM, empty=RANDOM),
        "As librdkafka's default.",
    ),
    _kafka_go(
        "kafka-go-crc32-consistent",
        "kafka-go's CRC32Balancer: as consistent",
        "CRC32Balancer{Consistent: true}",
        HashPartitioner(CRC32, null=None),
        "Null and empty keys go to partition 0.",
    ),
    _kafka_go(
        "kafka-go-murmur2",
        "kafka-go's Murmur2Balancer: Java's placement",
        "Murmur2Balancer{}",
        HashPartitioner(MURMUR2, null=RANDOM),
        "The way to be with Java.",
    ),
    _kafka_go(
        "kafka-go-murmur2-consistent",
        "kafka-go's Murmur2Balancer; null as empty",
        "Murmur2Balancer{Consistent: true}",
        HashPartitioner(MURMUR2, null=None),
        "All records without a key go to one partition.",
    ),
    _kafka_go(
        "kafka-go-least-bytes",
        "kafka-go's LeastBytes: the key is ignored",
        "LeastBytes",
        KeylessPartitioner(LEAST_BYTES, LEAST_BYTES),
        "Keys are ignored.",
    ),
    Client(
        "franz-go",
        "franz-go's default: Java's placement",
        "Go",
        "all",
        "twmb/franz-go pkg/kgo/config.go:686, run",
        UNIFORM_BYTES,
        "UniformBytesPartitioner(64 KiB, adaptive, keys); before that StickyKeyPartitioner(nil): keys land alike.",
        True,
        "a Go service on franz-go's default",
    ),
    _sticky_key(
        "nil",
        HashPartitioner(MURMUR2, null=STICKY_BATCH),
        "sticky-key",
        "franz-go's StickyKeyPartitioner",
        "Java's placement, as Java 2.4 for null.",
    ),
    _sticky_key(
        "KafkaHasher(fnv1a)",
        HashPartitioner(FNV1A_MASKED, null=STICKY_BATCH),
        "kafka-hasher-fnv1a",
        "franz-go: KafkaHasher over FNV-1a",
        "As Sarama's reference hash.",
    ),
    _sticky_key(
        "SaramaCompatHasher(fnv1a)",
        HashPartitioner(FNV1A, null=STICKY_BATCH),
        "sarama-compat-hasher",
        "franz-go: as Sarama's default",
        "This one is Sarama's; SaramaHasher is not.",
    ),
    _sticky_key(
        "SaramaHasher(fnv1a)",
        HashPartitioner(FNV1A_UNSIGNED, null=STICKY_BATCH),
        "sarama-hasher-fnv1a",
        "franz-go: SaramaHasher over FNV-1a, misnamed",
        "On 64-bit Go the hash stays unsigned: with neither Sarama nor anything else.",
    ),
    _sticky_key(
        "SaramaHasher(crc32)",
        HashPartitioner(CRC32, null=STICKY_BATCH),
        "sarama-hasher-crc32",
        "franz-go: SaramaHasher over CRC32",
        "As librdkafka for a key; an empty one goes to partition 0.",
    ),
    _franz_go(
        "franz-go-sticky",
        "franz-go, sticky: the key is ignored",
        "StickyPartitioner()",
        KeylessPartitioner(STICKY_BATCH, STICKY_BATCH),
        "Keys are ignored.",
    ),
    _franz_go(
        "franz-go-round-robin",
        "franz-go, round robin: the key is ignored",
        "RoundRobinPartitioner()",
        KeylessPartitioner(TURNS_OF_TOPIC, TURNS_OF_TOPIC),
        "Keys are ignored.",
    ),
    _franz_go(
        "franz-go-least-backup",
        "franz-go, least backup: the key is ignored",
        "LeastBackupPartitioner()",
        KeylessPartitioner(LEAST_BACKUP, LEAST_BACKUP),
        "Keys are ignored.",
    ),
)
