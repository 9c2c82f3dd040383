"""The subjects of a registry, a line each."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from workbench.commands.lab.layout import count_of
from workbench.commands.output import complain, line
from workbench.commands.schemas.asked import Asked
from workbench.commands.serializing import refusal
from workbench.commands.table import aligned
from workbench.records.escape import escape, quoted
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
    names = _names(asked.registry, args.word)
    found = subjects(asked.registry, names)
    if args.json:
        for one in found:
            line(json.dumps(one))
        return 0
    if not names:
        return 0
    for text in aligned(("subject", "versions", "type", "id"), map(_row, found), right=()):
        line(text)
    return 0


def _names(registry: Registry, word: str) -> list[str]:
    """The subjects with the word in their names; where there are none that is said, on stderr."""
    known = registry.subjects()
    names = sorted(name for name in known if word.lower() in name.lower())
    if not known:
        complain("schema", "the registry has no subjects")
    elif not names:
        complain("schema", f"none of the registry's {count_of(len(known), 'subject')} contains {quoted(word, 80)}")
    return names


def subjects(registry: Registry, names: Iterable[str]) -> Iterator[Found]:
    """Subject, versions, and the latest one's type and id; `error` where one of them gives no answer."""
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
