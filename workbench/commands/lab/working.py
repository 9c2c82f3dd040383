"""The working of each placement, step by step: text, bytes, hash, modulo, partition."""

from __future__ import annotations

import json
from collections.abc import Iterator

from workbench.commands.lab.asked import Asked
from workbench.commands.lab.layout import WIDTH, bytes_words, count_of, titled, wrapped
from workbench.commands.lab.placed import unplaceable
from workbench.commands.table import cells, cut
from workbench.partitioning.placement import Placement, Step
from workbench.records.errors import Unplaceable

_BYTES = 16


def placements(asked: Asked) -> Iterator[tuple[str | None, bytes | None, Placement]]:
    """Text, bytes and placement of each key, client by client. Raises Refused."""
    for block in asked.blocks:
        for text, key in zip(block.texts, block.data, strict=True):
            for partitioner in asked.partitioners:
                try:
                    yield text, key, partitioner.place(key, asked.partitions)
                except Unplaceable as error:
                    raise unplaceable(key, error) from None


def json_lines(asked: Asked) -> Iterator[str]:
    """The line of the plain answer, with the working in it."""
    for text, key, found in placements(asked):
        yield json.dumps(
            {
                "key": None if key is None else text,
                "key_hex": None if key is None else key.hex(),
                "partitioner": found.partitioner,
                "partitions": found.partitions,
                "hash": found.hash,
                "partition": found.partition,
                "working": [{"what": step.what, "value": step.value} for step in found.steps],
                "why": found.why or None,
            }
        )


def lines(asked: Asked) -> Iterator[str]:
    """A paragraph for each key and client."""
    width, first = asked.width or WIDTH, True
    for text, key, found in placements(asked):
        yield from [] if first else [""]
        first = False
        answered = f"by {found.partitioner} over {count_of(found.partitions, 'partition')}"
        yield from titled(text, key, answered, width)
        yield from _steps((_serialized(key, asked.serializer.name), *found.steps), width)
        yield from _answer(found, width)


def _serialized(key: bytes | None, serializer: str) -> Step:
    if not key:
        return Step("key", "null" if key is None else "no bytes")
    return Step(f"as {serializer}", f"{bytes_words(key, _BYTES)}  ({count_of(len(key), 'byte')})")


def _steps(steps: tuple[Step, ...], width: int) -> Iterator[str]:
    longest = min(max(cells(step.what) for step in steps), width // 2)
    for step in steps:
        yield from wrapped(step.value, width, " " * (longest + 4), f"  {cut(step.what, longest):{longest}}  ")


def _answer(found: Placement, width: int) -> Iterator[str]:
    if found.partition is None:
        yield from wrapped(found.why or "any partition", width, "    ", "  ~ ")
    else:
        yield f"  = partition {found.partition}"
