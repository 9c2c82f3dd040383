"""Clients that hash a part of the key only, or keys of one kind only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from workbench.partitioning.picks import Pick
from workbench.partitioning.placement import Placement, Step
from workbench.partitioning.rules import HashPartitioner, check_partitions


@dataclass(frozen=True, slots=True)
class Trim:
    """`part` is what of a key is hashed, None where it is no such key. `what` and `behaviour` are its words."""

    what: str
    behaviour: str
    part: Callable[[bytes], bytes | None]


@dataclass(frozen=True, slots=True)
class TrimmingPartitioner:
    """`rule` over a part of the key; `otherwise` is what becomes of a key that is not of that kind."""

    rule: HashPartitioner
    trim: Trim
    otherwise: Pick

    @property
    def behaviour(self) -> str:
        """The hash, and of what."""
        return f"{self.rule.behaviour}, {self.trim.behaviour}"

    @property
    def null_words(self) -> str:
        """As the rule's."""
        return self.rule.null_words

    @property
    def empty_words(self) -> str:
        """As the rule's, where an empty key is of that kind."""
        return self.rule.empty_words if self.trim.part(b"") is not None else self.otherwise.words

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """Where the key lands; the working begins with the part that is hashed."""
        check_partitions(partitions)
        if key is None:
            return self.rule.place(None, partitions)
        part = self.trim.part(key)
        if part is None:
            return self.otherwise.place(partitions, "key", "of another kind")
        placed = self.rule.place(part, partitions)
        return replace(placed, steps=(Step(self.trim.what, f"{len(part)} of {len(key)} B"), *placed.steps))

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """The partition alone; None is any."""
        part = None if key is None else self.trim.part(key)
        return None if part is None and key is not None else self.rule.partition(part, partitions)

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """The partition of each key."""
        parts = [None if key is None else self.trim.part(key) for key in keys]
        placed = self.rule.partitions_of(parts, partitions)
        if None not in parts:
            return placed
        unread = (part is None and key is not None for part, key in zip(parts, keys, strict=True))
        return [None if other else partition for other, partition in zip(unread, placed, strict=True)]


def _as_many_bytes_as_characters(key: bytes) -> bytes:
    if key.isascii():
        return key
    try:
        return key[: len(key.decode())]
    except UnicodeDecodeError:
        return key


AS_CHARACTERS = Trim("as many B as characters", "as many bytes as characters", _as_many_bytes_as_characters)
"""Ruby's `str.size` where `bytesize` was meant; bytes that are no UTF-8 are taken as a binary string, whole."""


def _without_last(size: int) -> Callable[[bytes], bytes | None]:
    return lambda key: key[:-size] if len(key) >= size else None


TIME_WINDOW = Trim("without the window's 8 B", "without the window's 8 bytes", _without_last(8))
"""Streams' TimeWindowedSerializer: the base key, then the window's start, 8 bytes."""

SESSION_WINDOW = Trim("without the window's 16 B", "without the window's 16 bytes", _without_last(16))
"""Streams' SessionWindowedSerializer: the base key, then the session's end and start, 8 bytes each."""


def _text(key: bytes) -> bytes | None:
    if key.isascii():
        return key
    try:
        key.decode()
    except UnicodeDecodeError:
        return None
    return key


STRING = Trim("read as UTF-8", "of a String", _text)
"""Java's String: the key is its UTF-8."""
