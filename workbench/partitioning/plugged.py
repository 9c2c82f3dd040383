"""A partitioner in Python of somebody else's: whatever it does, a person gets a partition or a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from workbench.partitioning.placement import Placement, Step
from workbench.partitioning.rules import Partitioner, check_partitions
from workbench.records.errors import Problem, Unplaceable
from workbench.records.escape import escape

PlacingFunction = Callable[[bytes | None, int], int | None]
"""The least that a plug-in is: key bytes (None: null) and the number of partitions to a partition, None for any."""

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class PluggedFunction:
    """A plug-in that is a function."""

    name: str
    about: str
    function: PlacingFunction

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """Where the key lands. Raises Unplaceable where the function fails or answers nonsense."""
        check_partitions(partitions)
        partition = self.partition(key, partitions)
        answer = "any" if partition is None else str(partition)
        why = "any partition: the plug-in leaves the choice to the producer" if partition is None else ""
        steps = (Step("plug-in", self.name), Step(f"of {partitions:,}", answer))
        return Placement(self.name, partitions, partition, None, steps, why)

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """The partition alone. Raises Unplaceable."""
        return _checked(self.name, _asked(self.name, self.function, key, partitions), partitions)

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """The partition of each key. Raises Unplaceable at the first that has none."""
        return [self.partition(key, partitions) for key in keys]


@dataclass(frozen=True, slots=True)
class PluggedPartitioner:
    """A plug-in that is a `Partitioner`, with a working of its own."""

    name: str
    about: str
    partitioner: Partitioner

    def place(self, key: bytes | None, partitions: int) -> Placement:
        """Where the key lands, with the plug-in's working. Raises Unplaceable."""
        check_partitions(partitions)
        placed = _asked(self.name, self.partitioner.place, key, partitions)
        if not isinstance(placed, Placement):
            raise _nonsense(self.name, placed, "place() gives a Placement")
        partition = self.partition(key, partitions)
        if type(placed.partition) is not type(partition) or placed.partition != partition:
            raise _nonsense(self.name, placed.partition, f"partition() gives {partition} for the same key")
        steps = [Step("plug-in", self.name), *_asked(self.name, _steps, placed)]
        return replace(
            placed, partitioner=self.name, partitions=partitions, steps=tuple(steps), why=escape(str(placed.why))
        )

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        """The partition alone. Raises Unplaceable."""
        return _checked(self.name, _asked(self.name, self.partitioner.partition, key, partitions), partitions)

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        """The partition of each key, all at once. Raises Unplaceable."""
        placed = _asked(self.name, self.partitioner.partitions_of, keys, partitions)
        if not isinstance(placed, list) or len(placed) != len(keys):
            raise _nonsense(self.name, placed, f"partitions_of() gives a list of {len(keys):,}, one for each key")
        for one in placed:
            if type(one) is not int or not 0 <= one < partitions:
                _checked(self.name, one, partitions)
        return placed


def _asked(name: str, function: Callable[..., _Answer], *given: object) -> _Answer:
    try:
        return function(*given)
    except Unplaceable:
        raise
    except (Exception, SystemExit) as error:
        words = escape(f"{type(error).__name__}: {error}"[:200])
        raise Unplaceable(Problem(f"the plug-in {name} failed with {words}")) from None


def _checked(name: str, answer: object, partitions: int) -> int | None:
    """The answer, if it is one. True is none, though Python counts it as 1."""
    if answer is None or (type(answer) is int and 0 <= answer < partitions):
        return answer
    valid = "0" if partitions == 1 else f"0 to {partitions - 1:,}"
    raise _nonsense(name, answer, f"valid are {valid}, and None for any")


def _nonsense(name: str, answer: object, valid: str) -> Unplaceable:
    try:
        written = escape(repr(answer)[:40])
    except Exception:
        written = type(answer).__name__
    return Unplaceable(Problem(f"the plug-in {name} answered {written}; {valid}"))


def _steps(placed: Placement) -> list[Step]:
    return [Step(escape(str(step.what)), escape(str(step.value))) for step in placed.steps]
