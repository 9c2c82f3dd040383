"""Java by version: keys land alike from 0.8.2 on, null does not."""

from __future__ import annotations

import pytest

from workbench.partitioning.clients import java
from workbench.partitioning.partitioners import find

CLIENTS = [
    # name, what becomes of a key, of null, of an empty key
    ("java", "murmur2, sign bit cleared", "any (sticky by bytes)", "hashed as no bytes"),
    ("java-4.0", "murmur2, sign bit cleared", "any (sticky by bytes)", "hashed as no bytes"),
    ("java-rack-aware", "murmur2, sign bit cleared", "any (sticky by bytes, own rack)", "hashed as no bytes"),
    ("java-2.4", "murmur2, sign bit cleared", "any (sticky by batch)", "hashed as no bytes"),
    ("java-0.8.2", "murmur2, sign bit cleared", "any (round robin)", "hashed as no bytes"),
    ("java-ignore-keys", "the key is ignored: sticky by bytes", "any (sticky by bytes)", "any (sticky by bytes)"),
    ("java-round-robin", "the key is ignored: round robin", "any (round robin)", "any (round robin)"),
    (
        "java-round-robin-2.4",
        "the key is ignored: round robin, skipping",
        "any (round robin, skipping)",
        "any (round robin, skipping)",
    ),
    ("java-uniform-sticky", "the key is ignored: sticky by batch", "any (sticky by batch)", "any (sticky by batch)"),
    ("java-0.8", "String.hashCode, absolute, of a String", "any (sticky by time)", "hashed as no bytes"),
    ("java-0.8-bytes", "Arrays.hashCode, absolute", "any (sticky by time)", "hashed as no bytes"),
]


def test_all_are_here() -> None:
    assert {client.name for client in java.CLIENTS} == {row[0] for row in CLIENTS}


@pytest.mark.parametrize(("name", "behaviour", "null", "empty"), CLIENTS)
def test_key_null_and_empty(name: str, behaviour: str, null: str, empty: str) -> None:
    client = find(name)
    assert (client.behaviour, client.null, client.empty) == (behaviour, null, empty)


def test_the_scala_producer_hashed_objects() -> None:
    # "hello".hashCode() is 99162322
    assert find("java-0.8").partition(b"hello", 1_000) == 322
    assert find("java-0.8").partition(b"\xff", 1_000) is None
    # Arrays.hashCode({}) is 1
    assert find("java-0.8-bytes").partition(b"", 1_000) == 1
