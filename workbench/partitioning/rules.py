"""What a client does with a key: hash it, ignore it, or always the same; and with one that is null or empty.

A client's rule is data: a `Hashing` that equal clients share, and a `Pick` where no number can be promised: it says
how the producer picks, never which. The last step of every working is the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from workbench.partitioning.hashing import Hashing, hexadecimal
from workbench.partitioning.picks import STICKY, Pick
from workbench.partitioning.placement import Placement, Step

__all__ = [
    "MAX_PARTITIONS",
    "FixedPartitioner",
    "HashPartitioner",
    "KeylessPartitioner",
    "Partitioner",
    "Rule",
    "check_partitions",
    "hexadecimal",
]

MAX_PARTITIONS = 2**31 - 1
"""Partition numbers are int32 in the protocol."""

_BLOCK = 4096
"""Keys in one go: what C code does with them must not keep the interface waiting."""

_HASHED = "hashed as no bytes"


class Partitioner(Protocol):
    """Key bytes to partition, as one client does it. A null key is None, an empty one no bytes.

    Rule files and plug-ins raise Unplaceable, a ValueError, where they have no place for a key, or for none over so
    many partitions: then even `partitions_of` no keys does.
    """

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


class Rule(Protocol):
    """What clients of one behaviour share: a partitioner without a name of its own."""

    @property
    def behaviour(self) -> str:
        """What becomes of a key: "murmur2, sign bit cleared"."""

    @property
    def null_words(self) -> str:
        """What becomes of a null key: "any (sticky)", "hashed as no bytes", "partition 0"."""

    @property
    def empty_words(self) -> str:
        """The same of an empty one."""

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """As a partitioner's."""

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """As a partitioner's."""

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """As a partitioner's."""


@dataclass(frozen=True, slots=True)
class HashPartitioner:
    """Hashes the key. `null` and `empty` are what such a key gets instead; None: it is hashed, as no bytes."""

    hashing: Hashing
    null: Pick | None = STICKY
    empty: Pick | None = None

    @property
    def behaviour(self) -> str:
        """The hash, and what becomes of its sign."""
        return self.hashing.name

    @property
    def null_words(self) -> str:
        """What becomes of a null key."""
        return self.null.words if self.null else _HASHED

    @property
    def empty_words(self) -> str:
        """What becomes of an empty key."""
        return self.empty.words if self.empty else _HASHED

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """Where the key lands, with the working."""
        check_partitions(partitions)
        if key is None and self.null is not None:
            return self.null.place(partitions, "null key", "null")
        if key == b"" and self.empty is not None:
            return self.empty.place(partitions, "empty key", "empty")
        before = (Step("null key", "as empty"),) if key is None else ()
        return self.hashing.place(key or b"", partitions, *before)

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """The partition alone; None is any."""
        if not key:
            if (self.null if key is None else self.empty) is not None:
                return None
            key = b""
        return self.hashing.partition(key, partitions)

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """The partition of each key, in blocks."""
        placed: list[int | None] = []
        for start in range(0, len(keys), _BLOCK):
            placed += self._block(keys[start : start + _BLOCK], partitions)
        return placed

    def _block(self, keys: Sequence[bytes | None], partitions: int) -> Sequence[int | None]:
        hashed = [key for key in keys if key]
        answers = self.hashing.partitions_of(hashed, partitions)
        if len(hashed) == len(keys):
            return answers
        null, empty = self.partition(None, partitions), self.partition(b"", partitions)
        rest = iter(answers)
        return [next(rest) if key else null if key is None else empty for key in keys]


@dataclass(frozen=True, slots=True)
class KeylessPartitioner:
    """Ignores the key. `keyed` is how it picks for a key, an empty one too; `null` for no key."""

    keyed: Pick
    null: Pick = STICKY

    @property
    def behaviour(self) -> str:
        """That no key decides."""
        return f"the key is ignored: {self.keyed.how}"

    @property
    def null_words(self) -> str:
        """How it picks for no key."""
        return self.null.words

    @property
    def empty_words(self) -> str:
        """As for any key."""
        return self.keyed.words

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """Any partition, and how it is picked."""
        check_partitions(partitions)
        if key is None:
            return self.null.place(partitions, "null key", "null")
        return self.keyed.place(partitions, "key", "ignored")

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """None: any."""
        return None

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """None for each: any."""
        return [None] * len(keys)


@dataclass(frozen=True, slots=True)
class FixedPartitioner:
    """Always the same partition, whatever the key."""

    number: int = 0

    @property
    def behaviour(self) -> str:
        """That no key decides."""
        return f"the key is ignored: always partition {self.number}"

    @property
    def null_words(self) -> str:
        """The partition."""
        return f"partition {self.number}"

    @property
    def empty_words(self) -> str:
        """The partition."""
        return f"partition {self.number}"

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """That partition."""
        check_partitions(partitions)
        steps = (Step("null key" if key is None else "key", "ignored"), Step("always", str(self.number)))
        return Placement("", partitions, self.number, None, steps, "")

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """That partition."""
        return self.number

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """That partition for each."""
        return [self.number] * len(keys)


@dataclass(frozen=True, slots=True)
class NullToFirst:
    """Null keys to partition 0, all others as `rule` does: @platformatic/kafka with a partitioner configured."""

    rule: HashPartitioner

    @property
    def behaviour(self) -> str:
        """As the rule's."""
        return self.rule.behaviour

    @property
    def null_words(self) -> str:
        """The first partition."""
        return _FIRST.null_words

    @property
    def empty_words(self) -> str:
        """As the rule's."""
        return self.rule.empty_words

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """The first partition for a null key."""
        return (_FIRST if key is None else self.rule).place(key, partitions)

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """The same alone."""
        return (_FIRST if key is None else self.rule).partition(key, partitions)

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """The partition of each key."""
        placed = self.rule.partitions_of(keys, partitions)
        return [0 if key is None else number for key, number in zip(keys, placed, strict=True)]


_FIRST = FixedPartitioner(0)


def check_partitions(partitions: int) -> None:
    """Raises ValueError, with the sentence, for a count that no topic can have."""
    if not 1 <= partitions <= MAX_PARTITIONS:
        raise ValueError(f"a topic cannot have {partitions:,} partitions; valid: 1 to {MAX_PARTITIONS:,}")
