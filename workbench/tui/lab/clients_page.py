"""The same key under every client, as lines: what they do by default, then what they can be configured to do.

In both parts one group a partition, in it one language after the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from workbench.partitioning.client import Client
from workbench.partitioning.comparison import Comparison, Landing, same_on_every_key
from workbench.partitioning.partitioners import clients
from workbench.tui.figures import fit, plural
from workbench.tui.lab.lines import EMPTY, Line, Span

FAMILY_CELLS = 18
HEAD_CELLS = 8
BY_DEFAULT, CONFIGURED = "by default", "other versions, and where configured so"
WELL_KNOWN = ("consistent_random", "sarama", "kafka-go", "kafka-python", "kafkajs", "franz-go")
"""Whom most people ask about, the first that differs is the first that is explained."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a client's name stands: its line, and its cells from `start` up to, not including, `end`."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClientsPage:
    """The lines; the clients in reading order and where each stands; the first client of each group, and its line."""

    lines: tuple[Line, ...] = ()
    clients: tuple[Client, ...] = ()
    places: tuple[Place, ...] = ()
    groups: tuple[int, ...] = ()
    heads: tuple[int, ...] = ()

    def at(self, line: int, cell: int) -> Client | None:
        """The client whose name is there; on a line of names, the nearest one before that cell."""
        here = [index for index, place in enumerate(self.places) if place.line == line and place.start <= cell]
        return self.clients[here[-1]] if here else None

    def index(self, name: str) -> int:
        """The place of a client in reading order; 0 where it is not listed."""
        return next((index for index, client in enumerate(self.clients) if client.name == name), 0)

    def around(self, index: int, room: int) -> tuple[int, int]:
        """The first and the last line to have in sight: the client's whole group where it has room, its line always."""
        here = self.places[index].line
        group = bisect_right(self.groups, index) - 1
        end = self.groups[group + 1] if group + 1 < len(self.groups) else len(self.clients)
        first, last = self.heads[group], self.places[end - 1].line
        return (first, last) if last - first < room else (here, here)

    def group(self, index: int, by: int) -> int:
        """The first client of the group that is `by` groups further than the group of the client at `index`."""
        here = bisect_right(self.groups, index) - 1
        return self.groups[(here + by) % len(self.groups)]


def first_to_look_at(comparison: Comparison, *wanted: str) -> str:
    """The client that asks for an explanation: the first of the wanted that differs, else a well-known one."""
    others = [one for one in comparison.landings if not one.is_reference and comparison.partitions > 1]
    different = {client.name for one in others for client in one.clients}
    return next((name for name in (*wanted, *WELL_KNOWN) if name in different), comparison.reference.name)


def clients_page(
    comparison: Comparison, cursor: str, emulated: str, width: int, roomy: bool, above: Sequence[Line] = ()
) -> ClientsPage:
    """Both parts, under the lines `above`; `roomy` gives each language a line of its own.

    Groups keep their order while keys change: only their numbers do, so the eye stays where it is.
    """
    lines, listed, places = [*above], list[Client](), list[Place]()
    groups, heads = list[int](), list[int]()
    width = max(24, width)
    landings = sorted(apart(comparison), key=_order)
    for by_default in (True, False):
        lines += _part(BY_DEFAULT if by_default else CONFIGURED, width, apart=roomy and bool(listed))
        for landing in landings:
            found = tuple([client for client in landing.clients if client.default is by_default])
            if not found:
                continue
            here = next((one.name for one in found if one.name == cursor), "")
            block = _block(found, here, emulated, width, roomy)
            groups.append(len(listed))
            heads.append(len(lines))
            head = _head(landing, comparison, len(found), roomy)
            if roomy:
                lines.append(head)
            top = len(lines)
            lines += block.lines if roomy else ((*head, *block.lines[0]), *block.lines[1:])
            listed += block.clients
            places += [Place(top + one.line, one.start, one.end) for one in block.places]
    return ClientsPage(tuple(lines), tuple(listed), tuple(places), tuple(groups), tuple(heads))


def apart(comparison: Comparison) -> list[Landing]:
    """The landings; those that are with the reference for this key alone stand apart from those that always are."""
    its = next(landing for landing in comparison.landings if landing.is_reference)
    if its.partition is None:
        return list(comparison.landings)
    known = _with_it(comparison.reference, comparison.partitions)
    always = tuple([client for client in its.clients if client.name in known])
    by_chance = tuple([client for client in its.clients if client.name not in known])
    rest = [landing for landing in comparison.landings if landing is not its]
    chance = [Landing(its.partition, by_chance, is_reference=False)] if by_chance else []
    return [Landing(its.partition, always, is_reference=True), *chance, *rest]


@lru_cache(maxsize=8)
def _with_it(reference: Client, partitions: int) -> frozenset[str]:
    """Who is with the reference for every key."""
    return frozenset(client.name for client in clients() if same_on_every_key(reference, client, partitions))


def _order(landing: Landing) -> tuple[bool, bool, int]:
    """The reference first, any last, and in between whom most people know."""
    ranks = _ranks()
    known = min(ranks.get(client.name, len(ranks)) for client in landing.clients)
    return (not landing.is_reference, landing.partition is None, known)


def _part(words: str, width: int, *, apart: bool) -> list[Line]:
    """One of the two parts begins."""
    rule: Line = ((f"{words} ", "quiet"), ("─" * max(0, width - len(words) - 1), "thumb"))
    return [EMPTY, rule] if apart else [rule]


def _head(landing: Landing, comparison: Comparison, count: int, roomy: bool) -> Line:
    """A group's sign and partition, and where there is room its words."""
    sign, number, words, style = mark(landing, comparison)
    if not roomy:
        return ((fit(f"{sign} {number}", HEAD_CELLS), style),)
    return ((f"{sign} {number}", style), (f"  {words} · {plural(count, 'client')}", "quiet"))


def tally_line(comparison: Comparison, width: int) -> Line:
    """How many clients agree with the reference by default, differ, promise no number."""
    agree = differ = unpromised = 0
    for landing in comparison.landings:
        defaults = sum(client.default for client in landing.clients)
        if (landing.is_reference and landing.partition is not None) or comparison.partitions == 1:
            agree += defaults
        elif landing.partition is None:
            unpromised += defaults
        else:
            differ += defaults
    where = "any partition" if comparison.partition is None else f"partition {comparison.partition}"
    return (
        (f"{title(comparison)}: {where}", "bold"),
        (" · by default ", "quiet"),
        (f"= {agree} agree", "same"),
        (" · ", "quiet"),
        (f"≠ {differ} differ", "other" if differ else "quiet"),
        (" · ", "quiet"),
        (f"~ {unpromised} {'promise no number' if width >= 84 else 'any'}", "any" if unpromised else "quiet"),
    )


def title(comparison: Comparison) -> str:
    """The reference's name at the beginning of a sentence."""
    return comparison.reference.name.capitalize()


def mark(landing: Landing, comparison: Comparison) -> tuple[str, str, str, str]:
    """A landing's sign, its number or any, its words, and the style of the first two."""
    number = "any" if landing.partition is None else str(landing.partition)
    if comparison.partitions == 1 and not landing.is_reference:
        return "=", number, "of the only one there is", "same"
    if landing.partition is None:
        return "~", number, "no number promised", "any"
    if landing.is_reference:
        return "=", number, f"as {title(comparison)}", "same"
    if landing.partition == comparison.partition:
        return "≈", number, "by chance, for this key", "any"
    return "≠", number, f"not as {title(comparison)}", "other"


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    """The well known by name, then what libraries do by default, then the rest of the catalogue."""
    by_default = sorted(clients(), key=lambda client: not client.default)
    return {name: rank for rank, name in enumerate(dict.fromkeys((*WELL_KNOWN, *(one.name for one in by_default))))}


@lru_cache(maxsize=1)
def _families() -> dict[str, int]:
    return {family: place for place, family in enumerate(dict.fromkeys(client.family for client in clients()))}


def _by_family(found: Sequence[Client]) -> list[tuple[str, list[Client]]]:
    order = _families()
    ordered = sorted(found, key=lambda client: order.get(client.family, len(order)))
    return [(family, list(together)) for family, together in groupby(ordered, key=lambda client: client.family)]


@lru_cache(maxsize=256)
def _block(found: tuple[Client, ...], cursor: str, emulated: str, width: int, roomy: bool) -> _Block:
    """The names of one group, written once: groups stay together from key to key, only their partition changes."""
    block = _Block(width, cursor, emulated, roomy)
    for family, together in _by_family(found):
        block.family(family, together)
    block.end()
    return block


class _Block:
    """Writes names into lines and remembers where each stands; places count from the block's first line."""

    def __init__(self, width: int, cursor: str, emulated: str, roomy: bool) -> None:
        self.lines: list[Line] = []
        self.clients: list[Client] = []
        self.places: list[Place] = []
        self._width, self._cursor, self._emulated, self._roomy = width, cursor, emulated, roomy
        self._indent = FAMILY_CELLS + 2 if roomy else HEAD_CELLS
        self._spans: list[Span] = []
        self._cell = 0 if roomy else HEAD_CELLS  # the first line begins after the group's head

    def family(self, family: str, together: list[Client]) -> None:
        """A language and its clients."""
        if self._roomy:
            self.end()
            self._put("  " + fit(family, FAMILY_CELLS), "quiet")
        else:
            if self._spans:
                self._put(" ", "plain")
            if self._cell + len(family) + 2 + len(together[0].name) > self._width and self._spans:
                self._break()
            self._put(f"{family} ", "quiet")
        for client in together:
            self._name(client)

    def _name(self, client: Client) -> None:
        text = f"▸{client.name}" if client.name == self._emulated else client.name
        if self._cell + len(text) > self._width:
            self._break()
        self.clients.append(client)
        self.places.append(Place(len(self.lines), self._cell, self._cell + len(text)))
        self._put(text, "cursor" if client.name == self._cursor else "plain")
        self._put(" ", "plain")

    def _put(self, text: str, style: str) -> None:
        self._spans.append((text, style))
        self._cell += len(text)

    def _break(self) -> None:
        self.end()
        self._put(" " * self._indent, "plain")

    def end(self) -> None:
        """Finish the line."""
        if self._spans:
            self.lines.append(tuple(self._spans))
        self._spans, self._cell = [], 0
