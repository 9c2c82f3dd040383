"""Who wrote a topic: which clients' rules put its keys on the partitions they lie on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.partitioning.client import Client
from workbench.partitioning.partitioners import clients
from workbench.partitioning.rules import KeylessPartitioner

SAMPLE = 20_000
"""Keys that are looked at, taken evenly from all that are given."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Clients that place all these keys alike, and how many of them lie where they would put them."""

    clients: tuple[Client, ...]
    agreeing: int
    of: int

    @property
    def share(self) -> float:
        """The agreeing keys' share, 0 to 1. Chance alone gives one in the number of partitions."""
        return self.agreeing / self.of if self.of else 0.0


def agreement(placed: Sequence[tuple[bytes, int]], partitions: int) -> tuple[Agreement, ...]:
    """For each behaviour how many keys lie where it would put them, the best first; those that ignore keys left out.

    `placed` are keys and the partitions they lie on. One that comes often counts once a partition, and an empty one,
    which many clients take for none, not at all.
    """
    different = [pair for pair in dict.fromkeys(placed) if pair[0]]
    sample = different[:: -(-len(different) // SAMPLE) or 1]
    keys = [key for key, _ in sample]
    landed = [partition for _, partition in sample]
    groups: dict[tuple[int | None, ...], list[Client]] = {}
    worked_out: dict[object, tuple[int | None, ...]] = {}
    for client in clients():
        if isinstance(client.rule, KeylessPartitioner):
            continue
        if client.rule not in worked_out:
            worked_out[client.rule] = tuple(client.partitions_of(keys, partitions))
        groups.setdefault(worked_out[client.rule], []).append(client)
    found = [_agreement(members, places, landed) for places, members in groups.items()]
    return tuple(sorted(found, key=lambda one: -one.agreeing))


def _agreement(members: list[Client], places: tuple[int | None, ...], landed: list[int]) -> Agreement:
    return Agreement(tuple(members), sum(a == b for a, b in zip(places, landed, strict=True)), len(landed))
