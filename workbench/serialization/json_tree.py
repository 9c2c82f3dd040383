"""A JSON text read with its places: what every value is, exactly, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # public by name, not in typeshed
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.json import check

MOST_DEEP: Final = 200
"""Brackets inside each other; a text with more is refused."""

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORDS: Final = {"true": True, "false": False, "null": None}
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Number:
    """A JSON number as it is written; no digit of it is lost."""

    text: str

    @property
    def is_whole(self) -> bool:
        """Whether it is written without a fraction and without an exponent."""
        return self.text.lstrip("-").isdigit()


Plain = None | bool | str | Number


@dataclass(slots=True)
class Node:
    """One value of the text from `start` up to `end`.

    `value` is its plain value, `items` what an array holds, `members` what an object holds: `is_array` and `is_object`
    tell which. `names` are the places of an object's names. A name that is given twice is an error of the text.
    """

    start: int
    end: int = 0
    value: Plain = None
    items: list[Node] = field(default_factory=list)
    members: dict[str, Node] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    is_array: bool = False
    is_object: bool = False

    @property
    def kind(self) -> str:
        """`object`, `array`, `string`, `number`, `boolean` or `null`, for a sentence."""
        if self.is_object or self.is_array:
            return "object" if self.is_object else "array"
        if isinstance(self.value, bool):
            return "boolean"
        return {str: "string", Number: "number"}.get(type(self.value), "null")


def tree(text: str) -> Node:
    """The tree of a JSON text (RFC 8259). Raises Unserializable: what is no JSON, a name twice, nested too deeply."""
    check(text)
    try:
        node, _ = _value(text, _after(text, 0), 0)
    except JSONDecodeError as error:
        raise Unserializable(Problem(error.msg, "JSON", error.lineno, error.colno)) from None
    return node


def child_path(path: str, step: str | int) -> str:
    """The path of a member or an item below `path`: `items[2].price`, `["odd name"]`."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    if not _PLAIN.fullmatch(step):
        return f"{path}[{quoted(step, 40)}]"
    return f"{path}.{step}" if path else step


def find_path(node: Node, steps: Iterator[str | int]) -> Node:
    """The node that these steps lead to, or the last one on the way that the text has."""
    for step in steps:
        if isinstance(step, int):
            if not step < len(node.items):
                return node
            node = node.items[step]
        elif step in node.members:
            node = node.members[step]
        else:
            return node
    return node


def _after(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int, depth: int) -> tuple[Node, int]:
    first = text[at]
    if first in "{[":
        if depth == MOST_DEEP:
            what, valid = "the JSON is nested too deeply", f"at most {MOST_DEEP} brackets inside each other"
            raise Unserializable(Problem.within(text, at, what, valid))
        return _object(text, at, depth) if first == "{" else _array(text, at, depth)
    node = Node(at)
    if first == '"':
        node.value, node.end = scanstring(text, at + 1)
    elif number := _NUMBER.match(text, at):
        node.value, node.end = Number(number[0]), number.end()
    else:
        word = next(word for word in _WORDS if text.startswith(word, at))
        node.value, node.end = _WORDS[word], at + len(word)
    return node, node.end


def _array(text: str, at: int, depth: int) -> tuple[Node, int]:
    node = Node(at, is_array=True)
    at = _after(text, at + 1)
    while text[at] != "]":
        item, at = _value(text, at, depth + 1)
        node.items.append(item)
        at = _after_comma(text, at)
    node.end = at + 1
    return node, node.end


def _object(text: str, at: int, depth: int) -> tuple[Node, int]:
    node = Node(at, is_object=True)
    at = _after(text, at + 1)
    while text[at] != "}":
        name, end = scanstring(text, at + 1)
        if name in node.members:
            raise Unserializable(Problem.within(text, at, f"the name {quoted(name, 40)} is given twice", "it once"))
        node.names[name] = at
        colon = _after(text, end)
        node.members[name], at = _value(text, _after(text, colon + 1), depth + 1)
        at = _after_comma(text, at)
    node.end = at + 1
    return node, node.end


def _after_comma(text: str, at: int) -> int:
    """The start of what comes after a value: the next one, or the closing bracket."""
    at = _after(text, at)
    return _after(text, at + 1) if text[at] == "," else at
