"""The subjects of a registry, a line each."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from workbench.commands.output import line
from workbench.commands.schemas.asked import Asked
from workbench.commands.serializing import refusal
from workbench.commands.table import aligned
from workbench.records.escape import escape
from workbench.schemas.registry_error import RegistryError

if TYPE_CHECKING:
    from workbench.schemas.registry import Registry

_AT_ONCE = 8
_VERSIONS = 12

Found = dict[str, object]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which subjects."""
    parser.add_argument("word", nargs="?", default="", metavar="WORD", help="only subjects with this in their names")


def run(args: argparse.Namespace, asked: Asked) -> int:
    """Print them by their names."""
    found = subjects(asked.registry, args.word)
    if args.json:
        for one in found:
            line(json.dumps(one))
        return 0
    for text in aligned(("subject", "versions", "type", "id"), map(_row, found), right=()):
        line(text)
    return 0


def subjects(registry: Registry, word: str) -> Iterator[Found]:
    """Subject, versions, and the latest one's type and id; `error` where one of them gives no answer."""
    names = sorted(name for name in registry.subjects() if word.lower() in name.lower())
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(partial(_subject, registry), names)


def _subject(registry: Registry, name: str) -> Found:
    try:
        versions, latest = registry.versions(name), registry.schema(name)
    except RegistryError as error:
        return {"subject": name, "versions": [], "type": None, "id": None, "error": refusal(error)}
    return {
        "subject": name,
        "versions": list(versions),
        "type": str(latest.schema.type),
        "id": latest.id,
        "error": None,
    }


def _row(found: Found) -> tuple[str, str, str, str]:
    versions = found["versions"]
    assert isinstance(versions, list)
    numbers = ", ".join(map(str, versions[-_VERSIONS:]))
    words = f"…, {numbers}" if len(versions) > _VERSIONS else numbers
    if found["error"]:
        return escape(str(found["subject"])), "", "", str(found["error"])
    return escape(str(found["subject"])), words, str(found["type"]), str(found["id"])
