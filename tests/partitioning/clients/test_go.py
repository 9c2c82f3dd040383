"""Go: kafka-go ignores keys unless told otherwise, franz-go is with Java."""

from __future__ import annotations

import pytest

from workbench.partitioning.clients import go
from workbench.partitioning.partitioners import find

CLIENTS = [
    # name, what becomes of a key, of null, of an empty key
    ("confluent-kafka-go", "crc32, unsigned", "any (sticky)", "any (sticky)"),
    ("kafka-go", "the key is ignored: round robin", "any (round robin)", "any (round robin)"),
    ("kafka-go-hash", "fnv1a, signed, absolute", "any (round robin)", "hashed as no bytes"),
    ("kafka-go-reference-hash", "fnv1a, sign bit cleared", "any (random)", "hashed as no bytes"),
    ("kafka-go-crc32", "crc32, unsigned", "any (random)", "any (random)"),
    ("kafka-go-crc32-consistent", "crc32, unsigned", "hashed as no bytes", "hashed as no bytes"),
    ("kafka-go-murmur2", "murmur2, sign bit cleared", "any (random)", "hashed as no bytes"),
    ("kafka-go-murmur2-consistent", "murmur2, sign bit cleared", "hashed as no bytes", "hashed as no bytes"),
    ("kafka-go-least-bytes", "the key is ignored: least bytes", "any (least bytes)", "any (least bytes)"),
    ("franz-go", "murmur2, sign bit cleared", "any (sticky by bytes)", "hashed as no bytes"),
    ("franz-go-sticky-key", "murmur2, sign bit cleared", "any (sticky by batch)", "hashed as no bytes"),
    ("franz-go-kafka-hasher-fnv1a", "fnv1a, sign bit cleared", "any (sticky by batch)", "hashed as no bytes"),
    ("franz-go-sarama-compat-hasher", "fnv1a, signed, absolute", "any (sticky by batch)", "hashed as no bytes"),
    ("franz-go-sarama-hasher-fnv1a", "fnv1a, unsigned", "any (sticky by batch)", "hashed as no bytes"),
    ("franz-go-sarama-hasher-crc32", "crc32, unsigned", "any (sticky by batch)", "hashed as no bytes"),
    ("franz-go-sticky", "the key is ignored: sticky by batch", "any (sticky by batch)", "any (sticky by batch)"),
    ("franz-go-round-robin", "the key is ignored: round robin", "any (round robin)", "any (round robin)"),
    ("franz-go-least-backup", "the key is ignored: least backup", "any (least backup)", "any (least backup)"),
]


def test_all_are_here() -> None:
    assert {client.name for client in go.CLIENTS} == {row[0] for row in CLIENTS}


@pytest.mark.parametrize(("name", "behaviour", "null", "empty"), CLIENTS)
def test_key_null_and_empty(name: str, behaviour: str, null: str, empty: str) -> None:
    client = find(name)
    assert (client.behaviour, client.null, client.empty) == (behaviour, null, empty)
