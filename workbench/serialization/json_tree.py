"""A JSON text read with its places: what every value is, exactly, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # public by name, not in typeshed
from types import MappingProxyType
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.json import check

MOST_DEEP: Final = 200
"""Brackets inside each other; a text with more is refused."""

MOST_PROBLEMS: Final = 1_000
"""Problems that are told of one text; the place of each has to be counted, and nobody reads more."""

MOST_TWICE: Final = 100
"""Names given twice that are told of in one text."""

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORDS: Final = {"true": True, "false": False, "null": None}
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,79}")


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
    end: int
    value: Plain
    items: Sequence[Node]
    members: Mapping[str, Node]
    names: Mapping[str, int]
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


# Most nodes hold no others: they share these.
_NO_MEMBERS: Final[Mapping[str, Node]] = MappingProxyType({})
_NO_NAMES: Final[Mapping[str, int]] = MappingProxyType({})


def tree(text: str) -> Node:
    """The tree of a JSON text (RFC 8259). Raises Unserializable: what is no JSON, nested too deeply, names given twice.

    Of names given twice it tells of each, MOST_TWICE at most.
    """
    check(text)
    reading = _Reading(text)
    try:
        node, _ = reading.value(_after(text, 0), 0)
    except JSONDecodeError as error:
        raise Unserializable(Problem(error.msg, "JSON", error.lineno, error.colno)) from None
    except RecursionError:
        raise _too_deep(text, 0) from None
    if reading.twice:
        raise Unserializable(*reading.twice)
    return node


def child_path(path: str, step: str | int) -> str:
    """The path of a member or an item below `path`: `items[2].price`, `['odd name']`; a very long name is cut."""
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
    """The next place at or after `at` that is no white space."""
    if text[at : at + 1] > " ":
        return at
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _too_deep(text: str, at: int) -> Unserializable:
    what, valid = "the JSON is nested too deeply", f"at most {MOST_DEEP} brackets inside each other"
    return Unserializable(Problem.within(text, at, what, valid))


@dataclass(slots=True)
class _Reading:
    """A text that is known to be JSON, being read. `steps` lead to the value that is being read."""

    text: str
    twice: list[Problem] = field(default_factory=list)
    steps: list[str | int] = field(default_factory=list)

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        """The value that begins at `at`, and where it ends."""
        text = self.text
        first = text[at]
        if first == '"':
            value, end = scanstring(text, at + 1)
            return Node(at, end, value, (), _NO_MEMBERS, _NO_NAMES), end
        if first in "{[":
            if depth == MOST_DEEP:
                raise _too_deep(text, at)
            return self._object(at, depth) if first == "{" else self._array(at, depth)
        if number := _NUMBER.match(text, at):
            end = number.end()
            return Node(at, end, Number(text[at:end]), (), _NO_MEMBERS, _NO_NAMES), end
        word = next(word for word in _WORDS if text.startswith(word, at))
        return Node(at, at + len(word), _WORDS[word], (), _NO_MEMBERS, _NO_NAMES), at + len(word)

    def _array(self, start: int, depth: int) -> tuple[Node, int]:
        text, items, steps = self.text, list[Node](), self.steps
        at = _after(text, start + 1)
        while text[at] != "]":
            steps.append(len(items))
            item, at = self.value(at, depth + 1)
            steps.pop()
            items.append(item)
            at = self._after_comma(at)
        return Node(start, at + 1, None, items, _NO_MEMBERS, _NO_NAMES, is_array=True), at + 1

    def _object(self, start: int, depth: int) -> tuple[Node, int]:
        text, members, names, steps = self.text, dict[str, Node](), dict[str, int](), self.steps
        at = _after(text, start + 1)
        while text[at] != "}":
            name, end = scanstring(text, at + 1)
            steps.append(name)
            if name in names:
                self._refuse(name, at)
            names.setdefault(name, at)
            colon = _after(text, end)
            member, at = self.value(_after(text, colon + 1), depth + 1)
            members.setdefault(name, member)
            steps.pop()
            at = self._after_comma(at)
        return Node(start, at + 1, None, (), members, names, is_object=True), at + 1

    def _after_comma(self, at: int) -> int:
        """The start of what comes after a value: the next one, or the closing bracket."""
        at = _after(self.text, at)
        return _after(self.text, at + 1) if self.text[at] == "," else at

    def _refuse(self, name: str, at: int) -> None:
        if len(self.twice) < MOST_TWICE:
            path = ""
            for step in self.steps:
                path = child_path(path, step)
            what = f"the name {quoted(name, 40)} is given twice"
            self.twice.append(Problem.within(self.text, at, what, "it once", path))
