"""Python: confluent-kafka, kafka-python, aiokafka, pykafka."""

from __future__ import annotations

from workbench.partitioning.behaviours import MURMUR2, SHA1
from workbench.partitioning.client import Client
from workbench.partitioning.clients.librdkafka import CONSISTENT_RANDOM
from workbench.partitioning.picks import PER_PROCESS, RANDOM, REFUSED, STICKY_BATCH, TURNS_OF_PRODUCER
from workbench.partitioning.rules import HashPartitioner, KeylessPartitioner, Rule

_RANDOM_FOR_NULL = HashPartitioner(MURMUR2, null=RANDOM)


def _client(
    name: str, about: str, versions: str, source: str, rule: Rule, note: str, spoken: str, *, default: bool = False
) -> Client:
    return Client(name, about, "Python", versions, source, rule, note, default, f"a Python service on {spoken}")


CLIENTS: tuple[Client, ...] = (
    _client(
        "confluent-kafka-python",
        "confluent-kafka's default: CRC32",
        "all",
        "confluent_kafka 2.16.1, run; rdkafka_conf.c",
        CONSISTENT_RANDOM,
        "Java's placement takes partitioner=murmur2_random. b'' is an empty key, None is null. There is no callback "
        "for a partitioner of one's own.",
        "confluent-kafka's default",
        default=True,
    ),
    _client(
        "kafka-python",
        "kafka-python's default: Java's placement",
        "0.10 and later",
        "kafka/partitioner/default.py, run (3.0.12)",
        _RANDOM_FOR_NULL,
        "A null key goes to an available partition at random, each record to another.",
        "kafka-python",
        default=True,
    ),
    _client(
        "kafka-python-sticky",
        "kafka-python's StickyPartitioner",
        "3.0",
        "kafka/partitioner/sticky.py, run (3.0.12)",
        HashPartitioner(MURMUR2, null=STICKY_BATCH),
        "Keys land as with the default.",
        "kafka-python's StickyPartitioner",
    ),
    _client(
        "kafka-python-0.9",
        "kafka-python of old: Python's hash()",
        "before 0.10",
        "kafka/partitioner/hashed.py (dpkp/kafka-python#374)",
        KeylessPartitioner(PER_PROCESS, PER_PROCESS),
        "hash(key) % n: two processes put one key on two partitions, unless PYTHONHASHSEED is set.",
        "kafka-python before 0.10",
    ),
    _client(
        "aiokafka",
        "aiokafka's default: Java's placement",
        "all",
        "aiokafka/partitioner.py, run (0.14.0)",
        _RANDOM_FOR_NULL,
        "A null key goes to an available partition at random, each record to another.",
        "aiokafka",
        default=True,
    ),
    _client(
        "pykafka",
        "pykafka's default: the key is ignored",
        "all",
        "pykafka/partitioners.py random_partitioner",
        KeylessPartitioner(TURNS_OF_PRODUCER, TURNS_OF_PRODUCER),
        "In turn, for all its name. Unmaintained.",
        "pykafka's default",
        default=True,
    ),
    _client(
        "pykafka-hashing",
        "pykafka's hashing_partitioner: SHA-1",
        "all",
        "pykafka/partitioners.py hashing_partitioner, re-implemented",
        HashPartitioner(SHA1, null=REFUSED),
        "All 160 bits of SHA-1, modulo the count. A key of None raises.",
        "pykafka's hashing_partitioner",
    ),
)
