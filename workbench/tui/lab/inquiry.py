"""What the lab is asked: one key, one partition count, one client; every view answers the same question."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.clusters.connection import ConnectionState
from workbench.clusters.metadata import Topic
from workbench.partitioning.placement import Placement
from workbench.partitioning.rules import Partitioner
from workbench.records.draft import FieldDraft
from workbench.records.errors import Part, Unplaceable, Unserializable
from workbench.serialization.field import serialize_field
from workbench.serialization.serializer import Serializer
from workbench.session import Session

MOST_PARTITIONS = 100_000
"""More partitions than a topic of any cluster has; a count beyond it is a slip."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A key as typed and as bytes, the partitions it is placed over, and the client that is emulated.

    `partitions` is the topic's count, or another one that was typed (`as_if`), None while neither is known.
    `down`: the cluster cannot be reached, so what is known of the topic is what was last heard.
    `problem` says why there are no bytes, no count or no placement; `key` means something only where `is_known`.
    `serializer` is the key's, None while it cannot be had.
    """

    draft: FieldDraft
    topic_name: str
    topic: Topic | None
    partitions: int | None
    as_if: bool
    partitioner: Partitioner
    key: bytes | None = None
    is_known: bool = True
    placement: Placement | None = None
    problem: str = ""
    down: bool = False
    serializer: Serializer | None = None

    @property
    def landing(self) -> int | None:
        """The partition, None where no number is promised or none can be told."""
        return None if self.placement is None else self.placement.partition


def inquire(session: Session, topic_name: str, draft: FieldDraft, count: str) -> Inquiry:
    """The question as it is typed now, with the emulated client's own answer."""
    topic = session.topic(topic_name)
    partitions, problem = read_count(count, topic, topic_name)
    as_if = bool(count.strip()) and partitions is not None
    down = session.status.state is ConnectionState.DOWN
    asked = Inquiry(draft, topic_name, topic, partitions, as_if, session.partitioner, problem=problem, down=down)
    try:
        asked = replace(asked, serializer=(serializer := session.serializer(draft.serializer, topic_name, Part.KEY)))
        key = serialize_field(draft, serializer)
    except Unserializable as error:
        return replace(asked, is_known=False, problem=problem or error.problems[0].at(Part.KEY).words)
    if partitions is None:
        return replace(asked, key=key)
    try:
        return replace(asked, key=key, placement=session.partitioner.place(key, partitions))
    except Unplaceable as error:
        return replace(asked, key=key, problem=str(error))


def read_count(text: str, topic: Topic | None, topic_name: str) -> tuple[int | None, str]:
    """A typed partition count, or the topic's own; None with a sentence where neither can be had."""
    digits = text.strip().replace(",", "").replace("_", "")
    if digits:
        if digits.isascii() and digits.isdigit() and 1 <= int(digits[:12]) <= MOST_PARTITIONS:
            return int(digits), ""
        return None, f"a partition count is a number from 1 to {MOST_PARTITIONS:,}, such as 24"
    if topic is None or not topic.partitions:
        name = "this topic's partitions are" if topic_name else "no topic is chosen: its partitions are"
        return None, f"{name} not known; type a count beside “as if”"
    return len(topic.partitions), ""
