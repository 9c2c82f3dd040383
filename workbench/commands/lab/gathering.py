"""All keys of a question gone through once: counted for each client, and where they lie in a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.commands.lab.asked import Asked
from workbench.commands.lab.placed import placeable
from workbench.partitioning.spread import Spread, Tally
from workbench.records.errors import Unplaceable


@dataclass(frozen=True, slots=True)
class Gathered:
    """`spreads` are in the order of the partitioners; `keys` are the distinct ones.

    `lying` is where the newest record of each key lies in the topic; empty for keys that lie nowhere yet.
    """

    spreads: tuple[Spread, ...]
    keys: Sequence[bytes]
    lying: dict[bytes, int]


def gather(asked: Asked) -> Gathered:
    """Goes through all blocks. Raises Refused for a key that a client cannot place."""
    tallies = [Tally(partitioner, asked.partitions) for partitioner in asked.partitioners]
    lying: dict[bytes, int] = {}
    for block in asked.blocks:
        try:
            for tally in tallies:
                tally.feed(block.data)
        except Unplaceable:
            _, refused = placeable(asked.partitioners, block, asked.partitions)
            raise refused or AssertionError from None
        if block.landed is not None:
            lying.update((key, at) for key, at in zip(block.data, block.landed, strict=True) if key is not None)
    return Gathered(tuple(tally.spread() for tally in tallies), tallies[0].keys, lying)
