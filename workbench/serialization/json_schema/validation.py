"""What a JSON Schema has against a text: every error, with its path and its place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted
from workbench.serialization.json_schema.unusable import document, unusable
from workbench.serialization.json_tree import Node, child_path, tree
from workbench.serialization.listing import listed
from workbench.serialization.schema import Schema

MOST_ERRORS: Final = 200
"""Errors that are told; a text with more has one cause."""

_MOST_BACK: Final = 100_000
"""Steps back of one regular expression; beyond that it is given up and told."""

_BASE: Final = "json-schema:///"
_LONGEST: Final = 200


class _TwiceError(Exception):
    """A name is given twice in one object."""


class Validator:
    """One schema with all it refers to. Raises Unserializable where it is no JSON Schema; asks no network, ever.

    Drafts 4, 6, 7, 2019-09 and 2020-12 by `$schema`, the last where it says nothing. Formats are checked.
    """

    def __init__(self, schema: Schema) -> None:
        self._text = schema.text
        self.document = document(schema.text)
        self.others = dict(_others(schema))
        self._validator = self._made()

    def _made(self) -> Any:
        import jsonschema_rs

        try:
            return jsonschema_rs.validator_for(
                self.document,
                validate_formats=True,
                retriever=self._retrieve,
                base_uri=_BASE,
                pattern_options=jsonschema_rs.FancyRegexOptions(backtrack_limit=_MOST_BACK),
            )
        except (ValueError, RecursionError) as error:
            raise Unserializable(unusable(error, self._text)) from None

    def _retrieve(self, uri: str) -> Any:
        """What a reference names; the library asks here and nowhere else."""
        bare = uri.partition("#")[0]
        for name, other in self.others.items():
            if bare in (name, _BASE + name) or bare.endswith("/" + name.rpartition("/")[2]):
                return other
        raise LookupError(f"the schema refers to {bare}, which is not there")

    def check(self, text: str) -> None:
        """Raises Unserializable with every error of a JSON text: that it is none, or that the schema refuses it."""
        try:
            value = _DECODER.decode(text)
        except (ValueError, RecursionError, _TwiceError):
            tree(text)  # says what is wrong and where
            raise Unserializable(Problem("the text is nested too deeply, or has numbers too long to be read")) from None
        if self._is_valid(value):
            return
        root = tree(text)
        errors = self._validator.iter_errors(value)
        found = [problem for error in errors for problem in _problems(text, root, error, self._allowed)]
        found.sort(key=lambda one: (one.line or 0, one.column or 0))
        raise Unserializable(*found[:MOST_ERRORS])

    def _allowed(self, error: Any, written: str) -> str:
        """The names that stand where an error found another."""
        from workbench.serialization.json_schema.walking import resolved

        node, inside = self.document, self.document
        for step in tuple(getattr(error, "evaluation_path", ()))[:-1]:
            if step == "$ref" and isinstance(node, dict) and isinstance(node.get("$ref"), str):
                node, inside = resolved(node["$ref"], inside, self.others)
            elif isinstance(node, dict):
                node = node.get(str(step))
            else:
                node = node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else None
        if not isinstance(node, dict) or error.kind.name not in node or error.kind.name != "additionalProperties":
            return ""  # what is evaluated elsewhere is not told in a few words
        properties = node.get("properties")
        names = [name for name, of in properties.items() if of is not False] if isinstance(properties, dict) else []
        patterns = [f"names that match {quoted(one, 40)}" for one in node.get("patternProperties") or ()]
        return "; or ".join(filter(None, (listed(names, written), *patterns[:4]))) or "{}, it has no names"

    def errors(self, value: object) -> Iterator[Any]:
        """What the schema has against a value, in the library's own words."""
        yield from self._validator.iter_errors(value)

    def _is_valid(self, value: object) -> bool:
        try:
            return bool(self._validator.is_valid(value))
        except UnicodeEncodeError:
            raise Unserializable(Problem("the text holds half a character (\\ud800 …)", "whole characters")) from None
        except (ValueError, OverflowError):
            what = "the schema cannot be applied: a pattern takes too long, or a number is beyond all bounds"
            raise Unserializable(Problem(what, "another text")) from None


def _others(schema: Schema) -> Iterator[tuple[str, Any]]:
    for name, other in schema.resolved:
        yield name, document(other.text, name)
        yield from _others(other)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError
    return found


def _refuse(name: str) -> object:
    raise ValueError(name)


_DECODER: Final = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once)


def _problems(text: str, root: Node, error: Any, allowed: Callable[[Any, str], str]) -> Iterator[Problem]:
    """An error as problems: one for each name that is too many, those of the likeliest branch of a choice."""
    steps: Sequence[str | int] = error.instance_path
    path, node = _place(root, steps)
    kind = error.kind
    if kind.name == "required":
        what = f"{quoted(kind.property, 60)} is missing"
        yield Problem.within(text, node.start, what, "a value for it", child_path(path, kind.property))
    elif kind.name in ("additionalProperties", "unevaluatedProperties"):
        for name in kind.unexpected:
            start = node.names.get(name, node.start)
            yield Problem.within(
                text, start, f"{quoted(name, 60)} is not allowed here", allowed(error, name), child_path(path, name)
            )
    else:
        yield Problem.within(text, node.start, _words(error), _valid(kind), path)
    if kind.name in ("anyOf", "oneOf") and getattr(kind, "context", None) and not _fitting(kind):
        nearest = min(kind.context, key=_distance)
        for inner in nearest:
            yield from _problems(text, root, inner, allowed)


def _fitting(kind: Any) -> int:
    """How many of a choice's branches fit."""
    return sum(not errors for errors in kind.context)


def _distance(errors: Sequence[Any]) -> tuple[int, int]:
    """How far a branch is from fitting: one that fails inside is nearer than one of another type."""
    depth = max((len(error.instance_path) for error in errors), default=0)
    return (int(any(error.kind.name in ("type", "const", "enum") for error in errors)) - depth, len(errors))


def _place(root: Node, steps: Sequence[str | int]) -> tuple[str, Node]:
    path, node = "", root
    for step in steps:
        inner = node.items[step] if isinstance(step, int) and node.is_array else node.members.get(str(step))
        if inner is None:
            break
        path, node = child_path(path, step), inner
    return path, node


def _words(error: Any) -> str:
    """The library's sentence; the value that it quotes may be long."""
    if error.kind.name == "falseSchema":
        last = next(reversed(error.instance_path), None)
        if last is None:
            return "the schema allows nothing at all"
        return f"{quoted(last, 60)} is not allowed here" if isinstance(last, str) else "there is one item too many"
    words = escape(str(error.message))
    if error.kind.name == "pattern" and hasattr(error.kind, "error"):
        return "the pattern takes too long to be tried on this"
    if error.kind.name == "oneOf" and (fitting := _fitting(error.kind)):
        return f"this fits {fitting} of the {len(error.kind.context)} schemas of which it may fit one alone"
    if error.kind.name in ("anyOf", "oneOf"):
        return f"this fits none of the {len(error.kind.context):,} schemas it may have; the nearest says:"
    return words if len(words) <= _LONGEST else words[: _LONGEST // 2] + " … " + words[-_LONGEST // 2 :]


_VALID: Final[dict[str, Callable[[Any], str]]] = {
    "type": lambda kind: " or ".join(kind.types),
    "falseSchema": lambda _: "the rest without it",
    "enum": lambda kind: ", ".join(json.dumps(one, ensure_ascii=False, default=str) for one in kind.options)[:_LONGEST],
    "const": lambda kind: json.dumps(kind.expected_value, ensure_ascii=False, default=str)[:_LONGEST],
}


def _valid(kind: Any) -> str:
    make = _VALID.get(kind.name)
    return escape(make(kind)) if make else ""
