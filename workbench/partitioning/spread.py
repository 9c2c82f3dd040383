"""Many keys over the partitions: how many on each, how skewed that is, and whether the hash or the keys are why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from workbench.partitioning.chi_square import upper_tail
from workbench.partitioning.rules import Partitioner, check_partitions
from workbench.records.escape import quoted

MOST_DISTINCT = 5_000_000
"""Distinct keys that are told apart; with more, `distinct` is what it was then, and means "at least"."""

BLOCK = 8_192
"""Keys placed at once: others wait no longer than that takes."""

FREQUENT = 10
_EXPECTED = 5
"""Keys a partition below which a chi-square test means little."""

_UNLIKELY = 0.001
_HOT = 0.1
_SHOWN = 40


@dataclass(frozen=True)
class Spread:
    """Where keys land. `counts` are records a partition, `distinct_counts` distinct keys a partition.

    `total` is every record, `unplaced` those whose partitioner promises no number. `frequent` are the keys that come
    most often, with how often.
    """

    partitioner: str
    partitions: int
    counts: tuple[int, ...]
    distinct_counts: tuple[int, ...]
    total: int
    unplaced: int
    distinct: int
    frequent: tuple[tuple[bytes | None, int], ...] = ()

    @property
    def placed(self) -> int:
        """Records that have a promised partition."""
        return self.total - self.unplaced

    @property
    def mean(self) -> float:
        """Placed records a partition."""
        return self.placed / self.partitions

    @cached_property
    def largest(self) -> tuple[int, int]:
        """The fullest partition and its records; the first of several."""
        most = max(self.counts)
        return self.counts.index(most), most

    @property
    def skew(self) -> float:
        """The fullest partition's records as a multiple of the mean; 1.0 is perfectly even."""
        return self.largest[1] / self.mean if self.placed else 1.0

    @cached_property
    def empty(self) -> int:
        """Partitions without a record."""
        return self.counts.count(0)

    @cached_property
    def chi_square(self) -> float:
        """The statistic over distinct keys: repeated keys say nothing of the hash."""
        keys = sum(self.distinct_counts)
        if not keys:
            return 0.0
        expected = keys / self.partitions
        return sum((count - expected) ** 2 for count in self.distinct_counts) / expected

    @cached_property
    def p_value(self) -> float | None:
        """How often chance alone spreads distinct keys as unevenly; None where there are too few to tell."""
        if self.partitions == 1 or sum(self.distinct_counts) < _EXPECTED * self.partitions:
            return None
        return upper_tail(self.chi_square, self.partitions - 1)

    @property
    def verdict(self) -> str:
        """One sentence for a person: even or not, and whose doing that is."""
        if not self.total:
            return "there are no keys"
        if not self.placed:
            return "no number is promised for any of these keys: the producer picks while it sends"
        if self.partitions == 1:
            return "one partition takes every key"
        return _hot(self) or _evenness(self)


def _hot(spread: Spread) -> str:
    """A key that fills a partition by itself, whatever the hash does."""
    if not spread.frequent:
        return ""
    key, times = spread.frequent[0]
    share = times / spread.total
    if key is None or share < _HOT or times < max(2, 2 * spread.mean) or spread.distinct < 2:
        return ""
    partition, _ = spread.largest
    return (
        f"skewed by one key: {quoted(key.decode(errors='backslashreplace'), _SHOWN)} is {share:.0%} of all records, so "
        f"partition {partition} gets {spread.skew:.1f} times the mean, whichever client places it"
    )


def _evenness(spread: Spread) -> str:
    chance = spread.p_value
    if chance is None:
        need = _EXPECTED * spread.partitions
        return (
            f"too few distinct keys to judge the hash: {spread.distinct:,} over {spread.partitions:,} partitions, "
            f"where {need:,} would tell; the fullest has {spread.skew:.1f} times the mean"
        )
    if chance >= _UNLIKELY:
        return f"even: chance alone is as uneven in {_percent(chance)} of all cases (p {chance:.2g})"
    if spread.empty * 4 >= spread.partitions:
        return (
            f"uneven: {spread.empty:,} of {spread.partitions:,} partitions get no key at all (p {chance:.1g}): "
            "these keys and this hash do not go together"
        )
    return (
        f"uneven: chance alone does not spread distinct keys like this (p {chance:.1g}); it is the hash, not hot keys"
    )


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 else f"{share:.1%}"


class Tally:
    """Counts keys as they come, in blocks; one thread's at a time. Raises ValueError for a count no topic has."""

    def __init__(self, partitioner: Partitioner, partitions: int) -> None:
        check_partitions(partitions)
        self._partitioner, self._partitions = partitioner, partitions
        self._counts: Counter[int | None] = Counter()
        self._seen: Counter[bytes | None] = Counter()
        self._total = 0

    def feed(self, keys: Sequence[bytes | None]) -> None:
        """Count these. Raises Unplaceable for a key that the partitioner cannot place."""
        self._counts.update(self._partitioner.partitions_of(keys, self._partitions))
        self._total += len(keys)
        if len(self._seen) < MOST_DISTINCT:
            self._seen.update(keys)

    @property
    def keys(self) -> list[bytes]:
        """The distinct keys so far, null aside."""
        return [key for key in self._seen if key is not None]

    def look(self) -> Spread:
        """How far it is: without the most frequent keys, and without judging the hash."""
        return self._spread((0,) * self._partitions, ())

    def spread(self) -> Spread:
        """All of it. Among a million keys the most frequent ones take a moment to find."""
        repeated = len(self._seen) < self._total
        frequent = self._seen.most_common(FREQUENT) if repeated else list(islice(self._seen.items(), FREQUENT))
        return self._spread(self._distinct() if repeated else _dense(self._counts, self._partitions), tuple(frequent))

    def _distinct(self) -> tuple[int, ...]:
        """Distinct keys a partition."""
        counts: Counter[int | None] = Counter()
        keys = iter(self._seen)
        while block := list(islice(keys, BLOCK)):
            counts.update(self._partitioner.partitions_of(block, self._partitions))
        return _dense(counts, self._partitions)

    def _spread(self, distinct: tuple[int, ...], frequent: tuple[tuple[bytes | None, int], ...]) -> Spread:
        counts, unplaced = _dense(self._counts, self._partitions), self._counts[None]
        return Spread(
            self._partitioner.name,
            self._partitions,
            counts,
            distinct,
            self._total,
            unplaced,
            len(self._seen),
            frequent,
        )


def _dense(counts: Counter[int | None], partitions: int) -> tuple[int, ...]:
    return tuple(counts[number] for number in range(partitions))
