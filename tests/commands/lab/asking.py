"""A question for a test: keys as typed, under clients by name."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.commands.lab.asked import Asked
from workbench.commands.lab.keys import Keys
from workbench.lab.choosing import choose
from workbench.serialization import catalogue


def keys(*texts: str | None) -> Keys:
    """Texts as UTF-8, None for the null key."""
    return Keys(texts, [None if text is None else text.encode() for text in texts])


def asked(
    blocks: Iterable[Keys],
    *clients: str,
    partitions: int = 12,
    serializer: str = "string",
    width: int | None = None,
    counts: tuple[int, ...] = (),
    spread: bool = False,
    topic: str = "",
) -> Asked:
    """What the command asks once it has read its arguments."""
    return Asked(
        iter(blocks),
        tuple(map(choose, clients)),
        partitions,
        catalogue.find(serializer),
        width,
        spread=spread,
        counts=counts,
        topic=topic,
    )
