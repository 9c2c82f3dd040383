"""Key bytes to a partition, the same one each time: a hash, the turns its sign takes, the modulo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import repeat

from workbench.partitioning.hashes import Hash, Quick
from workbench.partitioning.placement import Placement, Step

Bulk = Callable[[Sequence[bytes]], Iterable[int]]
"""The hashes of many keys at once."""


def hexadecimal(number: int) -> str:
    """A 32-bit number as 0x and eight digits; of a longer one the ends."""
    written = f"0x{number:08x}"
    return written if len(written) <= 20 else f"{written[:10]}…{written[-8:]}"


def int32(number: int) -> int:
    """The same 32 bits, read as signed."""
    return number - 2**32 if number >= 2**31 else number


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing done to a hash before the modulo: its words, the arithmetic, how the result is written."""

    what: str
    turn: Callable[[int], int]
    written: Callable[[int], str] = hexadecimal


UNSIGNED: tuple[Turn, ...] = ()
"""The hash as it is."""

MASKED = (Turn("& 0x7fffffff", lambda number: number & 0x7FFFFFFF),)
"""The sign bit cleared: Java's toPositive, which is not abs."""

ABSOLUTE = (Turn("as int32", int32, str), Turn("absolute", abs, str))
"""Read as signed, then without the sign; -2^31 gives 2^31, as in rdfnv1a.c."""


def _none(key: bytes) -> tuple[Step, ...]:
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class Hashing:
    """One behaviour, shared by all clients that have it. `name` says it in words: "murmur2, sign bit cleared".

    `parts` are the steps before the hash: how it cuts the key up, its tail. For bulk, `quick` gives another
    implementation of hash, turns and modulo in one, `bulk` another of the hash.
    """

    name: str
    hash_name: str
    hash: Hash
    turns: tuple[Turn, ...]
    parts: Callable[[bytes], tuple[Step, ...]] = _none
    quick: Callable[[], Quick] | None = None
    bulk: Bulk | None = None

    def place(self, key: bytes, partitions: int, *before: Step) -> Placement:
        """Where the key lands, with the working: parts, hash, turns, modulo. The caller adds the name."""
        hashed = number = self.hash(key)
        steps = [*before, *self.parts(key), Step(self.hash_name, hexadecimal(hashed))]
        for turn in self.turns:
            number = turn.turn(number)
            steps.append(Step(turn.what, turn.written(number)))
        partition = number % partitions
        steps.append(Step(f"mod {partitions}", str(partition)))
        return Placement(self.name, partitions, partition, hashed, tuple(steps))

    def partition(self, key: bytes, partitions: int) -> int:
        """The partition alone, by the quick implementation where there is one."""
        if self.quick is not None:
            return self.quick()(key, partitions)
        return reduce(lambda number, turn: turn.turn(number), self.turns, self.hash(key)) % partitions

    def partitions_of(self, keys: Sequence[bytes], partitions: int) -> list[int]:
        """The partition of each key, with no byte code in between where it can be had."""
        if self.quick is not None:
            return list(map(self.quick(), keys, repeat(partitions)))
        numbers = self.hashes_of(keys)
        for turn in self.turns:
            numbers = map(turn.turn, numbers)
        return list(map(partitions.__rmod__, numbers))

    def hashes_of(self, keys: Sequence[bytes]) -> Iterable[int]:
        """The hash of each key."""
        return map(self.hash, keys) if self.bulk is None else self.bulk(keys)
