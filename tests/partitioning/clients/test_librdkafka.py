"""librdkafka's seven, and its past."""

from __future__ import annotations

import pytest

from workbench.partitioning.clients import librdkafka
from workbench.partitioning.partitioners import find

CLIENTS = [
    # name, what becomes of a key, of null, of an empty key
    ("murmur2_random", "murmur2, sign bit cleared", "any (sticky)", "hashed as no bytes"),
    ("consistent_random", "crc32, unsigned", "any (sticky)", "any (sticky)"),
    ("fnv1a_random", "fnv1a, signed, absolute", "any (sticky)", "hashed as no bytes"),
    ("murmur2", "murmur2, sign bit cleared", "hashed as no bytes", "hashed as no bytes"),
    ("consistent", "crc32, unsigned", "hashed as no bytes", "hashed as no bytes"),
    ("fnv1a", "fnv1a, signed, absolute", "hashed as no bytes", "hashed as no bytes"),
    ("random", "the key is ignored: random", "any (sticky)", "any (random)"),
    ("librdkafka-0.11.4", "murmur2, unsigned", "any (random)", "hashed as no bytes"),
    ("librdkafka-0.9.0", "the key is ignored: random", "any (random)", "any (random)"),
]


def test_all_are_here() -> None:
    assert {client.name for client in librdkafka.CLIENTS} == {row[0] for row in CLIENTS}


@pytest.mark.parametrize(("name", "behaviour", "null", "empty"), CLIENTS)
def test_key_null_and_empty(name: str, behaviour: str, null: str, empty: str) -> None:
    client = find(name)
    assert (client.behaviour, client.null, client.empty) == (behaviour, null, empty)


def test_one_of_the_seven_is_the_default() -> None:
    assert [client.name for client in librdkafka.CLIENTS if client.default] == ["consistent_random"]
