"""How large the smallest datum of a type is: what tells a way out of a recursive schema from a way further in."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

from workbench.serialization.avro.model import AvroType, Enum, Record, Union, parts

INFINITE = 1 << 62
"""A record that must hold itself has no datum, and an enum without symbols has none."""


def least(kind: AvroType) -> Mapping[int, int]:
    """For each type inside a type, by identity: how many values its smallest datum holds; INFINITE where it has none.

    An empty array, an empty map and a scalar are one value. The cheapest are settled first, each type once (Knuth's
    generalization of Dijkstra's algorithm), so that recursion does no harm.
    """
    every, users = _every(kind)
    settled: dict[int, int] = {}
    sums = dict.fromkeys(every, 1)
    open_fields = {identity: len(each.fields) for identity, each in every.items() if isinstance(each, Record)}
    waiting = [(1, identity) for identity, each in every.items() if _is_leaf(each)]
    heapify(waiting)
    while waiting:
        cost, identity = heappop(waiting)
        if identity in settled:
            continue
        settled[identity] = cost
        for user in users[identity]:
            sums[user] = min(INFINITE, sums[user] + cost)
            open_fields[user] = open_fields.get(user, 1) - 1  # the first of a union's branches is enough
            if not open_fields[user] and sums[user] < INFINITE:
                heappush(waiting, (sums[user], user))
    return {identity: settled.get(identity, INFINITE) for identity in every}


def _every(kind: AvroType) -> tuple[dict[int, AvroType], dict[int, list[int]]]:
    """All types, and for each the unions and records that it stands right inside of, once for each place."""
    every = {id(kind): kind}
    users: dict[int, list[int]] = {id(kind): []}
    waiting = [kind]
    while waiting:
        each = waiting.pop()
        for part in parts(each):
            if id(part) not in every:
                every[id(part)] = part
                users[id(part)] = []
                waiting.append(part)
            if isinstance(each, Union | Record):
                users[id(part)].append(id(each))
    return every, users


def _is_leaf(kind: AvroType) -> bool:
    """Whether its smallest datum holds no other."""
    match kind:
        case Enum():
            return bool(kind.symbols)
        case Record():
            return not kind.fields
    return not isinstance(kind, Union)
