"""Many keys over the partitions: how many on each, how skewed that is, and whether the hash or the keys are why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

from workbench.partitioning.chi_square import upper_tail
from workbench.partitioning.key_counts import KeyCounts
from workbench.partitioning.rules import Partitioner, check_partitions
from workbench.records.escape import shown

MOST_DISTINCT = 5_000_000
"""Distinct keys that are told apart, some 110 bytes each for keys of 16; with more, `distinct` means "at least"."""

MOST_PARTITIONS = 1_000_000
"""A spread has a figure for each partition; no topic has as many as this."""

BLOCK = 8_192
"""Keys placed at once: others wait no longer than that takes."""

_EXPECTED = 5
"""Keys a partition below which a chi-square test means little."""

_UNLIKELY = 0.001
_SKEWED = 1.5
"""From this multiple of the mean on, the fullest partition is worth a word."""

_SHOWN = 32


@dataclass(frozen=True)
class Spread:
    """Where keys land. `counts` are records a partition, `distinct_counts` distinct keys a partition.

    `total` is every record, `unplaced` those whose partitioner promises no number. `frequent` are the keys that come
    most often, with how often; `home` is the partition of the first of them. While keys are still being counted
    `distinct_counts` and `frequent` are left empty.
    """

    partitioner: str
    partitions: int
    counts: tuple[int, ...]
    distinct_counts: tuple[int, ...]
    total: int
    unplaced: int
    distinct: int
    frequent: tuple[tuple[bytes | None, int], ...] = ()
    home: int | None = None

    @property
    def placed(self) -> int:
        """Records that have a promised partition."""
        return self.total - self.unplaced

    @property
    def mean(self) -> float:
        """Placed records a partition."""
        return self.placed / self.partitions

    @property
    def is_at_least(self) -> bool:
        """Whether there may be more distinct keys than `distinct` says."""
        return self.distinct >= MOST_DISTINCT

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
        """One sentence for a person: even or not, and whether that is the hash's doing or the keys'."""
        if not self.total:
            return "there are no keys"
        if not self.placed:
            return "no number is promised for any of these keys: the producer picks while it sends"
        if self.partitions == 1:
            return "one partition takes every key"
        if not self.distinct_counts:
            return f"{self.total:,} keys so far"
        skewed = _by_a_key(self) or _by_frequent_keys(self)
        return f"{skewed}; {_hash_in_short(self)}" if skewed else _hash(self)


def _by_a_key(spread: Spread) -> str:
    """One key fills its partition, whatever the hash does: what brokers feel."""
    key, times = spread.frequent[0] if spread.frequent else (None, 0)
    partition, _ = spread.largest
    if spread.home != partition or spread.skew < _SKEWED or times < max(2, spread.mean):
        return ""
    if spread.distinct > 1 and times < 2 * spread.total / spread.distinct:
        return ""
    return (
        f"one key is {_percent(times / spread.total)} of all records ({shown(key, _SHOWN)}): partition {partition} "
        f"gets {spread.skew:.1f} times the mean, whatever the partitioner"
    )


def _by_frequent_keys(spread: Spread) -> str:
    """Several keys that come often share a partition, while the distinct ones are spread more evenly than that."""
    if spread.p_value is None:
        return ""
    of_the_hash = max(spread.distinct_counts) * spread.partitions / sum(spread.distinct_counts)
    if spread.skew < max(_SKEWED, 1.25 * of_the_hash):
        return ""
    partition, _ = spread.largest
    return f"keys that come often meet: partition {partition} gets {spread.skew:.1f} times the mean"


def _hash(spread: Spread) -> str:
    """The evenness of distinct keys, as the whole sentence."""
    chance = spread.p_value
    if chance is None:
        need = _EXPECTED * spread.partitions
        return (
            f"too few distinct keys to judge the hash: {spread.distinct:,} over {spread.partitions:,} partitions, "
            f"where {need:,} would tell; the fullest has {spread.skew:.1f} times the mean"
        )
    if chance >= _UNLIKELY:
        return f"even: chance alone is as uneven in {_percent(chance)} of all cases ({_p(chance)})"
    if spread.empty * 4 >= spread.partitions:
        return (
            f"uneven: {spread.empty:,} of {spread.partitions:,} partitions get no key at all ({_p(chance)}): "
            "these keys and this hash do not go together"
        )
    return (
        f"uneven: chance alone does not spread distinct keys like this ({_p(chance)}); it is the placement, not keys "
        "that come often"
    )


def _hash_in_short(spread: Spread) -> str:
    """The same after a word about the keys."""
    chance = spread.p_value
    if chance is None:
        return "too few distinct keys to judge the hash"
    return f"the hash is even ({_p(chance)})" if chance >= _UNLIKELY else f"the hash is uneven too ({_p(chance)})"


def _p(chance: float) -> str:
    return f"p {chance:.2g}" if chance >= 1e-9 else "p below 1e-9"


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 else f"{share:.2%}"


class Tally:
    """Counts keys as they come, in blocks; one thread's at a time.

    Raises ValueError for a count that no topic can have or that is beyond MOST_PARTITIONS.
    """

    def __init__(self, partitioner: Partitioner, partitions: int) -> None:
        check_partitions(partitions)
        if partitions > MOST_PARTITIONS:
            raise ValueError(f"keys are not spread over {partitions:,} partitions; valid: 1 to {MOST_PARTITIONS:,}")
        self._partitioner, self._partitions = partitioner, partitions
        self._counts: Counter[int | None] = Counter()
        self._seen = KeyCounts(MOST_DISTINCT)
        self._total = 0

    def feed(self, keys: Sequence[bytes | None]) -> None:
        """Count these, a block or more. Raises Unplaceable for a key that the partitioner cannot place."""
        for start in range(0, len(keys), BLOCK):
            block = keys[start : start + BLOCK]
            self._counts.update(self._partitioner.partitions_of(block, self._partitions))
            self._total += len(block)
            self._seen.add(block)

    @property
    def keys(self) -> list[bytes]:
        """The distinct keys so far, null aside."""
        return [key for block in self._seen.blocks(BLOCK) for key in block]

    def look(self) -> Spread:
        """How far it is: the counts alone."""
        return self._spread((), (), None)

    def spread(self) -> Spread:
        """All of it. Among a million keys the most frequent ones take a moment to find."""
        repeated = self._total > len(self._seen)
        distinct = self._distinct() if repeated else _dense(self._counts, self._partitions)
        frequent = self._seen.most_common()
        home = self._partitioner.partition(frequent[0][0], self._partitions) if frequent else None
        return self._spread(distinct, frequent, home)

    def _distinct(self) -> tuple[int, ...]:
        """Distinct keys a partition."""
        counts: Counter[int | None] = Counter()
        for block in self._seen.blocks(BLOCK):
            counts.update(self._partitioner.partitions_of(block, self._partitions))
        if self._seen.has_null:
            counts.update(self._partitioner.partitions_of((None,), self._partitions))
        return _dense(counts, self._partitions)

    def _spread(
        self, distinct: tuple[int, ...], frequent: tuple[tuple[bytes | None, int], ...], home: int | None
    ) -> Spread:
        counts, unplaced = _dense(self._counts, self._partitions), self._counts[None]
        known = len(self._seen)
        return Spread(
            self._partitioner.name, self._partitions, counts, distinct, self._total, unplaced, known, frequent, home
        )


def _dense(counts: Counter[int | None], partitions: int) -> tuple[int, ...]:
    return tuple(map(counts.get, range(partitions), repeat(0)))
