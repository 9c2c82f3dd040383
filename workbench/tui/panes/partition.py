"""The partition preview: the serialized key's bytes, the hash, the working, and where the record will land."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from workbench.clusters.metadata import Partition as PartitionFacts
from workbench.clusters.metadata import Topic
from workbench.compose import EXPLICIT, Composed
from workbench.partitioning.partitioners import find
from workbench.partitioning.placement import Placement
from workbench.records.escape import escape
from workbench.tui.figures import size
from workbench.tui.partition_strip import strip
from workbench.tui.widgets.words import Words

LOW = 14
"""Below this many lines nothing stands apart."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What the pane shows: a draft's composition, its topic's name and what is known of that topic."""

    composed: Composed
    topic_name: str
    topic: Topic | None


class PartitionPreview(VerticalScroll, can_focus=False):
    """Shows a Preview; draws nothing of its own accord."""

    DEFAULT_CSS = """
    PartitionPreview { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    PartitionPreview Static { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__(id="partition", classes="pane")
        self.border_title = "Partition"
        self._preview: Preview | None = None

    def compose(self) -> ComposeResult:
        yield Words(id="placement")

    def show(self, preview: Preview) -> None:
        """Draw a preview at the present width."""
        self._preview = preview
        self._draw()

    def on_resize(self) -> None:
        """The strip and the bytes follow the width."""
        self._draw()

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        if self._preview is not None and width > 8:
            self.query_one(Words).say(page(self._preview, width, self.size.height))


def page(preview: Preview, width: int, height: int) -> Content:
    """The whole pane for `width` cells: key bytes, working, strip, leader."""
    composed = preview.composed
    lines = key_lines(composed, width)
    if composed.placement is None or preview.topic is None:
        lines += ["", Content.styled(_missing(preview), "$quiet")]
        return Content("\n").join(lines)
    placement = composed.placement
    low = height < LOW
    steps, landing = working(placement, width), landing_lines(preview, placement)
    if low:
        landing = [Content("  ").join(landing)]
    room = max(2, height - len(lines) - len(steps) - len(landing) - (0 if low else 5))
    gap: list[Content | str] = [] if low else [""]
    lines += [*gap, *steps, *gap, *strip_lines(placement, width, room), *gap, *landing]
    return Content("\n").join(lines)


def key_lines(composed: Composed, width: int) -> list[Content | str]:
    """The serialized key in hex, its size and its text, in at most four lines of bytes."""
    if not composed.key_known:
        return [Content.styled("the key cannot be serialized yet", "$error")]
    if composed.key is None:
        return [Content.assemble(("key ", "$quiet"), "null")]
    if not composed.key:
        return [Content.assemble(("key ", "$quiet"), "empty, 0 B")]
    heading = spread(Content.styled("key bytes", "$quiet"), Content.styled(size(len(composed.key)), "$quiet"), width)
    lines: list[Content | str] = [heading]
    per_line = 8 if width < 50 else 16
    for start in range(0, min(len(composed.key), per_line * 4), per_line):
        part = composed.key[start : start + per_line]
        text = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in part)
        lines.append(spread(Content.styled(part.hex(" "), "$foreground"), Content.styled(text, "$quiet"), width))
    if len(composed.key) > per_line * 4:
        lines.append(Content.styled(f"… {len(composed.key) - per_line * 4:,} more", "$quiet"))
    return lines


def working(placement: Placement, width: int) -> list[Content | str]:
    """The partitioner's name and each step to the partition, the last one marked."""
    if placement.partitioner == EXPLICIT:
        name = Content.assemble(("partition chosen by hand", "$quiet"))
    else:
        name = Content.assemble((placement.partitioner, "bold"), (f"  {find(placement.partitioner).about}", "$quiet"))
    lines: list[Content | str] = [name]
    last = len(placement.steps) - 1
    for index, step in enumerate(placement.steps):
        result = index == last and placement.partition is not None
        value = Content.styled(step.value, "bold $accent" if result else "$foreground")
        lines.append(spread(Content.styled(step.what, "$quiet"), value, width))
    if placement.partition is None:
        lines.append(Content.styled(placement.why, "$warning"))
    elif placement.why:
        lines.append(Content.styled(placement.why, "$quiet"))
    return lines


def strip_lines(placement: Placement, width: int, room: int) -> list[Content | str]:
    """All partitions, the chosen one in brackets."""
    rows = strip(placement.partitions, placement.partition, width, room)
    return [Content.assemble(*((text, "bold $accent" if chosen else "$quiet") for text, chosen in row)) for row in rows]


def landing_lines(preview: Preview, placement: Placement) -> list[Content | str]:
    """`orders-4`, its leader and in-sync replicas."""
    name = escape(preview.topic_name)
    if placement.partition is None:
        return [Content.assemble(("→ ", "$accent"), (f"{name}, any of {placement.partitions:,}", "bold"))]
    lines: list[Content | str] = [Content.assemble(("→ ", "$accent"), (f"{name}-{placement.partition}", "bold"))]
    facts = facts_of(preview.topic, placement.partition)
    if facts is not None:
        lines.append(Content.styled(leader_words(facts), "$quiet" if facts.leader is not None else "$error"))
    return lines


def facts_of(topic: Topic | None, partition: int) -> PartitionFacts | None:
    """The partition's facts, None where the cluster has said nothing of it."""
    return next((one for one in topic.partitions if one.id == partition), None) if topic else None


def leader_words(facts: PartitionFacts) -> str:
    """Leader and in-sync replicas, or that it is offline."""
    if facts.leader is None:
        return "offline: no leader"
    return f"leader {facts.leader} · in sync {' '.join(map(str, facts.in_sync)) or '–'}"


def placement_line(preview: Preview) -> str:
    """The placement in one line, for the narrow screen: → orders-4, leader 2, murmur2_random (Java's placement)."""
    placement = preview.composed.placement
    if placement is None or preview.topic is None:
        return f"→ {_missing(preview)}"
    if placement.partition is None:
        return f"→ any of {placement.partitions:,} partitions · {placement.partitioner}"
    facts = facts_of(preview.topic, placement.partition)
    leader = "" if facts is None else f" · leader {facts.leader}" if facts.leader is not None else " · offline"
    how = "chosen by hand"
    if placement.partitioner != EXPLICIT:
        how = f"{placement.partitioner}, {find(placement.partitioner).about}"
    return f"→ {escape(preview.topic_name)}-{placement.partition}{leader} · {how}"


def _missing(preview: Preview) -> str:
    if not preview.composed.key_known:
        return "no partition: the key cannot be serialized"
    if not preview.topic_name:
        return "no partition yet: choose a topic"
    if preview.topic is None:
        return "no partition: the topic's partition count is not known"
    return "no partition: see the error at the record"


def spread(left: Content, right: Content, width: int) -> Content:
    """Left and right at the two ends of a line; of two lines where they are too long for one."""
    gap = width - left.cell_length - right.cell_length
    if gap > 0:
        return Content.assemble(left, " " * gap, right)
    return Content.assemble(left, "\n", " " * (width - right.cell_length), right)
