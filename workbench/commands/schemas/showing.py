"""One schema: what the registry knows of it, its text, and the texts of all that it refers to."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from workbench.commands.lab.layout import WIDTH, terminal_width
from workbench.commands.output import line
from workbench.commands.refused import Refused
from workbench.commands.schemas.asked import SUBJECT, Asked, subject_version
from workbench.records.escape import escape, quoted
from workbench.serialization.schema import Registered, Schema
from workbench.serialization.schema_text import laid_out

_MOST_ID = (1 << 31) - 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which schema, and how much of it."""
    parser.add_argument("subject", nargs="?", metavar=SUBJECT, help="the latest version where none is named")
    parser.add_argument("--id", type=_schema_id, metavar="N", help="the schema of this id instead")
    parser.add_argument("--raw", action="store_true", help="the schema's text alone, as it was registered")


def _schema_id(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 10 else -1
    if not 0 <= number <= _MOST_ID:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no schema id; valid: 0 to {_MOST_ID:,}")
    return number


def run(args: argparse.Namespace, asked: Asked) -> int:
    """Print it."""
    if (args.subject is None) == (args.id is None):
        raise Refused(f"which schema? give {SUBJECT}, or --id N")
    if args.id is not None:
        found, level = asked.registry.by_id(args.id), ""
    else:
        found = asked.registry.schema(*subject_version(args.subject))
        level = asked.registry.config(found.subject)
    if args.raw:
        line(found.schema.text)
    elif args.json:
        line(json.dumps(_object(found, level)))
    else:
        for text in _lines(found, level):
            line(text)
    return 0


def _lines(found: Registered, level: str) -> Iterator[str]:
    facts = (
        ("subject", escape(found.subject)),
        ("version", str(found.version or "")),
        ("id", str(found.id)),
        ("guid", escape(found.guid)),
        ("type", str(found.schema.type)),
        ("compatible", escape(level)),
        ("refused", escape(found.refused)),
    )
    yield from (f"{name:<10}  {value}" for name, value in facts if value)
    for one in found.schema.references:
        yield f"{'refers to':<10}  {escape(one.name)} = {escape(one.subject)}@{one.version}"
    yield from _text(found.schema)
    for name, schema in _all_resolved(found.schema):
        yield from ("", f"{escape(name)}:", *_text(schema))


def _text(schema: Schema) -> Iterator[str]:
    """The text over lines, safe for a terminal."""
    text = laid_out(schema.type, schema.text, terminal_width() or WIDTH)
    yield from ("", *(escape(row.replace("\t", "    ")) for row in text.split("\n")))


def _all_resolved(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Everything it refers to, each once, what is referred to after what refers to it."""
    seen: set[str] = set()
    waiting = [*schema.resolved]
    while waiting:
        name, found = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            yield name, found
            waiting += found.resolved


def _object(found: Registered, level: str) -> dict[str, object]:
    return {
        "subject": found.subject or None,
        "version": found.version or None,
        "id": found.id,
        "guid": found.guid or None,
        "type": str(found.schema.type),
        "compatibility": level or None,
        "refused": found.refused or None,
        "schema": found.schema.text,
        "references": [
            {"name": one.name, "subject": one.subject, "version": one.version} for one in found.schema.references
        ],
        "resolved": {name: schema.text for name, schema in _all_resolved(found.schema)},
    }
