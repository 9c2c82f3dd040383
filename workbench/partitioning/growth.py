"""What if a topic had another number of partitions: which keys move, and what that breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import ne
from sys import maxsize

from workbench.partitioning.key_counts import KeyCounts
from workbench.partitioning.lane_hashes import murmur2
from workbench.partitioning.rules import Partitioner, check_partitions

BLOCK = 8_192
"""Keys placed at once: others wait no longer than that takes."""

SAMPLE = 50_000
"""Keys on which the sign bug is looked for."""

_SIGN = 0x7FFFFFFF


@dataclass(frozen=True, slots=True)
class Growth:
    """Distinct keys over `partitions` where there are `now`: `moved` of them land elsewhere.

    `unplaced` have no promised partition. `largest` is the fullest partition and its keys. `sign_bug` is the share of
    keys that murmur2 without its sign mask puts elsewhere than Java does: 0.0 hides such a client, as every power of
    two does.
    """

    now: int
    partitions: int
    keys: int
    moved: int
    unplaced: int
    skew: float
    largest: tuple[int, int]
    sign_bug: float

    @property
    def sentence(self) -> str:
        """What it means in practice."""
        return _moving(self) + _hiding(self)


def what_if(keys: Sequence[bytes], partitioner: Partitioner, now: int, counts: Sequence[int]) -> tuple[Growth, ...]:
    """For each count, what becomes of the distinct keys.

    Raises ValueError for a count that no topic can have, and Unplaceable where the partitioner has no place for a key.
    """
    for count in (now, *counts):
        check_partitions(count)
    others = tuple(_Other(count) for count in counts)
    for block in _distinct(keys):
        before = partitioner.partitions_of(block, now)
        for other in others:
            other.add(before, before if other.partitions == now else partitioner.partitions_of(block, other.partitions))
    return tuple(other.growth(now, _sign_bug(keys, other.partitions)) for other in others)


@dataclass(slots=True)
class _Other:
    """What has been found of another count so far."""

    partitions: int
    keys: int = 0
    moved: int = 0
    filled: Counter[int | None] = field(default_factory=Counter)

    def add(self, before: Sequence[int | None], after: Sequence[int | None]) -> None:
        self.keys += len(after)
        self.moved += sum(map(ne, before, after))
        self.filled.update(after)

    def growth(self, now: int, sign_bug: float) -> Growth:
        unplaced = self.filled[None]
        placed = {partition: keys for partition, keys in self.filled.items() if partition is not None}
        partition, most = max(placed.items(), key=lambda each: (each[1], -each[0]), default=(0, 0))
        skew = most * self.partitions / sum(placed.values()) if placed else 1.0
        return Growth(now, self.partitions, self.keys, self.moved, unplaced, skew, (partition, most), sign_bug)


def _distinct(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """Each key once, block by block."""
    seen = KeyCounts(maxsize)
    for block in _blocks(keys):
        seen.add(block)
    return seen.blocks(BLOCK)


def _sign_bug(keys: Sequence[bytes], partitions: int) -> float:
    """On how many of the keys, a sample of the distinct ones, murmur2 with and without its mask differ."""
    if not keys or partitions & (partitions - 1) == 0:
        return 0.0
    sample = tuple(dict.fromkeys(keys[:: -(-len(keys) // SAMPLE)]))
    hashes = [each for block in _blocks(sample) for each in murmur2(block)]
    return sum(each % partitions != (each & _SIGN) % partitions for each in hashes) / len(hashes)


def _blocks(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (keys[start : start + BLOCK] for start in range(0, len(keys), BLOCK))


def _moving(growth: Growth) -> str:
    if growth.keys and growth.unplaced == growth.keys:
        return "No number is promised for any of these keys, so nothing can be said of them."
    if growth.partitions == growth.now:
        return "This is how the topic is now."
    if growth.partitions < growth.now:
        return (
            f"Kafka never takes partitions away: it would be a new topic, with {growth.moved:,} of "
            f"{growth.keys:,} keys elsewhere."
        )
    if not growth.moved:
        return f"From {growth.now:,} to {growth.partitions:,}, no key moves."
    return (
        f"From {growth.now:,} to {growth.partitions:,}, {growth.moved:,} of {growth.keys:,} keys move: for those "
        "the order per key breaks between old and new records, and compaction keeps an old one."
    )


def _hiding(growth: Growth) -> str:
    if growth.partitions == 1 or not growth.keys:
        return ""
    if not growth.sign_bug:
        return f" {growth.partitions:,} hides a client that forgot murmur2's sign bit: a test on it proves nothing."
    return f" A client that forgot murmur2's sign bit would show on {growth.sign_bug:.0%} of the keys."
