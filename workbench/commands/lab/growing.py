"""What if a topic had another number of partitions: the keys that move, the skew, whether a sign bug shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from workbench.commands.lab.asked import Asked
from workbench.commands.lab.gathering import Gathered
from workbench.commands.lab.layout import WIDTH, count_of, wrapped
from workbench.commands.table import Row, aligned, cells
from workbench.partitioning.growth import Growth, what_if
from workbench.partitioning.rules import Partitioner

_HEADINGS = ("partitions", "keys that move", "order per key", "skew", "murmur2 sign bug")


def growths(asked: Asked, gathered: Gathered, partitioner: Partitioner) -> Sequence[Growth]:
    """The present count first, then the others in the order they are asked for."""
    counts = tuple(dict.fromkeys((asked.partitions, *asked.counts)))
    return what_if(gathered.keys, partitioner, asked.partitions, counts)


def json_lines(asked: Asked, gathered: Gathered) -> Iterator[str]:
    """One object a client and count."""
    for partitioner in asked.partitioners:
        for growth in growths(asked, gathered, partitioner):
            yield json.dumps(
                {
                    "question": "what if",
                    "topic": asked.topic or None,
                    "partitioner": partitioner.name,
                    "now": asked.partitions,
                    "partitions": growth.partitions,
                    "keys": growth.keys,
                    "moved": growth.moved,
                    "unplaced": growth.unplaced,
                    "skew": growth.skew,
                    "largest": {"partition": growth.largest[0], "keys": growth.largest[1]},
                    "sign_bug": growth.sign_bug,
                    "sentence": growth.sentence,
                }
            )


def lines(asked: Asked, gathered: Gathered) -> Iterator[str]:
    """A table a client, a row a count; then what each means."""
    width = asked.width or WIDTH
    for partitioner in asked.partitioners:
        found = growths(asked, gathered, partitioner)
        keys = count_of(len(gathered.keys), "distinct key")
        yield f"what if, by {partitioner.name}: {keys} over {count_of(asked.partitions, 'partition')} now"
        table = list(aligned(_HEADINGS, map(_row, found), right={0, 1, 3}))
        yield from table if max(map(cells, table)) <= width else _paragraphs(found, width)
        for growth in found:
            if growth.partitions != asked.partitions:
                yield from wrapped(growth.sentence, width, "  ", "→ ")


def _paragraphs(found: Sequence[Growth], width: int) -> Iterator[str]:
    for growth in found:
        partitions, *figures = _row(growth)
        said = (f"{heading} {figure}" for heading, figure in zip(_HEADINGS[1:], figures, strict=True))
        yield from wrapped(" · ".join(said), width, "    ", f"  {partitions}  ")


def _row(growth: Growth) -> Row:
    skew = f"{growth.skew:.2f}" if growth.keys > growth.unplaced else "–"
    return (f"{growth.partitions:,}", *_moving(growth), skew, _sign_bug(growth))


def _moving(growth: Growth) -> tuple[str, str]:
    """The keys that move, and what becomes of the order per key."""
    if growth.partitions == growth.now:
        return "–", "● now"
    if growth.unplaced == growth.keys:
        return "any", "~ any"
    if not growth.moved:
        return "0", "= kept"
    return f"{growth.moved:,} ({growth.moved / growth.keys:.1%})", "≠ breaks for these"


def _sign_bug(growth: Growth) -> str:
    if not growth.keys:
        return "–"
    return f"≠ shows on {growth.sign_bug:.0%}" if growth.sign_bug else "○ hidden"
