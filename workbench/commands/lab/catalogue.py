"""The clients that can be emulated, as a table: versions, rule, what becomes of a null and of an empty key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from workbench.commands.lab.layout import WIDTH, wrapped
from workbench.commands.table import Row, aligned, cells
from workbench.partitioning.client import Client
from workbench.records.escape import escape

_HEADINGS = ("client", "versions", "rule", "null key", "empty key", "")
_DEFAULT = "● default"
"""What a client library does when nobody configures a partitioner."""


def json_lines(clients: Sequence[Client]) -> Iterator[str]:
    """One object a client."""
    for client in clients:
        yield json.dumps(
            {
                "client": client.name,
                "about": client.about,
                "family": client.family,
                "versions": client.versions,
                "default": client.default,
                "rule": client.behaviour,
                "null_key": client.null,
                "empty_key": client.empty,
                "source": client.source,
                "note": client.note or None,
            }
        )


def lines(clients: Sequence[Client], width: int | None, *, whole: bool = False) -> Iterator[str]:
    """A table, its rows under their family; where that is too wide, or all is to be said, a paragraph a client."""
    table = list(aligned(_HEADINGS, map(_row, clients), right=()))
    if whole or (width is not None and max(map(cells, table)) > width):
        yield from _paragraphs(clients, width or WIDTH, whole)
        return
    heading, *rows = table
    yield heading
    for family, members in groupby(zip(clients, rows, strict=True), lambda member: member[0].family):
        yield family
        yield from (row for _, row in members)


def beside(examples: Sequence[str], plugins: Sequence[str], width: int | None) -> list[str]:
    """What can be chosen beside the catalogue's clients."""
    others = [f"{name} (example of a rule file)" for name in examples]
    others += [f"{escape(name)} (plug-in)" for name in plugins]
    return wrapped(f"also: {', '.join([*others, 'any rule file by its path (*.toml)'])}", width or WIDTH, "  ", "")


def _row(client: Client) -> Row:
    default = _DEFAULT if client.default else ""
    return (f"  {client.name}", client.versions, client.behaviour, client.null, client.empty, default)


def _paragraphs(clients: Sequence[Client], width: int, whole: bool) -> Iterator[str]:
    for family, members in groupby(clients, lambda client: client.family):
        yield family
        for client in members:
            name = " · ".join([client.name, client.versions, *([_DEFAULT] if client.default else [])])
            yield from wrapped(name, width, "    ", "  ")
            rule = f"{client.behaviour} · null key: {client.null} · empty key: {client.empty}"
            for said in (rule, *((client.about, f"source: {client.source}", client.note) if whole else ())):
                yield from wrapped(said, width, "      ")
