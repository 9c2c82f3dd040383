"""The same text as other bytes, and where each lands: the other way in which co-partitioning breaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product

from workbench.commands.lab.asked import Asked
from workbench.commands.lab.layout import WIDTH, bytes_words, count_of, titled, wrapped
from workbench.commands.lab.placed import unplaceable
from workbench.commands.table import Row, aligned, cells, cut
from workbench.lab.doctor import KeyForm, examine
from workbench.partitioning.rules import Partitioner
from workbench.records.errors import Unplaceable

_HEADINGS = ("", "form", "bytes", "partition")
_BYTES = 6


def examined(asked: Asked) -> Iterator[tuple[str, Partitioner, tuple[KeyForm, ...]]]:
    """Text, client and forms of each key that has a text. Raises Refused."""
    for block in asked.blocks:
        keys = ((text, key) for text, key in zip(block.texts, block.data, strict=True) if text is not None)
        for (text, key), partitioner in product(keys, asked.partitioners):
            try:
                forms = examine(text, asked.serializer, partitioner, asked.partitions, asked.schema_ids)
            except Unplaceable as error:
                raise unplaceable(key, error) from None
            yield text, partitioner, forms


def json_lines(asked: Asked) -> Iterator[str]:
    """One object a form."""
    for text, partitioner, forms in examined(asked):
        chosen = _chosen(forms)
        for form in forms:
            yield json.dumps(
                {
                    "key": text,
                    "form": form.name,
                    "key_hex": form.data.hex(),
                    "partitioner": partitioner.name,
                    "partitions": asked.partitions,
                    "partition": form.partition,
                    "chosen": form.chosen,
                    "same": same(form, chosen),
                    "note": form.note or None,
                }
            )


def lines(asked: Asked) -> Iterator[str]:
    """A paragraph for each key and client."""
    width, first = asked.width or WIDTH, True
    for text, partitioner, forms in examined(asked):
        yield from [] if first else [""]
        first = False
        what = f"as other bytes, by {partitioner.name} over {count_of(asked.partitions, 'partition')}"
        yield from titled(text, text.encode(errors="replace"), what, width)
        yield from _table(forms, width)


def _table(forms: tuple[KeyForm, ...], width: int) -> Iterator[str]:
    """A row a form and, of those that land elsewhere, when they happen; two lines a form where that is too wide."""
    chosen = _chosen(forms)
    table = list(aligned(_HEADINGS, (_row(form, chosen) for form in forms), right={3}))
    narrow = max(map(cells, table)) > width
    yield from [] if narrow else [table[0]]
    for form, row in zip(forms, table[1:], strict=True):
        if narrow:
            sign, name, data, number = _row(form, chosen)
            yield from (f"{sign} {number}", cut(f"    {name}: {data}", width))
        else:
            yield row
        if form.note and same(form, chosen) is False:
            yield from wrapped(form.note, width, "      ", "    → ")


def same(form: KeyForm, chosen: KeyForm | None) -> bool | None:
    """Whether it lands where the chosen form does; None where one of them promises no number."""
    if chosen is None or form.partition is None or chosen.partition is None:
        return None
    return form.partition == chosen.partition


def _chosen(forms: tuple[KeyForm, ...]) -> KeyForm | None:
    return next((form for form in forms if form.chosen), None)


def _row(form: KeyForm, chosen: KeyForm | None) -> Row:
    sign = {True: "= same", False: "≠ elsewhere", None: "~ any"}[same(form, chosen)]
    number = "any" if form.partition is None else str(form.partition)
    return ("● chosen" if form.chosen else sign, form.name, bytes_words(form.data, _BYTES), number)
