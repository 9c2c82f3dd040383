"""The parts a partitioner is put together from, and the working they show.

A client's rule is data: a hash, the turns its sign takes before the modulo, and what becomes of a key that is
null or empty. Where no number can be promised there is a `Pick`: it says how the producer picks, never which.
The last step of every working is the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import repeat
from typing import Protocol

from workbench.partitioning.hashes import Hash, Quick
from workbench.partitioning.placement import Placement, Step

MAX_PARTITIONS = 2**31 - 1
"""Partition numbers are int32 in the protocol."""


class Partitioner(Protocol):
    """Key bytes to partition, as one client does it. A null key is None, an empty one no bytes."""

    @property
    def name(self) -> str:
        """The one word for it on screen, in flags and in configurations, such as `murmur2_random`."""

    @property
    def about(self) -> str:
        """A few words for the choice list: who places records like that."""

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """Where the key lands, with the working. Raises ValueError for a count that no topic can have."""

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """The same partition alone, quickly; None is any. The count is not checked again."""

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """The same for many keys, as quickly as it goes."""


@dataclass(frozen=True, slots=True)
class Pick:
    """The producer picks while it sends: `how` in a word, and for how long it stays with what it picked."""

    how: str
    kept: str

    def place(self, partitioner: str, partitions: int, key: str, state: str) -> Placement:
        """Any partition, because the `key` is in that `state`."""
        steps = (
            Step(key, "not hashed"),
            Step("kept for", self.kept),
            Step(f"of {partitions}", f"any ({self.how})"),
        )
        why = f"any partition ({self.how}): the key is {state}"
        return Placement(partitioner, partitions, None, None, steps, why)


STICKY = Pick("sticky", "sticky.partitioning.linger.ms")
"""One partition for a while (2 x linger.ms unless set), then another (rd_kafka_msg_sticky_partition)."""

RANDOM = Pick("random", "one record")
"""Another one for each record (rd_kafka_msg_partitioner_random)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing done to a hash before the modulo: its words, the arithmetic, how the result is written."""

    what: str
    turn: Callable[[int], int]
    written: Callable[[int], str]


def hexadecimal(number: int) -> str:
    """A 32-bit number as 0x and eight digits."""
    return f"0x{number:08x}"


def int32(number: int) -> int:
    """The same 32 bits, read as signed."""
    return number - 2**32 if number >= 2**31 else number


UNSIGNED: tuple[Turn, ...] = ()
"""The hash as it is."""

MASKED = (Turn("& 0x7fffffff", lambda number: number & 0x7FFFFFFF, hexadecimal),)
"""The sign bit cleared: Java's toPositive, which is not abs."""

ABSOLUTE = (Turn("as int32", int32, str), Turn("absolute", abs, str))
"""Read as signed, then without the sign; -2^31 gives 2^31, as in rdfnv1a.c."""


@dataclass(frozen=True, slots=True)
class HashPartitioner:
    """Hashes the key. `null` and `empty` are what such a key gets instead; None: it is hashed, as no bytes.

    `quick` gives another implementation of the same hash, turns and modulo, for bulk.
    """

    name: str
    about: str
    hash_name: str
    hash: Hash
    turns: tuple[Turn, ...]
    null: Pick | None = STICKY
    empty: Pick | None = None
    quick: Callable[[], Quick] | None = None

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """Where the key lands, with the working: hash, turns, modulo."""
        check_partitions(partitions)
        if key is None and self.null is not None:
            return self.null.place(self.name, partitions, "null key", "null")
        if key == b"" and self.empty is not None:
            return self.empty.place(self.name, partitions, "empty key", "empty")
        before = (Step("null key", "as empty"),) if key is None else ()
        return self._hashed(key or b"", partitions, *before)

    def _hashed(self, key: bytes, partitions: int, *before: Step) -> Placement:
        hashed = number = self.hash(key)
        steps = [*before, Step(self.hash_name, hexadecimal(hashed))]
        for turn in self.turns:
            number = turn.turn(number)
            steps.append(Step(turn.what, turn.written(number)))
        partition = number % partitions
        steps.append(Step(f"mod {partitions}", str(partition)))
        return Placement(self.name, partitions, partition, hashed, tuple(steps))

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """The partition alone, by the quick implementation where there is one; None is any."""
        if not key:
            if (self.null if key is None else self.empty) is not None:
                return None
            key = b""
        if self.quick is not None:
            return self.quick()(key, partitions)
        return reduce(lambda number, turn: turn.turn(number), self.turns, self.hash(key)) % partitions

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """The partition of each key; the quick implementation is called without byte code in between."""
        if self.quick is None or not all(keys):
            return [self.partition(key, partitions) for key in keys]
        return list(map(self.quick(), keys, repeat(partitions)))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class KeylessPartitioner:
    """Ignores the key. `keyed` is how it picks for a key, an empty one too; `null` for no key."""

    name: str
    about: str
    keyed: Pick
    null: Pick = STICKY

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """Any partition, and how it is picked."""
        check_partitions(partitions)
        if key is None:
            return self.null.place(self.name, partitions, "null key", "null")
        return self.keyed.place(self.name, partitions, "key", "ignored")

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """None: any."""
        return None

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """None for each: any."""
        return [None] * len(keys)


def check_partitions(partitions: int) -> None:
    """Raises ValueError, with the sentence, for a count that no topic can have."""
    if not 1 <= partitions <= MAX_PARTITIONS:
        raise ValueError(f"a topic cannot have {partitions:,} partitions; valid: 1 to {MAX_PARTITIONS:,}")
