"""The partitioners by name: librdkafka's seven (rdkafka_msg.c), in the order of the choice list."""

from __future__ import annotations

from difflib import get_close_matches

from workbench.partitioning import hashes
from workbench.partitioning.rules import (
    ABSOLUTE,
    MASKED,
    RANDOM,
    STICKY,
    UNSIGNED,
    HashPartitioner,
    KeylessPartitioner,
    Partitioner,
)
from workbench.records.escape import quoted

__all__ = ["DEFAULT", "Partitioner", "find", "partitioners"]

DEFAULT = "murmur2_random"
"""Java's placement, so that what is sent by hand lands where the services' records land."""

_PARTITIONERS: tuple[Partitioner, ...] = (
    HashPartitioner(
        "murmur2_random",
        "Java's placement; kafka-python, franz-go, KafkaJS 2",
        "murmur2",
        hashes.murmur2,
        MASKED,
        quick=hashes.librdkafka_murmur2,
    ),
    HashPartitioner(
        "consistent_random",
        "librdkafka's default: confluent-kafka, Ruby, kcat",
        "crc32",
        hashes.crc32,
        UNSIGNED,
        empty=STICKY,
        quick=hashes.librdkafka_consistent,
    ),
    HashPartitioner(
        "fnv1a_random",
        "as Sarama's default, kafka-go's Hash",
        "fnv1a",
        hashes.fnv1a,
        ABSOLUTE,
        quick=hashes.librdkafka_fnv1a,
    ),
    HashPartitioner(
        "murmur2",
        "as Java for a key; null goes where empty goes",
        "murmur2",
        hashes.murmur2,
        MASKED,
        null=None,
        quick=hashes.librdkafka_murmur2,
    ),
    HashPartitioner(
        "consistent",
        "as librdkafka for a key; null and empty go to 0",
        "crc32",
        hashes.crc32,
        UNSIGNED,
        null=None,
        quick=hashes.librdkafka_consistent,
    ),
    HashPartitioner(
        "fnv1a",
        "as Sarama for a key; null goes where empty goes",
        "fnv1a",
        hashes.fnv1a,
        ABSOLUTE,
        null=None,
        quick=hashes.librdkafka_fnv1a,
    ),
    KeylessPartitioner("random", "librdkafka's default before 0.9.1; the key is ignored", keyed=RANDOM),
)

_BY_NAME = {partitioner.name: partitioner for partitioner in _PARTITIONERS}


def partitioners() -> tuple[Partitioner, ...]:
    """All of them, in the order the choice list shows them."""
    return _PARTITIONERS


def find(name: str) -> Partitioner:
    """The partitioner of that name. Raises LookupError with a sentence that names the nearest ones."""
    found = _BY_NAME.get(name)
    if found is None:
        near = get_close_matches(name, _BY_NAME, n=3, cutoff=0.6)
        valid = f"did you mean {' or '.join(near)}?" if near else f"valid: {', '.join(_BY_NAME)}"
        raise LookupError(f"there is no partitioner {quoted(name)}; {valid}")
    return found
