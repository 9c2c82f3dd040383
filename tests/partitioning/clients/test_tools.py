"""Proxies and tools: each has another library under it."""

from __future__ import annotations

import pytest

from workbench.partitioning.clients import tools
from workbench.partitioning.partitioners import find

CLIENTS = [
    # name, what becomes of a key, of null, of an empty key
    ("confluent-rest-proxy", "murmur2, sign bit cleared", "any (sticky by bytes)", "hashed as no bytes"),
    ("redpanda-proxy", "murmur2, unsigned", "any (round robin)", "any (round robin)"),
    ("kcat", "crc32, unsigned", "any (sticky)", "any (sticky)"),
    ("rpk", "murmur2, sign bit cleared", "any (sticky by bytes)", "hashed as no bytes"),
    ("kcl", "murmur2, sign bit cleared", "any (sticky by bytes)", "hashed as no bytes"),
    ("kaf", "fnv1a, signed, absolute", "any (random)", "hashed as no bytes"),
    ("kaf-jvm", "murmur2, sign bit cleared", "any (random)", "hashed as no bytes"),
    ("kafkactl", "murmur2, sign bit cleared", "any (random)", "hashed as no bytes"),
    ("kafkactl-hash", "fnv1a, signed, absolute", "any (random)", "hashed as no bytes"),
    ("kafkactl-hash-ref", "fnv1a, sign bit cleared", "any (random)", "hashed as no bytes"),
    ("kafkactl-random", "the key is ignored: random", "any (random)", "any (random)"),
    ("kafkactl-manual", "the key is ignored: the caller's", "any (the caller's)", "any (the caller's)"),
    ("cockroachdb", "fnv1a, signed, absolute", "any (the caller's)", "hashed as no bytes"),
    ("cockroachdb-murmur2", "murmur2, sign bit cleared", "any (the caller's)", "hashed as no bytes"),
]


def test_all_are_here() -> None:
    assert {client.name for client in tools.CLIENTS} == {row[0] for row in CLIENTS}


@pytest.mark.parametrize(("name", "behaviour", "null", "empty"), CLIENTS)
def test_key_null_and_empty(name: str, behaviour: str, null: str, empty: str) -> None:
    client = find(name)
    assert (client.behaviour, client.null, client.empty) == (behaviour, null, empty)
