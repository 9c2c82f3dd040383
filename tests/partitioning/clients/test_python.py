"""Python: confluent-kafka is on CRC32, the others are with Java."""

from __future__ import annotations

import pytest

from workbench.partitioning.clients import python
from workbench.partitioning.partitioners import find

CLIENTS = [
    # name, what becomes of a key, of null, of an empty key
    ("confluent-kafka-python", "crc32, unsigned", "any (sticky)", "any (sticky)"),
    ("kafka-python", "murmur2, sign bit cleared", "any (random)", "hashed as no bytes"),
    ("kafka-python-sticky", "murmur2, sign bit cleared", "any (sticky by batch)", "hashed as no bytes"),
    ("kafka-python-0.9", "the key is ignored: per process", "any (per process)", "any (per process)"),
    ("aiokafka", "murmur2, sign bit cleared", "any (random)", "hashed as no bytes"),
    ("pykafka", "the key is ignored: round robin", "any (round robin)", "any (round robin)"),
    ("pykafka-hashing", "sha1, all 160 bits", "none (refused)", "hashed as no bytes"),
]


def test_all_are_here() -> None:
    assert {client.name for client in python.CLIENTS} == {row[0] for row in CLIENTS}


@pytest.mark.parametrize(("name", "behaviour", "null", "empty"), CLIENTS)
def test_key_null_and_empty(name: str, behaviour: str, null: str, empty: str) -> None:
    client = find(name)
    assert (client.behaviour, client.null, client.empty) == (behaviour, null, empty)
