"""One schema: what the registry knows of it, its text, and the texts of all that it refers to."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.commands.lab.layout import WIDTH, terminal_width
from workbench.commands.numbers import whole_number
from workbench.commands.output import line
from workbench.commands.refused import Refused
from workbench.commands.schemas.asked import SUBJECT, Asked, subject_version
from workbench.commands.serializing import refusal
from workbench.records.escape import escape
from workbench.schemas.answers import HIGHEST
from workbench.schemas.registry_error import RegistryError
from workbench.serialization.schema import Registered, Schema
from workbench.serialization.schema_text import laid_out

if TYPE_CHECKING:
    from workbench.schemas.registry import Registry


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which schema, and how much of it."""
    parser.add_argument("subject", nargs="?", metavar=SUBJECT, help="the latest version where none is named")
    parser.add_argument(
        "--id", type=whole_number("schema id", 0, HIGHEST), metavar="N", help="the schema of this id instead"
    )
    parser.add_argument("--raw", action="store_true", help="the schema's text alone, as it was registered")


def run(args: argparse.Namespace, asked: Asked) -> int:
    """Print it."""
    if args.subject is not None and args.id is not None:
        raise Refused(f"which schema? {SUBJECT} names one and --id another; give one of the two")
    if args.subject is None and args.id is None:
        raise Refused(f"which schema? give {SUBJECT}, or --id N")
    registry = asked.registry
    found = registry.by_id(args.id) if args.id is not None else registry.schema(*subject_version(args.subject))
    if args.raw:
        line(
            _for_a_terminal(found.schema.text) if sys.stdout is not None and sys.stdout.isatty() else found.schema.text
        )
        return 0
    level, untold = ("", "") if args.id is not None else _level(registry, found.subject)
    for text in [json.dumps(_object(found, level))] if args.json else _lines(found, level, untold):
        line(text)
    return 0


def _level(registry: Registry, subject: str) -> tuple[str, str]:
    """The compatibility, or why it is not told: many who may read a schema may not read that."""
    try:
        return registry.config(subject), ""
    except RegistryError as error:
        return "", f"not told: {refusal(error)}"


def _for_a_terminal(text: str) -> str:
    """The text as it is but for what a terminal would act on; lines and tabs stay."""
    return "\n".join("\t".join(map(escape, row.split("\t"))) for row in text.split("\n"))


def _lines(found: Registered, level: str, untold: str) -> Iterator[str]:
    facts = (
        ("subject", escape(found.subject)),
        ("version", str(found.version or "")),
        ("id", str(found.id)),
        ("guid", escape(found.guid)),
        ("type", str(found.schema.type)),
        ("compatible", escape(level) or untold),
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
