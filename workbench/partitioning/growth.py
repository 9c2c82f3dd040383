"""What if a topic had another number of partitions: which keys move, and what that breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import ne

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

    `unplaced` have no promised partition. `sign_bug` is the share of keys that murmur2 without its sign mask puts
    elsewhere than Java does: 0.0 hides such a client, as every power of two does.
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
    """For each count, what becomes of the distinct keys. Raises ValueError for a count that no topic can have."""
    distinct = list(dict.fromkeys(keys))
    before = _places(partitioner, distinct, now)
    return tuple(_growth(distinct, partitioner, now, before, count) for count in counts)


def _growth(
    keys: Sequence[bytes], partitioner: Partitioner, now: int, before: Sequence[int | None], count: int
) -> Growth:
    after = before if count == now else _places(partitioner, keys, count)
    filled = Counter(after)
    unplaced = filled.pop(None, 0)
    placed = len(keys) - unplaced
    partition, most = filled.most_common(1)[0] if filled else (0, 0)
    skew = most * count / placed if placed else 1.0
    moved = sum(map(ne, before, after))
    return Growth(now, count, len(keys), moved, unplaced, skew, (partition or 0, most), _sign_bug(keys, count))


def _places(partitioner: Partitioner, keys: Sequence[bytes], partitions: int) -> list[int | None]:
    check_partitions(partitions)
    return [place for block in _blocks(keys) for place in partitioner.partitions_of(block, partitions)]


def _sign_bug(keys: Sequence[bytes], partitions: int) -> float:
    if not keys or partitions & (partitions - 1) == 0:
        return 0.0
    sample = keys[:: max(1, len(keys) // SAMPLE)]
    hashes = [each for block in _blocks(sample) for each in murmur2(block)]
    return sum(each % partitions != (each & _SIGN) % partitions for each in hashes) / len(sample)


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
