"""Registering: the one act that changes something in a registry, so it shows what it is about to do, and asks."""

from __future__ import annotations

import argparse
import json
import sys

from workbench.commands.output import complain, line
from workbench.commands.refused import Refused
from workbench.commands.schemas import intent
from workbench.commands.schemas.asked import Asked
from workbench.records.escape import escape

NOT_REGISTERED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is to be registered, and whether to ask."""
    intent.add_arguments(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace, asked: Asked) -> int:
    """Register it, after what is about to happen was shown and agreed to; 1 where nothing is registered."""
    registry = asked.registry
    wanted = intent.intent(args, registry)
    if not args.json:
        for text in wanted.lines:
            line(text)
    if not wanted.verdict.is_compatible:
        complain("schema", "nothing is registered: the registry would refuse it")
        return NOT_REGISTERED
    if wanted.present is None and not (args.yes or _agreed(wanted.subject)):
        complain("schema", "nothing is registered")
        return NOT_REGISTERED
    given = registry.register(wanted.subject, wanted.schema) if wanted.present is None else None
    found = registry.lookup(wanted.subject, wanted.schema)
    version, known_id = (found.version, found.id) if found else (None, given)
    if args.json:
        line(json.dumps({**wanted.as_object, "version": version, "id": known_id, "registered": given is not None}))
    elif given is not None:
        line(f"registered: {escape(wanted.subject)} version {version}, schema id {known_id}")
    return 0


def _agreed(subject: str) -> bool:
    """What a person answers. Raises Refused where nobody can be asked."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refused("registering changes the registry, and nobody can be asked here; add --yes")
    print(f"Register this as {escape(subject)}? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
