"""The same key under all clients, in a few calm lines: who is with Java, and where the others put it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from workbench.partitioning.client import Client
from workbench.partitioning.comparison import Comparison, Landing, same_on_every_key
from workbench.partitioning.partitioners import clients
from workbench.tui.flowing import flow
from workbench.tui.lab.lines import Line, paragraph

ALL: Line = (("^L", "sign"), (" all", "quiet"))
"""The key that opens the lab."""

WITH_JAVA = 2
"""Lines for those who are with Java: what is news is in the others."""

TABLE = 12
"""Lines from which each place has one of its own."""

WELL_KNOWN = ("consistent_random", "sarama", "kafka-go", "kafka-python", "franz-go", "kafkajs", "kafka-streams")
"""Whom most people look for, named before their equals."""


def comparison_lines(comparison: Comparison, here: int | None, width: int, room: int) -> list[Line]:
    """Two lines at least, `room` at most. `here` is where the record lands: Java's number is said where it is another.

    Who differs stands there with its number; where one is named, its equals are meant as well.
    """
    elsewhere = sorted((one for one in comparison.landings if not one.is_reference), key=_fame)
    if comparison.partitions == 1:
        elsewhere = []  # whoever promises no number has no other one to pick
    if room >= TABLE:
        with_java = with_reference(comparison, here, width, WITH_JAVA, ALL)
        return [*with_java, *_table(elsewhere, comparison, width, room - len(with_java))]
    with_java = with_reference(comparison, here, width, WITH_JAVA if room > 4 else 1)
    return [*with_java, *_in_a_row(elsewhere, width, max(1, room - len(with_java)))]


def with_reference(comparison: Comparison, here: int | None, width: int, most: int, end: Line = ()) -> list[Line]:
    """= as Java: kafka-python, franz-go, 20 more. Those that are with Java for this key by chance are left out."""
    landing, reference = comparison.landings[0], comparison.reference
    same = _same(reference.name, comparison.partitions, comparison.partition is None)
    agreeing = [client for client in landing.clients if client.family != reference.family and client.name in same]
    place = "" if here == comparison.partition else f", {_number(comparison.partition)}"
    head: Line = (("= ", "same"), (f"as {reference.name.capitalize()}{place}: ", "plain"))
    return flow(head, _names(agreeing), ", ", width, most, end)


def _in_a_row(elsewhere: list[Landing], width: int, most: int) -> list[Line]:
    """≠ librdkafka's default → 7 · sarama → 3 · kafka-go: any; one name for each place, the best known first."""
    if not elsewhere:
        return flow((("= ", "same"), ("nobody elsewhere", "quiet")), [], "", width, most, ALL)
    return flow((("≠ ", "other"),), [_item(landing) for landing in elsewhere], " · ", width, most, ALL)


def _item(landing: Landing) -> Line:
    name = (label(_best_known(landing)), "quiet")
    if landing.partition is None:
        return (name, (": ", "quiet"), ("any", "any"))
    return (name, (" → ", "quiet"), (_number(landing.partition), "plain"))


def _table(elsewhere: list[Landing], comparison: Comparison, width: int, most: int) -> list[Line]:
    """A line a place: ≠ 7 librdkafka's default, ruby-kafka, 12 more."""
    digits = max(3, len(_number(comparison.partitions - 1)))
    lines: list[Line] = []
    for landing in elsewhere[:most]:
        sign, style = ("~", "any") if landing.partition is None else ("≠", "other")
        head: Line = ((f"{sign} ", style), (f"{_number(landing.partition):>{digits}}  ", "plain"))
        lines += flow(head, _names(landing.clients), ", ", width, 1)
    return lines


def _number(partition: int | None) -> str:
    return "any" if partition is None else str(partition)


def _names(together: Iterable[Client]) -> list[Line]:
    return [((label(client), "quiet"),) for client in sorted(together, key=lambda client: _order()[client.name])]


def label(client: Client) -> str:
    """A client's name; of the one that most bindings inherit, whose default it is."""
    return "librdkafka's default" if client.name == "consistent_random" else client.name


def _best_known(landing: Landing) -> Client:
    return min(landing.clients, key=lambda client: _order()[client.name])


def _fame(landing: Landing) -> int:
    return _order()[_best_known(landing).name]


@lru_cache(maxsize=1)
def _order() -> dict[str, int]:
    """The well known first, then what libraries do by default, then what somebody has to configure."""
    by_default = sorted(clients(), key=lambda client: not client.default)
    names = [client.name for client in by_default if client.name not in WELL_KNOWN]
    return {name: place for place, name in enumerate((*WELL_KNOWN, *names))}


@lru_cache(maxsize=64)
def _same(reference: str, partitions: int, keyless: bool) -> frozenset[str]:
    """The clients that are with the reference for every key; for a null key all that promise no number either."""
    known = {client.name: client for client in clients()}
    return frozenset(
        name for name, client in known.items() if keyless or same_on_every_key(known[reference], client, partitions)
    )


def warning_lines(comparison: Comparison, here: int | None, width: int) -> list[Line]:
    """What it means in practice that the client in force does not put this where Java would; nothing where it does."""
    reference, there = comparison.reference.name.capitalize(), comparison.partition
    if there is None or here == there:
        return []
    words = f"! {reference} puts this on {there}: joins and compaction across the two break"
    if here is None:
        words = f"! {reference} puts this on {there} each time: here order within the key, joins and compaction break"
    return paragraph(words, width, "any")
