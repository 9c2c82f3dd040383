"""Where a key lands, and the working that leads there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working: what was done, and the value it gave."""

    what: str
    value: str


@dataclass(frozen=True, slots=True)
class Placement:
    """A partition, or any of them.

    `partition` is None when the partitioner promises no number (`why` says what it will do instead);
    `hash` is the unsigned 32-bit hash where the key was hashed.
    """

    partitioner: str
    partitions: int
    partition: int | None
    hash: int | None = None
    steps: tuple[Step, ...] = ()
    why: str = ""
