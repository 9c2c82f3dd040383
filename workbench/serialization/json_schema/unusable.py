"""Why a JSON Schema cannot be used, in our own words and with the place in its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.json import check
from workbench.serialization.json_tree import Node, child_path, find_path, tree

_CANNOT: Final = "the schema cannot be used"
_DRAFTS: Final = '"https://json-schema.org/draft/2020-12/schema"; drafts 4, 6, 7 and 2019-09 are known too'
_THERE: Final = "a file beside the schema's own, or a reference of the schema in the registry"
_REFERENCE: Final = re.compile(r"(Resource|Pointer|Anchor|Unknown meta-schema:) '(?P<name>.*?)'(?= |$|\.)")
_VALID: Final[Mapping[str, str]] = {
    "type": '"object", "array", "string", "number", "integer", "boolean", "null", or a list of these',
    "pattern": "a regular expression",
    "required": 'a list of names, such as ["id"]',
    "enum": 'a list of values, such as ["NEW", "PAID"]',
    "properties": '{"name": a schema}',
    "multipleOf": "a number above 0",
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), "a number"),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), "a whole number of 0 or more"),
}


def document(text: str, name: str = "") -> Any:
    """A schema's own JSON; `name` is that of one that is referred to. Raises Unserializable where it is no schema."""
    whose = f"the schema {quoted(name, 80)}, which is referred to," if name else "the schema"
    try:
        check(text)
        found = json.loads(text)
    except Unserializable as error:
        problem = error.problems[0]
        place = f" (line {problem.line} column {problem.column})" if name and problem.line else ""
        what = f"{whose} is no JSON: {problem.what}{place}"
        line, column = (None, None) if name else (problem.line, problem.column)
        raise Unserializable(replace(problem, what=what, line=line, column=column)) from None
    except (ValueError, RecursionError):  # Python reads no more than 4,300 digits
        raise Unserializable(Problem(f"{whose} has a number of too many digits", "at most 4,300")) from None
    if not isinstance(found, dict | bool):
        raise Unserializable(Problem(f"{whose} is neither an object nor true or false", '{"type": "object"}'))
    return found


def unusable(error: Exception, text: str) -> Problem:
    """The problem that the library's error stands for."""
    root = _root(text)
    steps = list(getattr(error, "instance_path", None) or ())
    if steps and root is not None:
        node = find_path(root, iter(steps))
        keyword = next((step for step in reversed(steps) if isinstance(step, str)), "")
        what = f"{_CANNOT}: {quoted(text[node.start : node.end], 40)} is no value for {quoted(keyword, 40)}"
        valid = _VALID.get(keyword, "what the schema's draft allows there")
        return Problem.within(text, node.start, what, valid, _path(steps))
    found = _REFERENCE.search(str(error).partition("\n")[0])
    if found is None:
        deep = isinstance(error, RecursionError)
        what = "it is nested too deeply" if deep else "a name or a reference in it cannot be read"
        return Problem(f"{_CANNOT}: {what}", "fewer schemas inside each other" if deep else "URIs in $id and $ref")
    name, kind = found["name"].removeprefix("json-schema:///"), found[1]
    if kind.startswith("Unknown"):
        return _placed(text, root, name, f"{_CANNOT}: its draft {quoted(name, 80)} is not known", _DRAFTS)
    if kind == "Resource":
        return _placed(text, root, name, f"the schema refers to {quoted(name, 80)}, which is not there", _THERE)
    what = f"the schema refers to {quoted('#' + name, 80)}, which it does not have"
    return _placed(text, root, name, what, 'such as "#/$defs/name", with "$defs": {"name": …}')


def _root(text: str) -> Node | None:
    with suppress(Unserializable):
        return tree(text)
    return None


def _placed(text: str, root: Node | None, name: str, what: str, valid: str) -> Problem:
    """At the reference that names it, where one does."""
    for node in _references(root):
        if isinstance(node.value, str) and node.value and (node.value in name or name in node.value):
            return Problem.within(text, node.start, what, valid)
    return Problem(what, valid)


def _references(root: Node | None) -> Iterator[Node]:
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        yield from (node.members[name] for name in ("$ref", "$dynamicRef", "$schema") if name in node.members)
        waiting += (*node.items, *node.members.values())


def _path(steps: list[str | int]) -> str:
    path = ""
    for step in steps:
        path = child_path(path, step)
    return path
