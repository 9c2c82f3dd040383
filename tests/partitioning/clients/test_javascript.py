"""JavaScript: two APIs of one package, two versions of one library, each on another hash."""

from __future__ import annotations

import pytest

from workbench.partitioning.clients import javascript
from workbench.partitioning.partitioners import find

CLIENTS = [
    # name, what becomes of a key, of null, of an empty key
    ("kafkajs", "murmur2, sign bit cleared", "any (round robin)", "hashed as no bytes"),
    ("kafkajs-1", "murmur2 in doubles, sign bit cleared", "any (round robin)", "hashed as no bytes"),
    ("platformatic", "murmur2, unsigned", "any (round robin)", "hashed as no bytes"),
    ("platformatic-compatibility", "murmur2, sign bit cleared", "partition 0", "hashed as no bytes"),
    ("confluent-kafka-javascript", "murmur2, sign bit cleared", "any (sticky)", "hashed as no bytes"),
    ("confluent-kafka-javascript-rdkafka", "crc32, unsigned", "any (sticky)", "any (sticky)"),
    ("node-rdkafka", "crc32, unsigned", "any (sticky)", "any (sticky)"),
    ("no-kafka", "murmur2, sign bit cleared", "any (round robin)", "hashed as no bytes"),
    ("kafka-node", "the key is ignored: always partition 0", "partition 0", "partition 0"),
    ("kafka-node-keyed", "31 * h + UTF-16 unit, 31 bits", "hashed as no bytes", "hashed as no bytes"),
]


def test_all_are_here() -> None:
    assert {client.name for client in javascript.CLIENTS} == {row[0] for row in CLIENTS}


@pytest.mark.parametrize(("name", "behaviour", "null", "empty"), CLIENTS)
def test_key_null_and_empty(name: str, behaviour: str, null: str, empty: str) -> None:
    client = find(name)
    assert (client.behaviour, client.null, client.empty) == (behaviour, null, empty)


def test_kafka_node_keyed_takes_no_key_for_an_empty_one() -> None:
    assert find("kafka-node-keyed").partition(None, 12) == find("kafka-node-keyed").partition(b"", 12) == 1
