"""JavaScript: KafkaJS, platformatic, the librdkafka bindings, no-kafka, kafka-node."""

from __future__ import annotations

from workbench.partitioning.behaviours import KAFKA_NODE, MURMUR2, MURMUR2_IN_DOUBLES, MURMUR2_UNSIGNED
from workbench.partitioning.client import Client
from workbench.partitioning.clients.librdkafka import CONSISTENT_RANDOM, MURMUR2_RANDOM
from workbench.partitioning.picks import TURNS, TURNS_RANDOM_START
from workbench.partitioning.rules import FixedPartitioner, HashPartitioner, NullToFirst, Rule


def _client(
    name: str, about: str, versions: str, source: str, rule: Rule, note: str, spoken: str, *, default: bool = False
) -> Client:
    return Client(name, about, "JavaScript", versions, source, rule, note, default, f"a Node service on {spoken}")


_CUT = "A key given as a string is cut at U+0000."

CLIENTS: tuple[Client, ...] = (
    _client(
        "kafkajs",
        "KafkaJS 2: Java's placement",
        "2.0 and later",
        "kafkajs DefaultPartitioner, run (2.2.4)",
        HashPartitioner(MURMUR2, null=TURNS_RANDOM_START),
        'Called JavaCompatiblePartitioner in 1.x. The number 0 is a key, "0".',
        "KafkaJS 2",
        default=True,
    ),
    _client(
        "kafkajs-1",
        "KafkaJS 1, LegacyPartitioner: murmur2 astray",
        "1.x; 2.x with LegacyPartitioner",
        "kafkajs LegacyPartitioner, run (2.2.4)",
        HashPartitioner(MURMUR2_IN_DOUBLES, null=TURNS_RANDOM_START),
        "With Java by chance only: the upgrade from 1 to 2 moves the keys (tulios/kafkajs#357, #358).",
        "KafkaJS 1",
    ),
    _client(
        "platformatic",
        "@platformatic/kafka: murmur2 unmasked",
        "1.35 and 2.12.1",
        "@platformatic/kafka defaultPartitioner, run (2.12.1)",
        HashPartitioner(MURMUR2_UNSIGNED, null=TURNS),
        "Half the keys land away from Java's unless the count is a power of two (platformatic/kafka#121): a test on 4 "
        "or 8 partitions proves nothing.",
        "@platformatic/kafka",
        default=True,
    ),
    _client(
        "platformatic-compatibility",
        "@platformatic/kafka's compatibilityPartitioner",
        "2.12.1",
        "@platformatic/kafka compatibilityPartitioner, run (2.12.1)",
        NullToFirst(HashPartitioner(MURMUR2)),
        "Java's placement, where it is asked for; records without a key then all go to partition 0.",
        "@platformatic/kafka's compatibilityPartitioner",
    ),
    _client(
        "confluent-kafka-javascript",
        "kafka-javascript's KafkaJS API: as Java",
        "all",
        "lib/kafkajs/_producer.js:175",
        MURMUR2_RANDOM,
        f"Java's placement; the same package's other API is on CRC32. {_CUT}",
        "@confluentinc/kafka-javascript",
        default=True,
    ),
    _client(
        "confluent-kafka-javascript-rdkafka",
        "kafka-javascript's node-rdkafka API: CRC32",
        "all",
        "src/producer.cc:541, rdkafka_conf.c",
        CONSISTENT_RANDOM,
        f"librdkafka's default, unlike the same package's KafkaJS API. {_CUT}",
        "@confluentinc/kafka-javascript's node-rdkafka API",
        default=True,
    ),
    _client(
        "node-rdkafka",
        "node-rdkafka's default: CRC32",
        "all",
        "Blizzard/node-rdkafka 3.6.1, rdkafka_conf.c",
        CONSISTENT_RANDOM,
        "partitioner belongs into the topic's configuration, the second argument: in the global one it is ignored "
        "without a word (#817, #912).",
        "node-rdkafka's default",
        default=True,
    ),
    _client(
        "no-kafka",
        "no-kafka's default: Java's placement",
        "3.4",
        "no-kafka DefaultPartitioner, run (3.4.4)",
        HashPartitioner(MURMUR2, null=TURNS_RANDOM_START),
        "Unmaintained.",
        "no-kafka",
        default=True,
    ),
    _client(
        "kafka-node",
        "kafka-node's default: always partition 0",
        "all",
        "kafka-node partitioner.js DefaultPartitioner",
        FixedPartitioner(0),
        "Everything lands on partition 0 until partitionerType says otherwise. Unmaintained.",
        "kafka-node's default",
        default=True,
    ),
    _client(
        "kafka-node-keyed",
        "kafka-node's KeyedPartitioner: 31 * h + unit",
        "all",
        "kafka-node partitioner.js KeyedPartitioner, run (5.0.0)",
        HashPartitioner(KAFKA_NODE, null=None),
        "It hashes characters, not bytes: bytes that are not UTF-8 become U+FFFD first.",
        "kafka-node's KeyedPartitioner",
    ),
)
