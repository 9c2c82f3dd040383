"""A topic's partitions, as lines: made one by one as they come into sight, so that a thousand cost what is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from workbench.clusters.metadata import Partition, Topic
from workbench.clusters.offsets import Offsets
from workbench.records.escape import escape
from workbench.tui.figures import count, plural
from workbench.tui.lab.lines import Line, cell_of, table

COLUMNS = ("partition", "leader", "replicas", "in sync", "rack", "low", "high", "records")
WIDTHS = (-9, -7, 11, 11, 10, -12, -12, -12)
NARROW_WIDTHS = (-9, -6, 8, 8, 8, -9, -9, -9)
WIDE = 110


@dataclass(frozen=True, slots=True)
class PartitionRows(Sequence[Line]):
    """The rows of `partitions` partitions; those that the topic has not (an "as if" count) say so.

    `offsets` are the latest known, `racks` the brokers' by their ids, `landing` the partition of the typed key.
    """

    topic: Topic | None
    partitions: int
    offsets: Mapping[int, Offsets]
    racks: Mapping[int, str]
    landing: int | None
    width: int

    def __len__(self) -> int:
        return self.partitions

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [self._row(one) for one in range(self.partitions)[index]]
        return self._row(range(self.partitions)[index])

    def _row(self, number: int) -> Line:
        known = self.topic.partitions if self.topic is not None else ()
        here = number == self.landing
        facts = known[number] if number < len(known) else None
        base = "bold" if here else "plain"
        words, state = state_of(facts)
        row = table([self._cells(number, facts)], widths(self.width), [base, *["plain"] * 4, *["quiet"] * 2, "plain"])
        sign = ("▸ ", "accent") if here else ("  ", "plain")
        where = [("← the key lands here  ", "accent")] if here else []
        return (sign, *row[0], *where, (words, state))

    def _cells(self, number: int, facts: Partition | None) -> list[str]:
        offsets = self.offsets.get(number)
        marks = (offsets.low, offsets.high, offsets.high - offsets.low) if offsets else (None, None, None)
        if facts is None:
            return [str(number), "–", "–", "–", "–", *map(count, marks)]
        return [
            str(number),
            "none" if facts.leader is None else str(facts.leader),
            " ".join(map(str, facts.replicas)) or "–",
            " ".join(map(str, facts.in_sync)) or "–",
            escape(self.racks.get(facts.leader, "") if facts.leader is not None else "") or "–",
            *map(count, marks),
        ]


def widths(width: int) -> tuple[int, ...]:
    """The columns' widths for so many cells."""
    return WIDTHS if width >= WIDE else NARROW_WIDTHS


def head_line(width: int) -> Line:
    """The columns' names."""
    cells = "  ".join(cell_of(name, cells) for name, cells in zip(COLUMNS, widths(width), strict=True))
    return ((f"  {cells}", "quiet"),)


def state_of(facts: Partition | None) -> tuple[str, str]:
    """A partition's state where it is not as it should be: its sign and words, and their style."""
    if facts is None:
        return "· not there yet", "quiet"
    if facts.leader is None:
        return "✗ offline", "other"
    missing = len(facts.replicas) - len(facts.in_sync)
    return (f"! {missing} of {len(facts.replicas)} behind", "any") if missing > 0 else ("", "plain")


def summary_line(topic: Topic | None, offsets: Mapping[int, Offsets], name: str) -> Line:
    """The topic in a line: partitions, leaders, what is offline or behind, records."""
    if topic is None:
        return ((f"Nothing is known of {escape(name) or 'a topic'}: no facts, only the partition count.", "any"),)
    leaders = {one.leader for one in topic.partitions if one.leader is not None}
    offline = sum(one.leader is None for one in topic.partitions)
    behind = sum(len(one.in_sync) < len(one.replicas) for one in topic.partitions if one.leader is not None)
    records = sum(one.high - one.low for one in offsets.values())
    known = f"{plural(records, 'record')} in {len(offsets):,} of them" if offsets else "offsets not known yet"
    return (
        (f"{plural(len(topic.partitions), 'partition')} on {plural(len(leaders), 'leader')} · ", "bold"),
        (f"✗ {offline:,} offline" if offline else "✓ none offline", "other" if offline else "same"),
        (" · ", "quiet"),
        (f"! {behind:,} behind" if behind else "✓ all in sync", "any" if behind else "same"),
        (f" · {known}", "quiet"),
    )
