"""Every behaviour against the answers of the real libraries, one key at a time and all at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.partitioning import vectors
from workbench.partitioning import behaviours
from workbench.partitioning.hashing import Hashing
from workbench.partitioning.rules import MAX_PARTITIONS

VECTORS = {
    "murmur2_masked": behaviours.MURMUR2,
    "murmur2_unsigned": behaviours.MURMUR2_UNSIGNED,
    "kafkajs:LegacyPartitioner": behaviours.MURMUR2_IN_DOUBLES,
    "crc32_unsigned": behaviours.CRC32,
    "crc32_signed_abs": behaviours.CRC32_ABSOLUTE,
    "fnv1a_signed_abs": behaviours.FNV1A,
    "fnv1a_masked": behaviours.FNV1A_MASKED,
    "fnv1a_unsigned": behaviours.FNV1A_UNSIGNED,
    "kafka-rust:DefaultPartitioner": behaviours.XXH32,
    "pykafka:hashing_partitioner": behaviours.SHA1,
    "brod:hash (erlang:phash2(Key) rem N)": behaviours.PHASH2,
    "java-scala-0.8:ByteArrayPartitioner": behaviours.JAVA_BYTES,
    "kafka-node:KeyedPartitioner": behaviours.KAFKA_NODE,
}
ALL = [value for value in vars(behaviours).values() if isinstance(value, Hashing)]


def test_all_of_the_vectors_are_here() -> None:
    assert set(VECTORS) == set(vectors.behaviours())


@pytest.mark.parametrize("name", VECTORS)
def test_places_as_the_real_libraries(name: str) -> None:
    hashing = VECTORS[name]
    expected = vectors.behaviour(name)
    assert [(key, count, hashing.place(key, count).partition) for key, count, _ in expected] == expected
    assert [(key, count, hashing.partition(key, count)) for key, count, _ in expected] == expected


@pytest.mark.parametrize("name", VECTORS)
def test_places_as_the_real_libraries_in_bulk(name: str) -> None:
    for count in {count for _, count, _ in vectors.behaviour(name)}:
        rows = [(key, partition) for key, counted, partition in vectors.behaviour(name) if counted == count]
        assert VECTORS[name].partitions_of([key for key, _ in rows], count) == [partition for _, partition in rows]


@pytest.mark.parametrize("hashing", ALL, ids=lambda hashing: hashing.name)
@given(
    keys=st.lists(st.binary(max_size=20), max_size=30), partitions=st.integers(1, 50) | st.integers(1, MAX_PARTITIONS)
)
def test_shown_quick_and_bulk_are_the_same(hashing: Hashing, keys: list[bytes], partitions: int) -> None:
    shown = [hashing.place(key, partitions) for key in keys]
    assert [hashing.partition(key, partitions) for key in keys] == [placed.partition for placed in shown]
    assert hashing.partitions_of(keys, partitions) == [placed.partition for placed in shown]
    assert list(hashing.hashes_of(keys)) == [placed.hash for placed in shown]


def test_each_has_words_of_its_own() -> None:
    assert len({hashing.name for hashing in ALL}) == len(ALL) == 15


def test_the_smallest_int32_is_zero_for_the_scala_producer() -> None:
    placed = behaviours.JAVA_STRING.place(b"polygenelubricants", 12)
    assert [step.value for step in placed.steps[2:]] == ["-2147483648", "0", "0"]


def test_no_hash_is_left_at_the_largest_int32_by_debezium() -> None:
    [turn] = behaviours.DEBEZIUM.turns[1:]
    assert (turn.turn(0x7FFFFFFF), turn.turn(5)) == (0, 5)


def test_kafka_node_has_no_zero() -> None:
    assert behaviours.KAFKA_NODE.partition(b"", 7) == 1
