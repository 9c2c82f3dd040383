"""Who wrote a topic: the clients whose rule puts its keys where they lie."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from workbench.commands.lab.gathering import Gathered
from workbench.commands.lab.layout import WIDTH, wrapped
from workbench.partitioning.agreement import Agreement, agreement

_SHOWN = 3
_NARROW = 72
_FEW, _CHANCE, _ALL = 20, 0.5, 0.995
"""Keys below which nothing is said; shares up to which it may be chance, and from which it is no doubt."""


def agreements(gathered: Gathered, partitions: int) -> tuple[Agreement, ...]:
    """The behaviours, best first; none for keys that lie nowhere."""
    return agreement(list(gathered.lying.items()), partitions)


def json_lines(topic: str, partitions: int, found: Sequence[Agreement]) -> Iterator[str]:
    """One object a behaviour."""
    for one in found:
        yield json.dumps(
            {
                "question": "who wrote it",
                "topic": topic,
                "partitions": partitions,
                "clients": names(one),
                "agreeing": one.agreeing,
                "of": one.of,
                "share": one.share,
            }
        )


def lines(topic: str, found: Sequence[Agreement], width: int | None) -> Iterator[str]:
    """The verdict, then the best with the clients that have it."""
    width = width or WIDTH
    yield from wrapped(f"who wrote {topic}? {verdict(found)}", width, "  ", "")
    digits = max((len(f"{one.agreeing:,}") for one in found), default=1)
    for one in found[:_SHOWN]:
        figure = f"  {one.share:6.1%}  {one.agreeing:>{digits},} of {one.of:,} keys  "
        indent = " " * (len(figure) if width >= _NARROW else 10)
        yield from wrapped(", ".join(names(one)), width, indent, figure)


def names(one: Agreement) -> list[str]:
    """Its clients, those first whose default it is."""
    return [client.name for client in sorted(one.clients, key=lambda client: not client.default)]


def is_clear(found: Sequence[Agreement]) -> bool:
    """Whether one behaviour explains where the keys are."""
    return bool(found) and found[0].of >= _FEW and found[0].share >= _ALL


def verdict(found: Sequence[Agreement]) -> str:
    """Whether one behaviour explains where the keys are, as a sign and words."""
    if not found or found[0].of < _FEW:
        return f"? too few keys tell; {_FEW} distinct ones are needed"
    best = found[0]
    if best.share <= _CHANCE:
        return "≠ no client's rule explains it: a custom partitioner, partitions set by hand, or the key is ignored"
    name = f"{names(best)[0]}'s rule ({best.clients[0].behaviour})"
    if best.share < _ALL:
        return f"≠ {name} explains only {best.share:.1%} of the keys: several clients wrote it, or it has grown"
    return f"= {name} explains {best.share:.1%} of the keys{_alike(found)}"


def _alike(found: Sequence[Agreement]) -> str:
    """With a power of two, some rules cannot be told apart; with one partition none can."""
    alike = [one for one in found[1:] if one.share == found[0].share]
    return f", and so {'does' if len(alike) == 1 else 'do'} {_listed(alike)}" if alike else ""


def _listed(alike: Sequence[Agreement]) -> str:
    first = ", ".join(f"{names(one)[0]}'s" for one in alike[:2])
    return first + (f" and {len(alike) - 2} more" if len(alike) > 2 else "")
