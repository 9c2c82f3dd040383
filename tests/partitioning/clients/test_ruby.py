"""Ruby: CRC32 all over; partition_key is cut short."""

from __future__ import annotations

import pytest

from workbench.partitioning.clients import ruby
from workbench.partitioning.partitioners import find

CLIENTS = [
    # name, what becomes of a key, of null, of an empty key
    ("ruby-kafka", "crc32, unsigned", "any (random)", "hashed as no bytes"),
    ("ruby-kafka-murmur2", "murmur2, sign bit cleared", "any (random)", "hashed as no bytes"),
    ("rdkafka-ruby", "crc32, unsigned", "any (sticky)", "any (sticky)"),
    ("karafka", "crc32, unsigned", "any (sticky)", "any (sticky)"),
    ("waterdrop", "crc32, unsigned", "any (sticky)", "any (sticky)"),
    ("rdkafka-ruby-partition-key", "crc32, unsigned, as many bytes as characters", "any (sticky)", "any (sticky)"),
]


def test_all_are_here() -> None:
    assert {client.name for client in ruby.CLIENTS} == {row[0] for row in CLIENTS}


@pytest.mark.parametrize(("name", "behaviour", "null", "empty"), CLIENTS)
def test_key_null_and_empty(name: str, behaviour: str, null: str, empty: str) -> None:
    client = find(name)
    assert (client.behaviour, client.null, client.empty) == (behaviour, null, empty)


def test_a_partition_key_in_korean_is_a_third_of_itself() -> None:
    cut, whole = find("rdkafka-ruby-partition-key"), find("rdkafka-ruby")
    assert cut.partition("한국".encode(), 1_000) == whole.partition("한국".encode()[:2], 1_000)
    assert cut.partition(b"user-42", 1_000) == whole.partition(b"user-42", 1_000)
