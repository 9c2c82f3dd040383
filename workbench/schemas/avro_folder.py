"""A folder of .avsc files that name each other's types: one of them, with those that it needs."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted
from workbench.schemas.files import Stamp, read_text, shown
from workbench.schemas.source import Source
from workbench.serialization.schema import Schema, SchemaType

_MOST_FILES = 256
_MOST_NESTED = 100


def avro_folder(path: Path, type_name: str) -> Source:
    """The schema of the file whose type has that full name. Raises Unserializable: no such type, unreadable files."""
    files = sorted(path.glob("*.avsc"))
    if not files or len(files) > _MOST_FILES:
        what = f"{shown(path)} has no .avsc files" if not files else f"{shown(path)} has more than {_MOST_FILES} files"
        raise Unserializable(Problem(what, "a folder of .avsc files"))
    texts = [read_text(file) for file in files]
    by_name: dict[str, str] = {}
    for text in texts:
        for name in _defined(_parsed(text), "", 0):
            by_name.setdefault(name, text)
    tops = {name: text for text in texts if (name := _top(_parsed(text)))}
    _once(type_name, {file.name: _top(_parsed(text)) for file, text in zip(files, texts, strict=True)})
    if type_name not in tops:
        raise _no_such(path, type_name, tops)
    schema = _complete(type_name, by_name, (tops[type_name],))
    return Source(schema, stamps=tuple(map(Stamp.of, (path, *files))))


def _once(type_name: str, by_file: Mapping[str, str]) -> None:
    """Raises Unserializable where more than one file defines the type: which one is meant is not guessed."""
    defining = [name for name, top in by_file.items() if top == type_name]
    if type_name and len(defining) > 1:
        several = ", ".join(quoted(name, 40) for name in defining[:5])
        what = f"{len(defining)} files define the type {quoted(type_name, 80)}: {several}"
        raise Unserializable(Problem(what, f"one of the files, such as schema={escape(defining[0])}"))


def _no_such(path: Path, type_name: str, tops: Mapping[str, str]) -> Unserializable:
    near = difflib.get_close_matches(type_name, tops, n=3, cutoff=0.5) or sorted(tops)[:5]
    what = f"{shown(path)} has no type {quoted(type_name, 80)}" if type_name else f"{shown(path)} has several schemas"
    return Unserializable(Problem(what, "type=" + escape(" or type=".join(near))))


def _complete(name: str, by_name: Mapping[str, str], within: tuple[str, ...]) -> Schema:
    """The schema with each type of another file that it uses; files in `within` wait for it already."""
    text = within[-1]
    root = _parsed(text)
    own = set(_defined(root, "", 0))
    used = dict.fromkeys(one for one in _used(root, "", 0) if one not in own)
    needed = [one for one in used if one in by_name and by_name[one] not in within]
    resolved = tuple((one, _complete(one, by_name, (*within, by_name[one]))) for one in needed)
    return Schema(SchemaType.AVRO, text, resolved=resolved)


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None  # its parser says what is wrong with it, if it is used


def _top(root: object) -> str:
    return next(_defined(root, "", 0), "") if isinstance(root, dict) else ""


def _defined(node: object, space: str, depth: int) -> Iterator[str]:
    """The full names of the types that are defined in it, its own first."""
    if depth > _MOST_NESTED:
        return
    if isinstance(node, list):
        for branch in node:
            yield from _defined(branch, space, depth + 1)
    elif isinstance(node, dict):
        name, space = _named(node, space)
        if name:
            yield name
        for child in _children(node):
            yield from _defined(child, space, depth + 1)


def _used(node: object, space: str, depth: int) -> Iterator[str]:
    """The full names that are used in it, primitive types among them."""
    if isinstance(node, str):
        yield node if "." in node or not space else f"{space}.{node}"
        if "." not in node:
            yield node
    elif depth > _MOST_NESTED:
        return
    elif isinstance(node, list):
        for branch in node:
            yield from _used(branch, space, depth + 1)
    elif isinstance(node, dict):
        _, space = _named(node, space)
        for child in _children(node):
            yield from _used(child, space, depth + 1)


def _named(node: Mapping[str, object], space: str) -> tuple[str, str]:
    """The full name of a type that the node defines, empty for none, and the namespace within."""
    name, own = node.get("name"), node.get("namespace")
    if node.get("type") not in ("record", "error", "enum", "fixed") or not isinstance(name, str):
        return "", space
    if "." in name:
        return name, name.rpartition(".")[0]
    space = own if isinstance(own, str) else space
    return f"{space}.{name}" if space else name, space


def _children(node: Mapping[str, object]) -> Iterator[object]:
    for part in ("type", "items", "values"):
        if part in node:
            yield node[part]
    fields = node.get("fields")
    if isinstance(fields, list):
        yield from (one.get("type") for one in fields if isinstance(one, dict))
