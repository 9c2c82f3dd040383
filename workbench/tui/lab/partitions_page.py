"""A topic's partitions, as lines: made one by one as they come into sight, so that a thousand cost what is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from workbench.clusters.metadata import Partition, Topic
from workbench.clusters.offsets import Offsets
from workbench.records.escape import escape
from workbench.tui.figures import count, plural
from workbench.tui.lab.lines import Line, cell_of

HERE = "← the key lands here"
SHORT_HERE = "← here"
_STATE_CELLS = len(HERE)
_SHORT_STATE_CELLS = len("! 1 behind")
_MOST_REPLICAS = 20
_LOOKED_AT = 5

Columns = tuple[tuple[str, int], ...]
"""The columns' names and widths; a negative width is right-aligned."""


def columns(topic: Topic | None, racks: Mapping[int, str], width: int) -> Columns:
    """The columns that have room, as wide as the topic's facts; those that say least go first."""
    replicas = max(8, *(len(_ids(one.replicas)) for one in _first(topic)), 0)
    rack = max(4, *(len(escape(name)) for name in racks.values()), 0)
    offset = -13 if width >= 100 else -8
    found: list[tuple[str, int]] = [
        ("partition", -9),
        ("leader", -6),
        ("replicas", min(replicas, _MOST_REPLICAS)),
        ("in sync", min(replicas, _MOST_REPLICAS)),
        ("rack", min(rack, 12)),
        ("low", offset),
        ("high", offset),
        ("records", offset),
    ]
    for least in ("records", "rack"):
        if _cells(found) + _SHORT_STATE_CELLS > width:
            found = [column for column in found if column[0] != least]
    return tuple(found)


def _first(topic: Topic | None) -> Sequence[Partition]:
    return topic.partitions[:_LOOKED_AT] if topic is not None else ()


def _cells(found: Sequence[tuple[str, int]]) -> int:
    return 2 + sum(abs(cells) + 2 for _, cells in found)


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
        found = columns(self.topic, self.racks, self.width)
        if isinstance(index, slice):
            return [self._row(one, found) for one in range(self.partitions)[index]]
        return self._row(range(self.partitions)[index], found)

    def _row(self, number: int, found: Columns) -> Line:
        known = self.topic.partitions if self.topic is not None else ()
        facts = known[number] if number < len(known) else None
        here = number == self.landing
        cells = self._values(number, facts)
        row: Line = (
            ("▸ ", "accent") if here else ("  ", "plain"),
            *((f"{cell_of(cells[name], width)}  ", _style(name, here)) for name, width in found),
        )
        roomy = self.width - _cells(found) >= _STATE_CELLS
        words, style = state_of(facts, roomy)
        where = (HERE if roomy else SHORT_HERE) if here else ""
        return (*row, (f"{words}  " if words and where else words, style), (where, "accent"))

    def _values(self, number: int, facts: Partition | None) -> dict[str, str]:
        offsets = self.offsets.get(number)
        low, high = (offsets.low, offsets.high) if offsets else (None, None)
        values = {
            "partition": f"{number:,}",
            "low": count(low),
            "high": count(high),
            "records": count(high - low if high is not None and low is not None else None),
        }
        if facts is None:
            return values | dict.fromkeys(("leader", "replicas", "in sync", "rack"), "–")
        leader = facts.leader
        return values | {
            "leader": "none" if leader is None else str(leader),
            "replicas": _ids(facts.replicas),
            "in sync": _ids(facts.in_sync),
            "rack": escape(self.racks.get(leader, "") if leader is not None else "") or "–",
        }


def _ids(brokers: Sequence[int]) -> str:
    return " ".join(map(str, brokers)) or "–"


def _style(name: str, here: bool) -> str:
    if name == "partition":
        return "accent" if here else "plain"
    return "quiet" if name in ("low", "high", "rack") else "plain"


def head_line(topic: Topic | None, racks: Mapping[int, str], width: int) -> Line:
    """The columns' names."""
    cells = "  ".join(cell_of(name, cells) for name, cells in columns(topic, racks, width))
    return ((f"  {cells}", "quiet"),)


def state_of(facts: Partition | None, roomy: bool = True) -> tuple[str, str]:
    """A partition's state where it is not as it should be: its sign and words, and their style."""
    if facts is None:
        return "· not there yet" if roomy else "· not yet", "quiet"
    if facts.leader is None:
        return "✗ offline", "other"
    missing = len(facts.replicas) - len(facts.in_sync)
    if missing <= 0:
        return "", "plain"
    return f"! {missing} of {len(facts.replicas)} behind" if roomy else f"! {missing} behind", "any"


def summary_lines(topic: Topic | None, offsets: Mapping[int, Offsets], name: str) -> list[Line]:
    """The topic in two lines: partitions, leaders, what is offline or behind; records."""
    if topic is None:
        return [((f"Nothing is known of {escape(name) or 'a topic'}: no facts, only the partition count.", "any"),)]
    leaders = {one.leader for one in topic.partitions if one.leader is not None}
    offline = sum(one.leader is None for one in topic.partitions)
    behind = sum(len(one.in_sync) < len(one.replicas) for one in topic.partitions if one.leader is not None)
    records = sum(one.high - one.low for one in offsets.values())
    known = f"{plural(records, 'record')}, by the offsets of {plural(len(offsets), 'partition')}"
    return [
        (
            (f"{plural(len(topic.partitions), 'partition')} on {plural(len(leaders), 'leader')}", "bold"),
            (" · ", "quiet"),
            (f"✗ {offline:,} offline" if offline else "✓ none offline", "other" if offline else "same"),
            (" · ", "quiet"),
            (f"! {behind:,} behind" if behind else "✓ all in sync", "any" if behind else "same"),
        ),
        ((known if offsets else "The offsets are not known yet.", "quiet"),),
    ]
