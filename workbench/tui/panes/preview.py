"""What is shown of a record's placement: the values, and the words that both the pane and the one line have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.clusters.metadata import Broker, Topic
from workbench.clusters.metadata import Partition as PartitionFacts
from workbench.clusters.offsets import Offsets
from workbench.compose import EXPLICIT, Composed
from workbench.partitioning.partitioners import LIBRDKAFKA, find
from workbench.partitioning.placement import Placement
from workbench.partitioning.rules import Partitioner
from workbench.records.draft import RecordDraft
from workbench.records.errors import Part, Unplaceable
from workbench.records.escape import escape

REFERENCE = "java"
"""Whom every other client is compared with: most of what reads a topic was written for its placement."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft, what it came to, who places keys, and what the cluster says of the topic.

    `offsets` are those of the partition it lands on, None while they are not known.
    """

    draft: RecordDraft
    composed: Composed
    partitioner: Partitioner
    topic: Topic | None = None
    brokers: Sequence[Broker] = ()
    offsets: Offsets | None = None

    @property
    def placement(self) -> Placement | None:
        """Where it lands, None while that cannot be told: the topic's partitions are needed as well.

        They may have become known since the record was composed: a partition chosen by hand is over none of them then.
        """
        found = self.composed.placement
        return None if self.topic is None or found is None or not found.partitions else found

    @property
    def landing(self) -> int | None:
        """The partition, None where there is none or no number is promised."""
        return None if self.placement is None else self.placement.partition

    @property
    def by_hand(self) -> bool:
        """Whether the draft names the partition itself."""
        return self.placement is not None and self.placement.partitioner == EXPLICIT

    @property
    def facts(self) -> PartitionFacts | None:
        """What the cluster says of the partition it lands on."""
        return None if self.topic is None or self.landing is None else facts_of(self.topic, self.landing)

    @property
    def rack(self) -> str:
        """The rack of that partition's leader; empty where it has none or it is not known."""
        leader = self.facts.leader if self.facts else None
        return next((escape(one.rack) for one in self.brokers if one.id == leader), "")


def facts_of(topic: Topic, partition: int) -> PartitionFacts | None:
    """The partition's facts, None where the cluster has said nothing of it. Ids are places, but where some are gone."""
    if partition < len(topic.partitions) and topic.partitions[partition].id == partition:
        return topic.partitions[partition]
    return next((one for one in topic.partitions if one.id == partition), None)


def missing(preview: Preview) -> str:
    """Why there is no placement, and the next step."""
    if not preview.composed.key_known:
        return "no partition: the key cannot be serialized"
    if not preview.draft.topic:
        return "no partition yet: choose a topic"
    if preview.topic is None or preview.composed.placement is not None:
        return "no partition: the topic's partition count is not known"
    refused = [one for one in preview.composed.errors if one.address.part is Part.PARTITION]
    return f"no partition: {refused[0].words if refused else 'see the error at the record'}"


def belonging(preview: Preview) -> tuple[str, str]:
    """Where the key of a record with a partition chosen by hand would land: the sign, and the words."""
    who, placement = escape(preview.partitioner.name), preview.placement
    if placement is None or not preview.composed.key_known:
        return "", ""
    try:
        place = preview.partitioner.partition(preview.composed.key, placement.partitions)
    except Unplaceable:
        return "≠", f"{who} would refuse this key"
    if place is None:
        return "~", f"{who} would put this key on any"
    if place == placement.partition:
        return "=", f"{who} puts this key there too"
    return "≠", f"{who} would put this key on {place}"


def reference_place(preview: Preview) -> int | None:
    """Where Java would put the key; None is any, or that there is nothing to place."""
    if preview.placement is None or not preview.composed.key_known:
        return None
    return find(REFERENCE).partition(preview.composed.key, preview.placement.partitions)


def sender_picks(preview: Preview) -> str:
    """What becomes of a record here for which another client promises no number; empty for librdkafka's own."""
    if preview.partitioner.name in LIBRDKAFKA:
        return ""
    how = ", sticky" if preview.composed.key is None else " one at random"
    return f"sent from here: librdkafka picks{how}"


def placement_line(preview: Preview) -> str:
    """The placement in one line, for the narrow screen: → orders-4 · leader 2 · sarama ≠ java → 7."""
    placement = preview.placement
    if placement is None:
        return f"→ {missing(preview)}"
    where = f"→ {escape(preview.draft.topic)}-{placement.partition}"
    if placement.partition is None:
        where = f"→ any of {placement.partitions:,} partitions"
    facts = preview.facts
    leader = "" if facts is None else f" · leader {facts.leader}" if facts.leader is not None else " · ✗ offline"
    return f"{where}{leader} · {_beside(preview, placement)}"


def _beside(preview: Preview, placement: Placement) -> str:
    """Who puts it there, and whether Java would too."""
    if preview.by_hand:
        return "; ".join(filter(None, ("by hand", belonging(preview)[1])))
    who, there = escape(preview.partitioner.name), reference_place(preview)
    if who == REFERENCE:
        return who
    if there == placement.partition:
        return f"{who} = {REFERENCE}"
    return f"{who} ≠ {REFERENCE} → {'any' if there is None else there}"
