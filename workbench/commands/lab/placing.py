"""Where each key lands under each client: a table, or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from json.encoder import encode_basestring_ascii

from workbench.commands.lab.asked import Asked
from workbench.commands.lab.keys import Keys
from workbench.commands.lab.layout import bytes_words, count_of
from workbench.commands.lab.placed import Placed, placeable, placed
from workbench.commands.table import Row, aligned, cut
from workbench.partitioning.rules import Partitioner, hexadecimal
from workbench.records.errors import Unplaceable
from workbench.records.escape import escape

_KEY_CELLS, _LEAST_KEY_CELLS, _BYTES_CELLS = 36, 8, 25
_SAME, _DIFFER, _ANY = "= same", "≠ differ", "~ any"


def answers(asked: Asked) -> Iterator[tuple[Keys, list[Placed]]]:
    """The keys block by block, with what each client makes of them.

    Raises Refused for a key that one of them cannot place, after the keys before it.
    """
    for block in asked.blocks:
        try:
            yield block, _placed(block, asked)
        except Unplaceable:
            before, refused = placeable(asked.partitioners, block, asked.partitions)
            yield before, _placed(before, asked)
            if refused is not None:
                raise refused from None


def _placed(block: Keys, asked: Asked) -> list[Placed]:
    return [placed(partitioner, block.data, asked.partitions) for partitioner in asked.partitioners]


def json_lines(asked: Asked) -> Iterator[str]:
    """A line for each key and client, in the order of the keys; a block of them at a time.

    In ASCII: whatever stands in a key, no terminal acts on it and every encoding has it.
    """
    for block, found in answers(asked):
        beginnings = [f'{{"key": {text}, "key_hex": {key_hex}, ' for text, key_hex in _shown(block)]
        each = [_objects(beginnings, one, asked.partitions) for one in found]
        text = "\n".join(each[0] if len(each) == 1 else chain.from_iterable(zip(*each, strict=True)))
        if text:
            yield text


def _shown(block: Keys) -> Iterator[tuple[str, str]]:
    """Key and key_hex of each, as they stand in JSON."""
    for text, data in zip(block.texts, block.data, strict=True):
        if data is None or text is None:
            yield "null", "null"
        else:
            yield encode_basestring_ascii(text), f'"{data.hex()}"'


def _objects(beginnings: Sequence[str], found: Placed, partitions: int) -> list[str]:
    middle = f'"partitioner": {json.dumps(found.partitioner.name)}, "partitions": {partitions}, '
    return [
        f'{beginning}{middle}"hash": {"null" if hashed is None else hashed}, '
        f'"partition": {"null" if partition is None else partition}}}'
        for beginning, hashed, partition in zip(beginnings, found.hashes, found.partitions, strict=True)
    ]


def lines(asked: Asked) -> Iterator[str]:
    """The lines for a person: one client with the hash, several side by side."""
    count = count_of(asked.partitions, "partition")
    if len(asked.partitioners) == 1:
        [one] = asked.partitioners
        yield f"{one.name} over {count}: {one.about}"
        yield from _one_client(asked, one)
        return
    yield f"{count}, {count_of(len(asked.partitioners), 'client')}"
    longest = max(len(one.name) for one in asked.partitioners)
    yield from (f"  {one.name:{longest}}  {one.about}" for one in asked.partitioners)
    yield from _side_by_side(asked)


def _one_client(asked: Asked, one: Partitioner) -> Iterator[str]:
    key_cells, with_bytes = _room(asked.width, 2 + 10 + 2 + 9)
    headings = ("key", *(("bytes",) if with_bytes else ()), "hash", "partition")

    def rows() -> Iterator[Row]:
        for block, [found] in answers(asked):
            for at, (text, data) in enumerate(zip(block.texts, block.data, strict=True)):
                partition, hashed = found.partitions[at], found.hashes[at]
                last = one.place(data, asked.partitions).steps[-1].value if partition is None else str(partition)
                written = "–" if hashed is None else hexadecimal(hashed)
                yield (*_key(text, data, key_cells, with_bytes), written, last)

    yield from aligned(headings, rows())


def _side_by_side(asked: Asked) -> Iterator[str]:
    names = [one.name for one in asked.partitioners]
    figures = [max(len(name), len(str(asked.partitions - 1)), 3) for name in names]
    others = sum(figures) + 2 * len(figures) + 2 + len(_DIFFER)
    if asked.width is not None and others + _LEAST_KEY_CELLS > asked.width:
        yield from _one_below_the_other(asked)
        return
    key_cells, with_bytes = _room(asked.width, others)
    first = 2 if with_bytes else 1
    headings = (*(("key", "bytes") if with_bytes else ("key",)), *names, "")

    def rows() -> Iterator[Row]:
        for block, found in answers(asked):
            columns = zip(block.texts, block.data, *(one.partitions for one in found), strict=True)
            for text, data, *partitions in columns:
                shown = ("any" if one is None else str(one) for one in partitions)
                yield (*_key(text, data, key_cells, with_bytes), *shown, verdict(partitions))

    yield from aligned(headings, rows(), right=range(first, first + len(names)))


def _one_below_the_other(asked: Asked) -> Iterator[str]:
    """For a terminal that is too narrow for a column each: a key, then a line a client."""
    width, longest = asked.width or 0, max(len(one.name) for one in asked.partitioners)
    for block, found in answers(asked):
        for at, (text, data) in enumerate(zip(block.texts, block.data, strict=True)):
            partitions = [one.partitions[at] for one in found]
            word = verdict(partitions)
            [shown] = _key(text, data, max(width - len(word) - 2, _LEAST_KEY_CELLS), with_bytes=False)
            yield f"{shown}  {word}"
            for one, partition in zip(asked.partitioners, partitions, strict=True):
                yield f"  {one.name:{longest}}  {'any' if partition is None else partition}"


def verdict(partitions: Sequence[int | None]) -> str:
    """Whether they all are the same, as a sign and a word; any promises nothing."""
    numbers = {partition for partition in partitions if partition is not None}
    if len(numbers) > 1:
        return _DIFFER
    return _ANY if None in partitions else _SAME


def _room(width: int | None, others: int) -> tuple[int, bool]:
    """Cells for the key, and whether its bytes have a column; `others` is what the other columns take."""
    if width is None:
        return _KEY_CELLS, True
    left = width - others
    with_bytes = left - _BYTES_CELLS - 2 >= 2 * _LEAST_KEY_CELLS
    return max(_LEAST_KEY_CELLS, min(_KEY_CELLS, left - (_BYTES_CELLS + 2 if with_bytes else 0))), with_bytes


def _key(text: str | None, data: bytes | None, width: int, with_bytes: bool) -> Row:
    shown = cut("null" if text is None else escape(text), width)
    return (shown, bytes_words(data)) if with_bytes else (shown,)
