"""librdkafka's seven partitioners (rdkafka_msg.c), in the order of the choice list; and two of its past."""

from __future__ import annotations

from workbench.partitioning.behaviours import CRC32, FNV1A, MURMUR2, MURMUR2_UNSIGNED
from workbench.partitioning.client import Client
from workbench.partitioning.picks import RANDOM, STICKY
from workbench.partitioning.rules import HashPartitioner, KeylessPartitioner, Rule

CONSISTENT_RANDOM = HashPartitioner(CRC32, empty=STICKY)
"""What librdkafka does unless it is told otherwise, and so every binding."""

MURMUR2_RANDOM = HashPartitioner(MURMUR2)
"""What it does with partitioner=murmur2_random."""

STICKS = "Until a leader is connected, each record without a key gets another partition; so it was before 1.6.0."


def _seven(
    name: str, about: str, versions: str, rule: Rule, note: str, spoken: str = "", *, default: bool = False
) -> Client:
    source = f"rdkafka_msg.c rd_kafka_msg_partitioner_{name}"
    spoken = spoken or f"a librdkafka producer with partitioner={name}"
    return Client(name, about, "librdkafka", versions, source, rule, note, default, spoken)


SEVEN: tuple[Client, ...] = (
    _seven(
        "murmur2_random",
        "Java's placement; kafka-python, franz-go, KafkaJS 2",
        "0.11.5 and later",
        MURMUR2_RANDOM,
        f"Unlike with consistent_random an empty key is hashed: such records gather on one partition. {STICKS}",
    ),
    _seven(
        "consistent_random",
        "librdkafka's default: confluent-kafka, Ruby, kcat",
        "0.9.1 and later",
        CONSISTENT_RANDOM,
        f"An empty key is treated like null. {STICKS}",
        "a librdkafka producer on its default",
        default=True,
    ),
    _seven("fnv1a_random", "as Sarama's default, kafka-go's Hash", "1.4.0 and later", HashPartitioner(FNV1A), STICKS),
    _seven(
        "murmur2",
        "as Java for a key; null goes where empty goes",
        "0.11.5 and later",
        HashPartitioner(MURMUR2, null=None),
        "All records without a key go to one partition.",
    ),
    _seven(
        "consistent",
        "as librdkafka for a key; null and empty go to 0",
        "all",
        HashPartitioner(CRC32, null=None),
        "All records without a key go to partition 0.",
    ),
    _seven(
        "fnv1a",
        "as Sarama for a key; null goes where empty goes",
        "1.4.0 and later",
        HashPartitioner(FNV1A, null=None),
        "All records without a key go to one partition.",
    ),
    _seven(
        "random",
        "librdkafka's default before 0.9.1; the key is ignored",
        "all",
        KeylessPartitioner(RANDOM),
        f"A null key sticks where a key does not. {STICKS}",
    ),
)

CLIENTS: tuple[Client, ...] = (
    *SEVEN,
    Client(
        "librdkafka-0.11.4",
        "its first murmur2, without the mask",
        "librdkafka",
        "0.11.4",
        "rdkafka_msg.c before 653afd4c0 (PR #1816)",
        HashPartitioner(MURMUR2_UNSIGNED, null=RANDOM),
        "partitioner=murmur2_random, or murmur2, which hashes null as no bytes. Half the keys land away from Java's "
        "unless the count is a power of two: a test on 4 or 8 partitions proves nothing.",
        spoken="a producer on librdkafka 0.11.4's murmur2",
    ),
    Client(
        "librdkafka-0.9.0",
        "its default until 0.9.0: the key is ignored",
        "librdkafka",
        "until 0.9.0",
        "rdkafka_conf.c (librdkafka#546, #548)",
        KeylessPartitioner(RANDOM, RANDOM),
        "The default became consistent_random in 0.9.1.",
        spoken="a producer on librdkafka 0.9.0's default",
    ),
)
