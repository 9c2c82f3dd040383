"""A JSON Schema's file and the files that its `$ref`s name, relative to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from workbench.records.errors import Problem, Unserializable
from workbench.schemas.files import read_text, shown
from workbench.serialization.schema import Schema, SchemaType

_ABSOLUTE = re.compile(r"/|[A-Za-z][A-Za-z0-9+.-]*:")
_MOST_FILES = 256
_MOST_NESTED = 64


def with_files(path: Path, text: str) -> tuple[Schema, tuple[Path, ...]]:
    """The schema with what it refers to in `resolved`, and all paths that were read.

    Only relative references to files that are there are followed: others are the validator's to judge. Raises
    Unserializable where one cannot be read.
    """
    paths = [path]
    resolved: dict[str, Schema] = {}
    waiting = [(name, path.parent) for name in references(text)]
    while waiting:
        name, folder = waiting.pop(0)
        file = folder / unquote(name)
        if name in resolved or file in paths or not _is_file(file):
            continue
        if len(paths) == _MOST_FILES:
            raise Unserializable(Problem(f"{shown(path)} refers to more than {_MOST_FILES} files"))
        paths.append(file)
        resolved[name] = Schema(SchemaType.JSON, read_text(file))
        waiting += [(other, file.parent) for other in references(resolved[name].text)]
    return Schema(SchemaType.JSON, text, resolved=tuple(resolved.items())), tuple(paths)


def references(text: str) -> tuple[str, ...]:
    """The files that a schema's `$ref`s name, without their fragments; none where the text is no JSON."""
    try:
        root = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    found = (reference.partition("#")[0] for reference in _refs(root, 0))
    return tuple(dict.fromkeys(name for name in found if name and not _ABSOLUTE.match(name)))


def _refs(node: object, depth: int) -> Iterator[str]:
    if depth > _MOST_NESTED:
        return
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield reference
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from _refs(child, depth + 1)


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False
