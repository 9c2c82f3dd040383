"""The answers of the real client libraries: keys, their hashes, and the partition each behaviour gave them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[1] / "vectors" / "partition_vectors.json"


@dataclass(frozen=True)
class KeyVector:
    """A key and its unsigned hashes."""

    label: str
    key: bytes
    murmur2: int
    crc32: int
    fnv1a: int


@cache
def _vectors() -> Any:
    return json.loads(_FILE.read_text())


def all_keys() -> list[KeyVector]:
    """Every key of the vectors."""
    return [
        KeyVector(row["label"], bytes.fromhex(row["key_hex"]), row["murmur2"], row["crc32"], row["fnv1a"])
        for row in _vectors()["keys"]
    ]


def behaviour(name: str) -> list[tuple[bytes, int, int | None]]:
    """Key, number of partitions, and the partition that the libraries of this behaviour gave."""
    rows = zip(all_keys(), _vectors()["behaviours"][name]["partitions"], strict=True)
    return [
        (vector.key, count, partition)
        for vector, row in rows
        for count, partition in zip(_vectors()["counts"], row, strict=True)
    ]


def behaviour_of(member: str) -> str:
    """The behaviour that a library belongs to, such as `librdkafka/murmur2`."""
    [name] = [name for name, entry in _vectors()["behaviours"].items() if member in entry["members"]]
    return str(name)


def behaviours() -> list[str]:
    """The names of all behaviours."""
    return list(_vectors()["behaviours"])


def members() -> list[str]:
    """Every library, function or class whose answers were recorded."""
    return list(_vectors()["provenance"])
