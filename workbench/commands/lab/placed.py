"""Where a block of keys lands under one partitioner, as quickly as it goes: a million keys are no working each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.commands.lab.keys import Keys
from workbench.commands.refused import Refused
from workbench.partitioning.hashing import Hashing
from workbench.partitioning.rules import HashPartitioner, Partitioner
from workbench.records.errors import Unplaceable
from workbench.records.escape import shown

_KEY_CHARACTERS = 32


@dataclass(frozen=True, slots=True)
class Placed:
    """The answers beside the keys: partition (None: any) and unsigned hash (None: not hashed)."""

    partitioner: Partitioner
    partitions: Sequence[int | None]
    hashes: Sequence[int | None]


def placed(partitioner: Partitioner, keys: Sequence[bytes | None], partitions: int) -> Placed:
    """Every key's partition and hash, the same as its `place` gives. Raises Unplaceable."""
    landed = partitioner.partitions_of(keys, partitions)
    rule = getattr(partitioner, "rule", partitioner)
    if not isinstance(rule, HashPartitioner):
        return Placed(partitioner, landed, [partitioner.place(key, partitions).hash for key in keys])
    hashed = iter(_hashes(rule.hashing, [key for key in keys if key]))
    if all(keys):
        return Placed(partitioner, landed, list(hashed))
    # An empty key and a null one may be hashed as well: the partitioner knows.
    found = [next(hashed) if key else partitioner.place(key, partitions).hash for key in keys]
    return Placed(partitioner, landed, found)


def placeable(partitioners: Sequence[Partitioner], keys: Keys, partitions: int) -> tuple[Keys, Refused | None]:
    """The keys before the first that one of them cannot place, and why it cannot."""
    for at, key in enumerate(keys.data):
        for partitioner in partitioners:
            try:
                partitioner.partition(key, partitions)
            except Unplaceable as error:
                return keys.first(at), unplaceable(key, error)
    return keys, None


def unplaceable(key: bytes | None, error: Unplaceable) -> Refused:
    """The sentence for a key that a partitioner cannot place."""
    return Refused(f"key '{shown(key, _KEY_CHARACTERS)}': {error}")


def _hashes(hashing: Hashing, keys: Sequence[bytes]) -> Iterable[int]:
    return map(hashing.hash, keys) if hashing.bulk is None else hashing.bulk(keys)
