"""Previews for the tests of the partition pane's parts: a draft composed over a still topic."""

from __future__ import annotations

from tests.tui.still import UP, topic
from workbench.clusters.metadata import Topic
from workbench.clusters.offsets import Offsets
from workbench.compose import compose
from workbench.lab.choosing import choose
from workbench.records.draft import FieldDraft, Presence, RecordDraft
from workbench.records.errors import Address, Part, RecordError
from workbench.tui.panes.preview import Preview

ORDERS = topic("orders", 12)
KEY = FieldDraft(text="user-42")
NULL, EMPTY = FieldDraft(presence=Presence.NULL), FieldDraft(presence=Presence.EMPTY)
OFFSETS = Offsets(0, 1_204)


def preview(
    key: FieldDraft = KEY,
    on: Topic | None = ORDERS,
    partition: str = "auto",
    client: str = "murmur2_random",
    name: str | None = None,
    offsets: Offsets | None = OFFSETS,
) -> Preview:
    """What `key` comes to on a topic of the still cluster, under a client."""
    draft = RecordDraft(
        name if name is not None else on.name if on else "orders", key, FieldDraft(), partition=partition
    )
    partitioner = choose(client)
    composed = compose(draft, partitioner=partitioner, partitions=len(on.partitions) if on else None)
    return Preview(draft, composed, partitioner, on, UP.metadata.brokers, offsets)


def said(sentence: str) -> RecordError:
    """An error of the partition."""
    return RecordError(Address(Part.PARTITION), sentence)
