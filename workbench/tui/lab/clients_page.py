"""The same key under every client, as lines: what they do by default, then what they can be configured to do.

In both parts one group a partition, in it one language after the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from rich.cells import cell_len

from workbench.partitioning.client import Client
from workbench.partitioning.comparison import Comparison, Landing
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
    """The lines, the clients in reading order, where each stands, and with which clients the groups begin."""

    lines: tuple[Line, ...] = ()
    clients: tuple[Client, ...] = ()
    places: tuple[Place, ...] = ()
    groups: tuple[int, ...] = ()

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
        first, last = self.places[self.groups[group]].line, self.places[end - 1].line
        return (first - 1, last) if last - first + 1 < room else (here, here)

    def group(self, index: int, by: int) -> int:
        """The first client of the group that is `by` groups further than the group of the client at `index`."""
        here = bisect_right(self.groups, index) - 1
        return self.groups[(here + by) % len(self.groups)]


def first_to_look_at(comparison: Comparison, emulated: str) -> str:
    """The client that asks for an explanation: the emulated one where it differs, else a well-known one that does."""
    different = {client.name for one in comparison.landings if not one.is_reference for client in one.clients}
    return next((name for name in (emulated, *WELL_KNOWN) if name in different), comparison.reference.name)


def clients_page(comparison: Comparison, cursor: str, emulated: str, width: int, roomy: bool) -> ClientsPage:
    """Both parts; `roomy` gives each language a line of its own."""
    writer = _Writer(max(24, width), cursor, emulated, roomy)
    for by_default in (True, False):
        writer.part(BY_DEFAULT if by_default else CONFIGURED)
        for landing in comparison.landings:
            if found := [client for client in landing.clients if client.default is by_default]:
                writer.group(landing, comparison, found)
    return ClientsPage(tuple(writer.lines), tuple(writer.clients), tuple(writer.places), tuple(writer.groups))


def tally_line(comparison: Comparison, width: int) -> Line:
    """How many clients agree with the reference by default, differ, promise no number."""
    agree = differ = unpromised = 0
    for landing in comparison.landings:
        defaults = sum(client.default for client in landing.clients)
        if landing.is_reference:
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
    if landing.is_reference:
        return "=", number, f"as {title(comparison)}", "same"
    if landing.partition is None:
        return "~", number, "no number promised", "any"
    return "≠", number, f"not as {title(comparison)}", "other"


@lru_cache(maxsize=1)
def _families() -> dict[str, int]:
    return {family: place for place, family in enumerate(dict.fromkeys(client.family for client in clients()))}


def _by_family(found: Iterable[Client]) -> list[tuple[str, list[Client]]]:
    order = _families()
    ordered = sorted(found, key=lambda client: order.get(client.family, len(order)))
    return [(family, list(together)) for family, together in groupby(ordered, key=lambda client: client.family)]


@dataclass(slots=True)
class _Writer:
    """Writes names into lines and remembers where each stands."""

    width: int
    cursor: str
    emulated: str
    roomy: bool
    lines: list[Line] = field(default_factory=list)
    clients: list[Client] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    _spans: list[Span] = field(default_factory=list)
    _cell: int = 0

    def part(self, words: str) -> None:
        """One of the two parts begins."""
        if self.lines and self.roomy:
            self.lines.append(EMPTY)
        self.lines.append(((f"{words} ", "quiet"), ("─" * max(0, self.width - len(words) - 1), "thumb")))

    def group(self, landing: Landing, comparison: Comparison, found: list[Client]) -> None:
        """A landing: its sign and partition, then its clients."""
        sign, number, words, style = mark(landing, comparison)
        self.groups.append(len(self.clients))
        if self.roomy:
            self._put(f"{sign} {number}", style)
            self._put(f"  {words} · {plural(len(found), 'client')}", "quiet")
            self._end()
        else:
            self._put(fit(f"{sign} {number}", HEAD_CELLS), style)
        for family, together in _by_family(found):
            self._family(family, together)
        self._end()

    def _family(self, family: str, together: list[Client]) -> None:
        indent = HEAD_CELLS
        if self.roomy:
            self._end()
            indent = FAMILY_CELLS + 2
            self._put("  " + fit(family, FAMILY_CELLS), "quiet")
        else:
            if self._cell + len(family) + 2 + len(together[0].name) > self.width:
                self._break(indent)
            self._put(f"{family} ", "quiet")
        for client in together:
            self._name(client, indent)
        if not self.roomy:
            self._put(" ", "plain")

    def _name(self, client: Client, indent: int) -> None:
        text = f"▸{client.name}" if client.name == self.emulated else client.name
        cells = cell_len(text)
        if self._cell + cells > self.width:
            self._break(indent)
        self.clients.append(client)
        self.places.append(Place(len(self.lines), self._cell, self._cell + cells))
        self._put(text, "cursor" if client.name == self.cursor else "plain")
        self._put(" ", "plain")

    def _put(self, text: str, style: str) -> None:
        self._spans.append((text, style))
        self._cell += len(text)

    def _break(self, indent: int) -> None:
        self._end()
        self._put(" " * indent, "plain")

    def _end(self) -> None:
        if self._spans:
            self.lines.append(tuple(self._spans))
        self._spans, self._cell = [], 0
