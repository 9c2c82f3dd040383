"""The Java client by version (apache/kafka), and the Scala producer before it."""

from __future__ import annotations

from workbench.partitioning.behaviours import JAVA_BYTES, JAVA_STRING, MURMUR2
from workbench.partitioning.client import Client
from workbench.partitioning.picks import (
    NO_STRING,
    STICKY_BATCH,
    STICKY_BYTES,
    STICKY_RACK,
    STICKY_REFRESH,
    TURNS_OF_TOPIC,
    TURNS_RANDOM_START,
    TURNS_SKIPPING,
)
from workbench.partitioning.rules import HashPartitioner, KeylessPartitioner, Rule
from workbench.partitioning.trimming import STRING, TrimmingPartitioner

JAVA = HashPartitioner(MURMUR2, null=STICKY_BYTES)
"""What all that sends through the Java producer does."""

_OLD = "a Java service on the 0.8 Scala producer"


def _client(
    name: str,
    about: str,
    versions: str,
    source: str,
    rule: Rule,
    note: str = "",
    spoken: str = "a Java service",
    *,
    default: bool = False,
) -> Client:
    return Client(name, about, "Java", versions, source, rule, note, default, spoken)


CLIENTS: tuple[Client, ...] = (
    _client(
        "java",
        "Kafka's own client",
        "3.3 and later",
        "BuiltInPartitioner.java, KafkaProducer.java (KIP-794)",
        JAVA,
        "An empty key is a key; only null has none. The count is the one in the producer's metadata, up to 5 minutes "
        "old: after partitions were added, producers disagree for that long.",
        default=True,
    ),
    _client(
        "java-4.0",
        "Kafka's own client, 4.0",
        "4.0 and later",
        "BuiltInPartitioner.java (KAFKA-18262, KAFKA-18295)",
        JAVA,
        "Keys land as before. DefaultPartitioner, UniformStickyPartitioner and Partitioner.onNewBatch are gone: a "
        "configuration that names them does not start.",
    ),
    _client(
        "java-rack-aware",
        "partitioner.rack.aware=true",
        "after 4.1",
        "BuiltInPartitioner.java (KIP-1123, apache/kafka#19850)",
        HashPartitioner(MURMUR2, null=STICKY_RACK),
        "With client.rack, records without a key go to leaders of the same rack first. Keys land as ever.",
    ),
    _client(
        "java-ignore-keys",
        "partitioner.ignore.keys=true",
        "3.3 and later",
        "KafkaProducer.java (KIP-794)",
        KeylessPartitioner(STICKY_BYTES, STICKY_BYTES),
        "It has no effect where partitioner.class names a partitioner of one's own.",
        "a Java service with partitioner.ignore.keys=true",
    ),
    _client(
        "java-2.4",
        "Kafka's own client, sticky by batch",
        "2.4 to 3.2",
        "DefaultPartitioner.java @2.4.0, StickyPartitionCache.java (KIP-480)",
        HashPartitioner(MURMUR2, null=STICKY_BATCH),
        "Only records without a key changed in 3.3: slow brokers used to be given more of them.",
    ),
    _client(
        "java-0.8.2",
        "Kafka's own client, round robin for null",
        "0.8.2 to 2.3",
        "Partitioner.java @0.8.2.2, DefaultPartitioner.java @0.9.0.1 to 2.3.1",
        HashPartitioner(MURMUR2, null=TURNS_RANDOM_START),
        "The sign is masked, not made absolute, though 0.8.2 calls it Utils.abs. One counter a topic from 0.10.2, one "
        "for the producer before.",
    ),
    _client(
        "java-0.8",
        "Scala producer, DefaultPartitioner, String key",
        "0.8 Scala producer",
        "kafka/producer/DefaultPartitioner.scala @0.8.2.2",
        TrimmingPartitioner(HashPartitioner(JAVA_STRING, null=STICKY_REFRESH), STRING, NO_STRING),
        "It hashes the object before it is serialized: shown for a String. A Long 42 hashes to 42, an array to another "
        "number in every process.",
        _OLD,
    ),
    _client(
        "java-0.8-bytes",
        "Scala producer, ByteArrayPartitioner",
        "0.8 Scala producer",
        "kafka/producer/ByteArrayPartitioner.scala @0.8.2.2",
        HashPartitioner(JAVA_BYTES, null=STICKY_REFRESH),
        "Arrays.hashCode of the bytes, not murmur2.",
        _OLD,
    ),
    _client(
        "java-round-robin",
        "RoundRobinPartitioner",
        "4.0 and later, late 3.9",
        "RoundRobinPartitioner.java (KAFKA-17632)",
        KeylessPartitioner(TURNS_OF_TOPIC, TURNS_OF_TOPIC),
        "Keys are ignored. It counts through the available partitions, so one that is down shifts all others.",
        "a Java service on RoundRobinPartitioner",
    ),
    _client(
        "java-round-robin-2.4",
        "RoundRobinPartitioner that skips partitions",
        "2.4 to 3.9",
        "RoundRobinPartitioner.java (KAFKA-9965)",
        KeylessPartitioner(TURNS_SKIPPING, TURNS_SKIPPING),
        "partition() is called twice at each new batch: of an even count only half are used.",
        "a Java service on RoundRobinPartitioner",
    ),
    _client(
        "java-uniform-sticky",
        "UniformStickyPartitioner: the key is ignored",
        "2.4 to 3.9",
        "UniformStickyPartitioner.java (KIP-480)",
        KeylessPartitioner(STICKY_BATCH, STICKY_BATCH),
        "Deprecated by partitioner.ignore.keys=true in 3.3, removed in 4.0.",
        "a Java service on UniformStickyPartitioner",
    ),
)
