"""Sarama: one name for five hashes."""

from __future__ import annotations

import pytest

from workbench.partitioning.clients import sarama
from workbench.partitioning.partitioners import find

CLIENTS = [
    # name, what becomes of a key, of null, of an empty key
    ("sarama", "fnv1a, signed, absolute", "any (random)", "hashed as no bytes"),
    ("sarama-reference", "fnv1a, sign bit cleared", "any (random)", "hashed as no bytes"),
    ("sarama-crc32", "crc32, unsigned", "any (random)", "hashed as no bytes"),
    ("sarama-custom-crc32", "crc32, signed, absolute", "any (random)", "hashed as no bytes"),
    ("sarama-murmur2", "murmur2, sign bit cleared", "any (random)", "hashed as no bytes"),
    ("sarama-random", "the key is ignored: random", "any (random)", "any (random)"),
    ("sarama-round-robin", "the key is ignored: round robin", "any (round robin)", "any (round robin)"),
    ("sarama-manual", "the key is ignored: the caller's", "any (the caller's)", "any (the caller's)"),
]


def test_all_are_here() -> None:
    assert {client.name for client in sarama.CLIENTS} == {row[0] for row in CLIENTS}


@pytest.mark.parametrize(("name", "behaviour", "null", "empty"), CLIENTS)
def test_key_null_and_empty(name: str, behaviour: str, null: str, empty: str) -> None:
    client = find(name)
    assert (client.behaviour, client.null, client.empty) == (behaviour, null, empty)


def test_sheetjs_as_saramas_own_test_places_it() -> None:
    # partitioner_test.go, 100 partitions: 26 by the consistent CRC32, 70 by the custom hash
    assert find("sarama-crc32").partition(b"SheetJS", 100) == 26
    assert find("sarama-custom-crc32").partition(b"SheetJS", 100) == 70
