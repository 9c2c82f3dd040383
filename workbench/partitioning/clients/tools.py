"""Proxies and tools: what stands between a service and the cluster, or is typed at a prompt."""

from __future__ import annotations

from workbench.partitioning.behaviours import FNV1A, FNV1A_MASKED, MURMUR2, MURMUR2_UNSIGNED
from workbench.partitioning.client import Client
from workbench.partitioning.clients.go import UNIFORM_BYTES
from workbench.partitioning.clients.java import JAVA
from workbench.partitioning.clients.librdkafka import CONSISTENT_RANDOM
from workbench.partitioning.picks import CALLER, RANDOM, TURNS_RANDOM_START
from workbench.partitioning.rules import HashPartitioner, KeylessPartitioner, Rule


def _client(
    name: str, about: str, versions: str, source: str, rule: Rule, note: str, spoken: str, *, default: bool = False
) -> Client:
    return Client(name, about, "Proxies and tools", versions, source, rule, note, default, spoken)


_FNV1A, _MURMUR2 = HashPartitioner(FNV1A, null=RANDOM), HashPartitioner(MURMUR2, null=RANDOM)

CLIENTS: tuple[Client, ...] = (
    _client(
        "confluent-rest-proxy",
        "Confluent's REST proxy: the Java producer",
        "all",
        "ProduceControllerImpl.java:57",
        JAVA,
        "partition_id in the request wins.",
        "Confluent's REST proxy",
        default=True,
    ),
    _client(
        "redpanda-proxy",
        "Redpanda's HTTP proxy: murmur2 unmasked",
        "December 2024",
        "src/v/kafka/client/partitioners.cc, its murmur2 run",
        HashPartitioner(MURMUR2_UNSIGNED, null=TURNS_RANDOM_START, empty=TURNS_RANDOM_START),
        "Meant to be as Java, and is only where the count is a power of two. An empty key counts as none.",
        "Redpanda's HTTP proxy",
        default=True,
    ),
    _client(
        "kcat",
        "kcat's default: CRC32",
        "all",
        "kcat, rdkafka_conf.c",
        CONSISTENT_RANDOM,
        "-X topic.partitioner=murmur2_random for Java's placement (kcat#131).",
        "kcat",
        default=True,
    ),
    _client(
        "rpk",
        "rpk topic produce: as franz-go",
        "all",
        "rpk produce.go:108",
        UNIFORM_BYTES,
        "-p names the partition instead.",
        "rpk topic produce",
        default=True,
    ),
    _client(
        "kcl",
        "kcl produce: as franz-go",
        "all",
        "twmb/kcl",
        UNIFORM_BYTES,
        "-p names the partition instead.",
        "kcl produce",
        default=True,
    ),
    _client(
        "kaf",
        "kaf produce: as Sarama's default",
        "all",
        "birdayz/kaf#400",
        _FNV1A,
        "--partitioner jvm for Java's placement.",
        "kaf produce",
        default=True,
    ),
    _client(
        "kaf-jvm",
        "kaf produce --partitioner jvm",
        "all",
        "birdayz/kaf#400",
        _MURMUR2,
        "Java's placement.",
        "kaf produce --partitioner jvm",
    ),
    _client(
        "kafkactl",
        "kafkactl produce: Java's placement",
        "5.x",
        "cmd/produce/produce.go:31",
        _MURMUR2,
        "Its other partitioners are hash, hash-ref, random and manual.",
        "kafkactl produce",
        default=True,
    ),
    _client(
        "kafkactl-hash",
        "kafkactl produce --partitioner hash",
        "all",
        "cmd/produce/produce.go:31",
        _FNV1A,
        "As Sarama's default.",
        "kafkactl produce --partitioner hash",
    ),
    _client(
        "kafkactl-hash-ref",
        "kafkactl produce --partitioner hash-ref",
        "all",
        "cmd/produce/produce.go:31",
        HashPartitioner(FNV1A_MASKED, null=RANDOM),
        "As Sarama's reference hash.",
        "kafkactl produce --partitioner hash-ref",
    ),
    _client(
        "kafkactl-random",
        "kafkactl produce --partitioner random",
        "all",
        "cmd/produce/produce.go:31",
        KeylessPartitioner(RANDOM, RANDOM),
        "Keys are ignored.",
        "kafkactl produce --partitioner random",
    ),
    _client(
        "kafkactl-manual",
        "kafkactl produce --partition",
        "all",
        "cmd/produce/produce.go:31",
        KeylessPartitioner(CALLER, CALLER),
        "The partition is named by hand.",
        "kafkactl produce --partition",
    ),
    _client(
        "cockroachdb",
        "CockroachDB changefeeds: as Sarama's default",
        "all",
        "cockroachdb/cockroach#161265",
        HashPartitioner(FNV1A, null=CALLER),
        "Resolved timestamps have no key and are sent to every partition by number.",
        "a CockroachDB changefeed",
        default=True,
    ),
    _client(
        "cockroachdb-murmur2",
        "CockroachDB with partition_alg='murmur2'",
        "January 2026 and later",
        "cockroachdb/cockroach#161265",
        HashPartitioner(MURMUR2, null=CALLER),
        "Java's placement.",
        "a CockroachDB changefeed with partition_alg='murmur2'",
    ),
)
