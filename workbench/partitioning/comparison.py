"""One key under many clients: where each puts it, and what it means in practice that two differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.partitioning import partitioners
from workbench.partitioning.client import Client
from workbench.partitioning.hashing import ABSOLUTE, MASKED, UNSIGNED, Hashing
from workbench.partitioning.rules import FixedPartitioner, HashPartitioner, Rule, check_partitions

_NAMED = 3
"""How many clients a sentence names."""

_Group = tuple[Rule, list[int]]


@dataclass(frozen=True, slots=True)
class Landing:
    """A partition, None where no number is promised, and the clients that put the key there, defaults first."""

    partition: int | None
    clients: tuple[Client, ...]
    is_reference: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where each client puts one key: the reference's landing first, then by partition, any last."""

    partitions: int
    reference: Client
    partition: int | None
    landings: tuple[Landing, ...]


def compare(
    key: bytes | None, partitions: int, reference: str = "java", clients: Sequence[Client] | None = None
) -> Comparison:
    """Where each of the clients (None: all), and the reference, puts the key.

    Raises ValueError for a count that no topic can have; LookupError, with a sentence, for a reference that is no
    client.
    """
    check_partitions(partitions)
    to = partitioners.find(reference)
    compared = partitioners.clients() if clients is None else tuple(dict.fromkeys((to, *clients)))
    by_rank, groups = _ranked(compared, bool(key))
    landed: dict[int | None, list[int]] = {}
    for rule, ranks in groups:
        landed.setdefault(rule.partition(key, partitions), []).extend(ranks)
    its = to.partition(key, partitions)
    landings = [
        Landing(partition, tuple(by_rank[rank] for rank in sorted(ranks)), partition == its)
        for partition, ranks in landed.items()
    ]
    return Comparison(partitions, to, its, tuple(sorted(landings, key=_order)))


@lru_cache(maxsize=8)
def _ranked(clients: tuple[Client, ...], keyed: bool) -> tuple[tuple[Client, ...], Sequence[_Group]]:
    """The clients, defaults first; and a rule for each answer that may differ, with the places of its clients there.

    `keyed`: the key has bytes, so that rules of one hash give one answer, whatever they do without.
    """
    ranked = tuple(sorted(clients, key=lambda client: not client.default))
    groups: dict[Hashing | Rule, _Group] = {}
    for rank, client in enumerate(ranked):
        rule = client.rule
        decides = rule.hashing if keyed and isinstance(rule, HashPartitioner) else rule
        groups.setdefault(decides, (rule, []))[1].append(rank)
    return ranked, tuple(groups.values())


def _order(landing: Landing) -> tuple[bool, bool, int]:
    return (not landing.is_reference, landing.partition is None, landing.partition or 0)


def same_on_every_key(a: Client, b: Client, partitions: int) -> bool:
    """Whether the two put every key that has bytes on the same partition of that many.

    With a power of two the modulo keeps the lowest bits only, so a sign bit that is not cleared does not show: that is
    how such a client passes its test on 4 or 8 partitions. Two partitions hide an absolute value as well.
    """
    if a.rule == b.rule:
        return isinstance(a.rule, HashPartitioner | FixedPartitioner)
    if not (isinstance(a.rule, HashPartitioner) and isinstance(b.rule, HashPartitioner)):
        return False
    one, other = a.rule.hashing, b.rule.hashing
    if partitions == 1 or one is other or one.hash is not other.hash:
        return partitions == 1 or one is other
    hidden = (MASKED, UNSIGNED, ABSOLUTE) if partitions == 2 else (MASKED, UNSIGNED)
    low_bits = partitions & (partitions - 1) == 0 and one.turns in hidden and other.turns in hidden
    return low_bits or one.turns == other.turns


def sentence(comparison: Comparison, landing: Landing) -> str:
    """What the landing means in practice for those who are there, in one sentence."""
    if landing.is_reference:
        return _with_the_reference(comparison, landing)
    who = _spoken(landing.clients)
    if landing.partition is None:
        return (
            f"{who} would put this on any of {comparison.partitions:,} partitions: "
            "no order within the key, and joins and compaction across the two break"
        )
    if comparison.partition is None:
        return f"{who} would put this on partition {landing.partition} each time, {_name(comparison.reference)} on any"
    return f"{who} would put this on partition {landing.partition}: joins and compaction across the two break"


def _with_the_reference(comparison: Comparison, landing: Landing) -> str:
    to, count = comparison.reference, comparison.partitions
    if landing.partition is None:
        return f"{_spoken(landing.clients)} would put this on any of {count:,} partitions"
    others = [client for client in landing.clients if _name(client) != _name(to)]
    with_it = [client for client in others if same_on_every_key(client, to, count)]
    by_chance = [client for client in others if client not in with_it]
    here = f"{_name(to)} puts this on partition {landing.partition}"
    if with_it:
        here += f", as every key with {_spoken(with_it)}: joins and compaction hold"
    hidden = [client for client in with_it if client.behaviour != to.behaviour]
    if hidden and count > 1:
        return f"{here}; with {_spoken(hidden)} only as long as the count is a power of two"
    return f"{here}; by chance so would {_spoken(by_chance)}, other keys part ways" if by_chance else here


def _name(client: Client) -> str:
    return client.spoken or client.name


def _spoken(clients: Iterable[Client]) -> str:
    names = list(dict.fromkeys(map(_name, clients)))
    shown, rest = names[:_NAMED], len(names) - _NAMED
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
