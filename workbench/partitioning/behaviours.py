"""The behaviours of the catalogue's clients, one object each: clients that place keys alike share it."""

from __future__ import annotations

from workbench.partitioning import hashes, lane_hashes, other_hashes, workings
from workbench.partitioning.hashing import ABSOLUTE, MASKED, UNSIGNED, Hashing, Turn, int32

MURMUR2 = Hashing(
    "murmur2, sign bit cleared",
    "murmur2",
    hashes.murmur2,
    MASKED,
    parts=workings.murmur2,
    quick=hashes.librdkafka_murmur2,
    bulk=lane_hashes.murmur2,
)
"""Java's, and everybody's who wants to be with Java."""

MURMUR2_UNSIGNED = Hashing(
    "murmur2, unsigned", "murmur2", hashes.murmur2, UNSIGNED, parts=workings.murmur2, bulk=lane_hashes.murmur2
)
"""Without the mask: with Java on every key where the count is a power of two, on half of them elsewhere."""

MURMUR2_IN_DOUBLES = Hashing(
    "murmur2 in doubles, sign bit cleared",
    "murmur2 in doubles",
    other_hashes.murmur2_in_doubles,
    MASKED,
    parts=workings.murmur2_in_doubles,
    bulk=lane_hashes.murmur2_in_doubles,
)
"""KafkaJS 1: products lose their lowest bits, and the tail is mixed in twice."""

CRC32 = Hashing("crc32, unsigned", "crc32", hashes.crc32, UNSIGNED, quick=hashes.librdkafka_consistent)
"""librdkafka's default."""

CRC32_ABSOLUTE = Hashing("crc32, signed, absolute", "crc32", hashes.crc32, ABSOLUTE)
"""Sarama's NewCustomHashPartitioner over CRC32: away from librdkafka on half the keys."""

FNV1A = Hashing(
    "fnv1a, signed, absolute",
    "fnv1a",
    hashes.fnv1a,
    ABSOLUTE,
    quick=hashes.librdkafka_fnv1a,
    bulk=lane_hashes.fnv1a,
)
"""Sarama's default. Sarama takes the sign away after the modulo, librdkafka before: the same number."""

FNV1A_MASKED = Hashing("fnv1a, sign bit cleared", "fnv1a", hashes.fnv1a, MASKED, bulk=lane_hashes.fnv1a)
"""Sarama's and kafka-go's "reference" hash."""

FNV1A_UNSIGNED = Hashing("fnv1a, unsigned", "fnv1a", hashes.fnv1a, UNSIGNED, bulk=lane_hashes.fnv1a)
"""franz-go's SaramaHasher over FNV-1a: with nobody else."""

XXH32 = Hashing("xxh32, unsigned", "xxh32", other_hashes.xxh32, UNSIGNED, parts=workings.xxh32, bulk=lane_hashes.xxh32)
"""kafka-rust."""

SHA1 = Hashing("sha1, all 160 bits", "sha1", other_hashes.sha1, UNSIGNED, bulk=other_hashes.sha1_of_each)
"""pykafka's hashing_partitioner."""

PHASH2 = Hashing(
    "phash2, 27 bits", "phash2", other_hashes.phash2, UNSIGNED, parts=workings.phash2, bulk=lane_hashes.phash2
)
"""brod's `hash`: erlang:phash2 of the key as a binary."""

_ABSOLUTE_OR_ZERO = (
    Turn("as int32", int32, str),
    Turn("absolute, of -2^31: 0", lambda number: 0 if number == -(2**31) else abs(number), str),
)

JAVA_BYTES = Hashing(
    "Arrays.hashCode, absolute",
    "Arrays.hashCode",
    other_hashes.java_bytes,
    _ABSOLUTE_OR_ZERO,
    parts=workings.java_bytes,
    bulk=lane_hashes.java_bytes,
)
"""The Scala producer's ByteArrayPartitioner (kafka.utils.Utils.abs)."""

JAVA_STRING = Hashing(
    "String.hashCode, absolute",
    "String.hashCode",
    other_hashes.java_string,
    _ABSOLUTE_OR_ZERO,
    parts=workings.java_string,
    bulk=lane_hashes.java_string,
)
"""The Scala producer's DefaultPartitioner over a key that is a String."""

DEBEZIUM = Hashing(
    "String.hashCode, sign bit cleared",
    "String.hashCode",
    other_hashes.java_string,
    (*MASKED, Turn("0x7fffffff becomes 0", lambda number: 0 if number == 0x7FFFFFFF else number)),
    parts=workings.java_string,
    bulk=lane_hashes.java_string,
)
"""Debezium's PartitionRouting over one field that is a String."""

KAFKA_NODE = Hashing(
    "31 * h + UTF-16 unit, 31 bits",
    "31 * h + unit",
    other_hashes.java_string,
    (*MASKED, Turn("0 becomes 1", lambda number: number or 1)),
    parts=workings.java_string,
    bulk=lane_hashes.java_string,
)
"""kafka-node's KeyedPartitioner, which masks at every step; masking once at the end is the same."""
