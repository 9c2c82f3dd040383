"""Frameworks on the Java client: those that leave the partition to it, and those that do not."""

from __future__ import annotations

import pytest

from workbench.partitioning.clients import frameworks
from workbench.partitioning.partitioners import find

CLIENTS = [
    # name, what becomes of a key, of null, of an empty key
    ("kafka-streams", "murmur2, sign bit cleared", "any (sticky by bytes)", "hashed as no bytes"),
    (
        "kafka-streams-windowed",
        "murmur2, sign bit cleared, without the window's 8 bytes",
        "any (sticky by bytes)",
        "any (not known)",
    ),
    (
        "kafka-streams-session",
        "murmur2, sign bit cleared, without the window's 16 bytes",
        "any (sticky by bytes)",
        "any (not known)",
    ),
    ("ksqldb", "murmur2, sign bit cleared", "any (sticky by bytes)", "hashed as no bytes"),
    ("kafka-connect", "murmur2, sign bit cleared", "any (sticky by bytes)", "hashed as no bytes"),
    ("mirrormaker-2", "the key is ignored: as in the source", "any (as in the source)", "any (as in the source)"),
    ("debezium", "murmur2, sign bit cleared", "any (sticky by bytes)", "hashed as no bytes"),
    (
        "debezium-partition-routing",
        "String.hashCode, sign bit cleared, of a String",
        "any (sticky by bytes)",
        "hashed as no bytes",
    ),
    ("flink", "murmur2, sign bit cleared", "any (sticky by bytes)", "hashed as no bytes"),
    ("flink-fixed", "the key is ignored: by subtask", "any (by subtask)", "any (by subtask)"),
    ("spark", "murmur2, sign bit cleared", "any (sticky by bytes)", "hashed as no bytes"),
]


def test_all_are_here() -> None:
    assert {client.name for client in frameworks.CLIENTS} == {row[0] for row in CLIENTS}


@pytest.mark.parametrize(("name", "behaviour", "null", "empty"), CLIENTS)
def test_key_null_and_empty(name: str, behaviour: str, null: str, empty: str) -> None:
    client = find(name)
    assert (client.behaviour, client.null, client.empty) == (behaviour, null, empty)


def test_all_windows_of_a_key_stay_together() -> None:
    windows = [b"user-42" + start.to_bytes(8, "big") for start in (0, 1_795_366_987_114)]
    assert {find("kafka-streams-windowed").partition(key, 12) for key in windows} == {4}
    assert find("kafka-streams-session").partition(b"user-42" + bytes(16), 12) == 4


def test_debezium_routes_by_the_hash_code_of_a_field() -> None:
    # "hello".hashCode() is 99162322
    assert find("debezium-partition-routing").partition(b"hello", 1_000) == 322
    # "polygenelubricants".hashCode() is -2^31: masked, not absolute
    assert find("debezium-partition-routing").partition(b"polygenelubricants", 1_000) == 0
