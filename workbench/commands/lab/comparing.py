"""Each key under every client, grouped by the partition they choose; those that differ from Java are marked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.commands.lab.asked import Asked
from workbench.commands.lab.layout import WIDTH, bytes_words, count_of, titled, wrapped
from workbench.commands.lab.placed import unplaceable
from workbench.commands.table import cells
from workbench.partitioning.client import Client
from workbench.partitioning.comparison import Comparison, Landing, compare, sentence
from workbench.partitioning.placement import Placement
from workbench.partitioning.rules import Partitioner
from workbench.records.errors import Unplaceable

_SIGNS = {True: "= as {}", False: "≠ not as {}", None: "~ any"}
_NARROW = 64
"""Cells below which the clients stand under the partition, not beside it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """A rule file or a plug-in where a client's rule is asked for."""

    partitioner: Partitioner

    behaviour = null_words = empty_words = "its own rule"

    def place(self, key: bytes | None, partitions: int) -> Placement:
        return self.partitioner.place(key, partitions)

    def partition(self, key: bytes | None, partitions: int) -> int | None:
        return self.partitioner.partition(key, partitions)

    def partitions_of(self, keys: Sequence[bytes | None], partitions: int) -> list[int | None]:
        return self.partitioner.partitions_of(keys, partitions)


def comparisons(asked: Asked) -> Iterator[tuple[str | None, bytes | None, Comparison]]:
    """Text, bytes and comparison of each key; no partitioners stand for all clients. Raises Refused."""
    clients = [_client(one) for one in asked.partitioners] or None
    for block in asked.blocks:
        for text, key in zip(block.texts, block.data, strict=True):
            try:
                yield text, key, compare(key, asked.partitions, clients=clients)
            except Unplaceable as error:
                raise unplaceable(key, error) from None


def same(comparison: Comparison, landing: Landing) -> bool | None:
    """Whether it is where the reference puts the key; None where one of the two promises no number."""
    if landing.partition is None or comparison.partition is None:
        return None
    return landing.is_reference


def json_lines(asked: Asked) -> Iterator[str]:
    """One object a key."""
    for text, key, found in comparisons(asked):
        yield json.dumps(_as_json(text, key, found))


def _as_json(text: str | None, key: bytes | None, found: Comparison) -> dict[str, object]:
    return {
        "key": None if key is None else text,
        "key_hex": None if key is None else key.hex(),
        "partitions": found.partitions,
        "reference": found.reference.name,
        "partition": found.partition,
        "landings": [
            {
                "partition": landing.partition,
                "same": same(found, landing),
                "clients": [client.name for client in landing.clients],
                "sentence": _sentence(found, landing) or None,
            }
            for landing in found.landings
        ],
    }


def lines(asked: Asked) -> Iterator[str]:
    """A paragraph a key."""
    width, first = asked.width or WIDTH, True
    for text, key, found in comparisons(asked):
        yield from [] if first else [""]
        first = False
        yield from titled(text, key, f"over {count_of(asked.partitions, 'partition')}", width)
        if key:
            yield f"  {bytes_words(key, max(4, (width - 5) // 3))}"
        for landing in found.landings:
            yield from _paragraph(found, landing, width)


def _paragraph(found: Comparison, landing: Landing, width: int) -> Iterator[str]:
    number = "any" if landing.partition is None else str(landing.partition)
    figure = f"  {number:>{max(3, len(str(found.partitions - 1)))}}  "
    sign = _SIGNS[same(found, landing)].format(found.reference.family)
    if width < _NARROW:
        yield f"{figure}{sign}"
        indent = first = "    "
    else:
        first = f"{figure}{sign:{len(_SIGNS[False]) + len(found.reference.family)}}"
        indent = " " * cells(first)
    names = ", ".join(client.name for client in landing.clients)
    yield from wrapped(names, width, indent, first)
    yield from wrapped(_sentence(found, landing), width, indent + "  ", indent + "→ ")


def _sentence(found: Comparison, landing: Landing) -> str:
    return "" if landing.is_reference else sentence(found, landing)


def _client(partitioner: Partitioner) -> Client:
    if isinstance(partitioner, Client):
        return partitioner
    return Client(partitioner.name, partitioner.about, "rules", "", "", _Rule(partitioner))
