"""How evenly keys fill the partitions: bars, skew, frequent keys, a verdict; then what if, then who wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from workbench.commands.lab import growing, writers
from workbench.commands.lab.asked import Asked
from workbench.commands.lab.gathering import Gathered, gather
from workbench.commands.lab.keys import from_bytes
from workbench.commands.lab.layout import WIDTH, count_of, key_words, wrapped
from workbench.commands.table import cut
from workbench.lab.bars import rows
from workbench.partitioning.rules import Partitioner
from workbench.partitioning.spread import Spread
from workbench.serialization.serializer import Serializer

_HEIGHT = 32
"""Bars at most; more partitions are summed up in ranges."""

_WIDEST = 120
"""Cells of a bar's line at most; longer ones tell no more."""

_FREQUENT = 5
_KEY_CELLS = 40


def json_lines(asked: Asked) -> Iterator[str]:
    """One object a client; then those of "what if", and of who wrote the topic."""
    yield from objects(asked, gather(asked))


def objects(asked: Asked, gathered: Gathered) -> Iterator[str]:
    """The same of what is gathered already."""
    if asked.spread:
        yield from (json.dumps(as_json(asked, spread)) for spread in gathered.spreads)
    if asked.counts:
        yield from growing.json_lines(asked, gathered)
    if asked.topic:
        found = writers.agreements(gathered, asked.partitions)
        yield from writers.json_lines(asked.topic, asked.partitions, found)


def as_json(asked: Asked, spread: Spread) -> dict[str, object]:
    """A spread with all its figures."""
    partition, records = spread.largest
    return {
        "question": "spread",
        "topic": asked.topic or None,
        "partitioner": spread.partitioner,
        "partitions": spread.partitions,
        "records": spread.total,
        "unplaced": spread.unplaced,
        "distinct": spread.distinct,
        "counts": spread.counts,
        "mean": spread.mean,
        "largest": {"partition": partition, "records": records},
        "skew": spread.skew,
        "chi_square": spread.chi_square,
        "p_value": spread.p_value,
        "empty": spread.empty,
        "frequent": [_frequent(key, count, asked.serializer) for key, count in spread.frequent],
        "verdict": spread.verdict,
    }


def lines(asked: Asked) -> Iterator[str]:
    """Paragraphs for a person."""
    yield from paragraphs(asked, gather(asked))


def paragraphs(asked: Asked, gathered: Gathered) -> Iterator[str]:
    """The same of what is gathered already."""
    parts = []
    if asked.spread:
        each = zip(gathered.spreads, asked.partitioners, strict=True)
        parts += [_paragraph(asked, spread, partitioner) for spread, partitioner in each]
    if asked.counts:
        parts.append(growing.lines(asked, gathered))
    if asked.topic:
        found = writers.agreements(gathered, asked.partitions)
        parts.append(writers.lines(asked.topic, found, asked.width))
    for number, part in enumerate(parts):
        yield from [""] if number else []
        yield from part


def _paragraph(asked: Asked, spread: Spread, partitioner: Partitioner) -> Iterator[str]:
    width = asked.width or WIDTH
    where = f" of {asked.topic}" if asked.topic else ""
    keys = f"{count_of(spread.total, 'record')}{where}, {count_of(spread.distinct, 'distinct key')}"
    by = f"by {partitioner.name} over {count_of(spread.partitions, 'partition')}: {partitioner.about}"
    yield from wrapped(f"{keys}, {by}", width, "  ", "")
    if spread.placed:
        yield from _bars(spread, min(width, _WIDEST))
    yield ""
    facts = list(_facts(spread, asked.serializer, width))
    labels = max((len(label) for label, _ in facts), default=0)
    for label, value in facts:
        yield from wrapped(value, width, " " * (labels + 4), f"  {label:{labels}}  ")
    yield from wrapped(spread.verdict, width, "  ", "→ ")


def _bars(spread: Spread, width: int) -> Iterator[str]:
    return (f"  {label}  {bar}  {figure}" for label, bar, figure in rows(spread, width - 2, _HEIGHT))


def _facts(spread: Spread, serializer: Serializer, width: int) -> Iterator[tuple[str, str]]:
    if spread.placed:
        partition, records = spread.largest
        yield "skew", f"{spread.skew:.2f} × the mean, in partition {partition:,} ({records:,} of {spread.placed:,})"
        yield "even by chance", _chance(spread)
        empty = "≠ " if spread.empty else "= none"
        yield "empty", empty + (f"{count_of(spread.empty, 'partition')}" if spread.empty else "")
    if spread.unplaced:
        yield "any", f"~ {count_of(spread.unplaced, 'record')} for which no number is promised"
    for at, (key, count) in enumerate(spread.frequent[:_FREQUENT]):
        if count > 1:
            text = cut(_key(key, serializer), max(8, min(_KEY_CELLS, width - 40)))
            yield ("most frequent" if not at else ""), f"{count:,} ({count / spread.total:.1%})  {text}"


def _chance(spread: Spread) -> str:
    if spread.p_value is None:
        return "? too few keys to tell"
    return f"p = {spread.p_value:.3g} (chi-square {spread.chi_square:,.1f}, distinct keys)"


def _frequent(key: bytes | None, count: int, serializer: Serializer) -> dict[str, object]:
    if key is None:
        return {"key": None, "key_hex": None, "records": count}
    return {"key": from_bytes([key], serializer, [0], 1.0).texts[0], "key_hex": key.hex(), "records": count}


def _key(key: bytes | None, serializer: Serializer) -> str:
    [text] = from_bytes([key], serializer, [0], 1.0).texts
    return key_words(text, key)
