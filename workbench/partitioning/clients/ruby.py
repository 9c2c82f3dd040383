"""Ruby: ruby-kafka, and the librdkafka bindings of Karafka's family."""

from __future__ import annotations

from workbench.partitioning.behaviours import CRC32, MURMUR2
from workbench.partitioning.client import Client
from workbench.partitioning.clients.librdkafka import CONSISTENT_RANDOM
from workbench.partitioning.picks import RANDOM, STICKY
from workbench.partitioning.rules import HashPartitioner, Rule
from workbench.partitioning.trimming import AS_CHARACTERS, TrimmingPartitioner


def _client(name: str, about: str, source: str, rule: Rule, note: str, spoken: str, *, default: bool = False) -> Client:
    return Client(name, about, "Ruby", "all", source, rule, note, default, f"a Ruby service on {spoken}")


_TRUNCATED = "With partition_key: see rdkafka-ruby-partition-key."

CLIENTS: tuple[Client, ...] = (
    _client(
        "ruby-kafka",
        "ruby-kafka's default: CRC32",
        "zendesk/ruby-kafka lib/kafka/partitioner.rb, run",
        HashPartitioner(CRC32, null=RANDOM),
        "As librdkafka for a key; an empty one goes to partition 0. partition_key beats key.",
        "ruby-kafka's default",
        default=True,
    ),
    _client(
        "ruby-kafka-murmur2",
        "ruby-kafka with hash_function: :murmur2",
        "zendesk/ruby-kafka lib/kafka/partitioner.rb, re-implemented",
        HashPartitioner(MURMUR2, null=RANDOM),
        "Java's placement; it needs the gem digest-murmurhash.",
        "ruby-kafka's murmur2",
    ),
    _client(
        "rdkafka-ruby",
        "rdkafka-ruby's default: CRC32",
        "karafka/rdkafka-ruby, rdkafka_conf.c",
        CONSISTENT_RANDOM,
        _TRUNCATED,
        "rdkafka-ruby's default",
        default=True,
    ),
    _client(
        "karafka",
        "Karafka's default: CRC32",
        "karafka/karafka-rdkafka, rdkafka_conf.c",
        CONSISTENT_RANDOM,
        _TRUNCATED,
        "Karafka's default",
        default=True,
    ),
    _client(
        "waterdrop",
        "WaterDrop's default: CRC32",
        "karafka/karafka-rdkafka, rdkafka_conf.c",
        CONSISTENT_RANDOM,
        _TRUNCATED,
        "WaterDrop's default",
        default=True,
    ),
    _client(
        "rdkafka-ruby-partition-key",
        "partition_key: CRC32 of too few bytes",
        "lib/rdkafka/bindings.rb:561 (rdkafka-ruby#629, karafka-rdkafka#468)",
        TrimmingPartitioner(HashPartitioner(CRC32, empty=STICKY), AS_CHARACTERS, STICKY),
        "Shown for a key that is the partition_key. It hashes as many bytes as there are characters, so of a key in "
        "Korean a third. An empty one counts as null.",
        "rdkafka-ruby's partition_key",
    ),
)
