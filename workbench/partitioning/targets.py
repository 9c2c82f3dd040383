"""Where a rule sends its keys: one partition, the last, a range, or what the other rules leave over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LAST = -1
"""The topic's last partition, however many it has."""


@dataclass(frozen=True, slots=True)
class Span:
    """Partitions of a topic that has `of`, as runs of numbers in order."""

    runs: tuple[range, ...]
    of: int

    @property
    def size(self) -> int:
        """How many partitions."""
        return sum(map(len, self.runs))

    @property
    def is_from_zero(self) -> bool:
        """Whether the partition is the place in the span."""
        return len(self.runs) == 1 and self.runs[0].start == 0

    def partition(self, place: int) -> int:
        """The partition at that place, from 0."""
        for run in self.runs:
            if place < len(run):
                return run[place]
            place -= len(run)
        raise IndexError(place)

    def without(self, spans: Iterable[Span]) -> Span:
        """The partitions that are in none of these."""
        runs = list(self.runs)
        for taken in sorted((run for span in spans for run in span.runs), key=lambda run: run.start):
            last = runs.pop() if runs and runs[-1].stop > taken.start else None
            if last is not None:
                parts = (range(last.start, min(last.stop, taken.start)), range(max(last.start, taken.stop), last.stop))
                runs += filter(None, parts)
        return Span(tuple(runs), self.of)

    def __str__(self) -> str:
        runs = [str(run[0]) if len(run) == 1 else f"{run[0]:,} to {run[-1]:,}" for run in self.runs[:4]]
        return ", ".join(runs) + (" …" if len(self.runs) > 4 else "") + f" of {self.of:,}"


@dataclass(frozen=True, slots=True)
class Range:
    """From `first` to `last`, both with; LAST is the topic's last partition."""

    first: int
    last: int

    @property
    def words(self) -> str:
        """As in the rule file."""
        first, last = ("last" if number == LAST else str(number) for number in (self.first, self.last))
        return first if first == last else f"{first} to {last}"

    def span(self, partitions: int) -> Span:
        """Its partitions in a topic that has so many. Raises ValueError with a sentence where some do not exist."""
        first, last = (partitions - 1 if number == LAST else number for number in (self.first, self.last))
        if not 0 <= first <= last < partitions:
            raise ValueError(f"{_sent_to(self)}, and {_has(partitions)}")
        return Span((range(first, last + 1),), partitions)


@dataclass(frozen=True, slots=True)
class Rest:
    """The partitions that no rule names."""

    words: str = "rest"


@dataclass(frozen=True, slots=True)
class Refusal:
    """No partition: such a key is an error, and `why` is its sentence."""

    why: str

    @property
    def words(self) -> str:
        """As in the rule file."""
        return "refused"


Target = Range | Rest | Refusal

ALL = Range(0, LAST)
"""Every partition, which leaves the rest as it is."""


def _sent_to(target: Range) -> str:
    return f"it sends to partition{'s' if target.first != target.last else ''} {target.words}"


def _has(partitions: int) -> str:
    return "the topic has only partition 0" if partitions == 1 else f"the topic has partitions 0 to {partitions - 1:,}"
