"""JSON to a struct's values: every problem with its path and place, nothing guessed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.families import nearest
from workbench.serialization.json_tree import Node, Number, child_path, tree
from workbench.serialization.serializer import Note
from workbench.serialization.tagged_json import BASE64, HEX, plain
from workbench.serialization.thrift.kinds import (
    BINARY,
    BOOL,
    DOUBLE,
    LIST,
    MAP,
    SET,
    STRING,
    STRUCT,
    WHOLE,
    Field,
    Kind,
    Struct,
)

_VALID_BYTES: Final = f'{{"{HEX}": "00ff"}} or {{"{BASE64}": "AP8="}}'


def read(struct: Struct, text: str) -> tuple[Any, tuple[Note, ...]]:
    """An object of the struct's class, and what was filled in. Raises Unserializable with every problem."""
    reading = _Reading(text)
    made = reading.struct(struct, tree(text), "")
    if reading.problems:
        raise Unserializable(*reading.problems)
    return made, tuple(reading.notes)


class _Reading:
    def __init__(self, text: str) -> None:
        self._text = text
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        self._kinds: dict[int, Callable[[Kind, Node, str], Any]] = {
            BOOL: self._bool,
            DOUBLE: self._double,
            STRING: self._string,
            BINARY: self._binary,
            LIST: self._list,
            SET: self._set,
            MAP: self._map,
            STRUCT: lambda kind, node, path: self.struct(kind.struct, node, path) if kind.struct else None,
            **dict.fromkeys(WHOLE, self._whole),
        }

    def _refuse(self, start: int, path: str, what: str, valid: str = "") -> None:
        self.problems.append(Problem.within(self._text, start, what, valid, path))

    def struct(self, struct: Struct, node: Node, path: str) -> Any:
        """An object with the fields that are given, and the defaults of the others."""
        if not node.is_object:
            self._refuse(node.start, path, f"this is a JSON {node.kind}, not a {struct.name}", "an object in { }")
            return None
        given: dict[str, Any] = {}
        for name, child in node.members.items():
            field = struct.fields.get(name)
            if field is None:
                what = f"{struct.name} has no field {quoted(name)}; {nearest(name, struct.fields)}"
                self._refuse(node.names[name], child_path(path, name), what)
            elif child.kind != "null":
                given[name] = self._value(field.kind, child, child_path(path, name))
        self._check(struct, given, node, path)
        return struct.made(**given)

    def _check(self, struct: Struct, given: dict[str, Any], node: Node, path: str) -> None:
        if struct.is_union and len(given) != 1:
            valid = f"one of {', '.join(struct.fields)}"
            self._refuse(node.start, path, f"the union {struct.name} has {len(given)} values", valid)
        for field in struct.fields.values():
            if field.name in given or struct.is_union:
                continue
            where = child_path(path, field.name)
            if field.default is not None:
                named = next(
                    (one for one, number in field.kind.symbols.items() if number == field.default), repr(field.default)
                )
                self.notes.append(Note(f"the default {named} is filled in", where))
            elif field.is_required:
                self._refuse(node.start, where, "is required and missing", field.kind.words)

    def _value(self, kind: Kind, node: Node, path: str) -> Any:
        return self._kinds[kind.ttype](kind, node, path)

    def _bool(self, kind: Kind, node: Node, path: str) -> bool | None:
        if isinstance(node.value, bool):
            return node.value
        self._another(kind, node, path, "true or false")
        return None

    def _another(self, kind: Kind, node: Node, path: str, valid: str) -> None:
        self._refuse(node.start, path, f"this is a JSON {node.kind}, not {kind.words}", valid)

    def _whole(self, kind: Kind, node: Node, path: str) -> int | None:
        if kind.symbols:
            return self._symbol(kind, node, path)
        name, bits = WHOLE[kind.ttype]
        least, most = -(1 << bits - 1), (1 << bits - 1) - 1
        value = node.value
        if not isinstance(value, Number):
            self._another(kind, node, path, f"{least:,} to {most:,}")
            return None
        if not value.is_whole or len(value.text) > 40 or not least <= int(value.text) <= most:
            what = "is out of range for" if value.is_whole else "is no whole number, and this is"
            self._refuse(node.start, path, f"{quoted(value.text)} {what} {name}", f"{least:,} to {most:,}")
            return None
        return int(value.text)

    def _symbol(self, kind: Kind, node: Node, path: str) -> int | None:
        if isinstance(node.value, str) and node.value in kind.symbols:
            return kind.symbols[node.value]
        said = quoted(node.value) if isinstance(node.value, str) else f"a JSON {node.kind}"
        self._refuse(node.start, path, f"{said} is none of its names", ", ".join(kind.symbols))
        return None

    def _double(self, kind: Kind, node: Node, path: str) -> float | None:
        if isinstance(node.value, Number):
            number = float(node.value.text)
            if number in (float("inf"), float("-inf")):
                self._refuse(node.start, path, f"{quoted(node.value.text)} is too large for a double")
            return number
        if isinstance(node.value, str) and node.value in ("NaN", "Infinity", "-Infinity"):
            return float(node.value)
        self._another(kind, node, path, 'a number, or "NaN", "Infinity", "-Infinity"')
        return None

    def _string(self, kind: Kind, node: Node, path: str) -> str | None:
        if not isinstance(node.value, str):
            self._another(kind, node, path, "a text in quotes")
            return None
        try:
            node.value.encode()
        except UnicodeEncodeError:
            self._refuse(node.start, path, "the text holds half a character", "whole characters")
        return node.value

    def _binary(self, kind: Kind, node: Node, path: str) -> bytes | None:
        try:
            value = plain(self._text[node.start : node.end])
        except Unserializable:
            value = None
        if isinstance(value, bytes):
            return value
        self._another(kind, node, path, _VALID_BYTES)
        return None

    def _list(self, kind: Kind, node: Node, path: str) -> list[Any]:
        if not node.is_array or kind.item is None:
            self._another(kind, node, path, "items in [ ]")
            return []
        return [self._value(kind.item, one, child_path(path, index)) for index, one in enumerate(node.items)]

    def _set(self, kind: Kind, node: Node, path: str) -> list[Any]:
        items = self._list(kind, node, path)
        for index, one in enumerate(items):
            if one is not None and one in items[:index]:
                self._refuse(node.items[index].start, child_path(path, index), "this is in the set already", "it once")
        return items

    def _map(self, kind: Kind, node: Node, path: str) -> dict[Any, Any]:
        """An object, its names read as the keys' type."""
        if not node.is_object or kind.item is None or kind.key is None:
            self._another(kind, node, path, "an object in { }")
            return {}
        found: dict[Any, Any] = {}
        for name, child in node.members.items():
            inner = child_path(path, name)
            key = self._key(kind.key, name, node.names[name], inner)
            if key in found and key is not None:
                self._refuse(node.names[name], inner, "this key is in the map already", "it once")
            found[key] = self._value(kind.item, child, inner)
        return found

    def _key(self, kind: Kind, name: str, start: int, path: str) -> Any:
        """A key is written as a name, so numbers and booleans stand in quotes there."""
        if kind.ttype == STRING:
            return self._string(kind, _node(start, name), path)
        if kind.ttype in (STRUCT, LIST, SET, MAP, BINARY):
            self._refuse(start, path, f"keys of the type {kind.words} cannot be written in JSON")
            return None
        if kind.symbols:
            return self._symbol(kind, _node(start, name), path)
        words = {"true": True, "false": False}
        return self._value(kind, _node(start, words.get(name, Number(name))), path)


def _node(start: int, value: Any) -> Node:
    found = tree("null")
    found.start, found.value = start, value
    return found


def field_at(struct: Struct, steps: tuple[str | int, ...]) -> tuple[Struct | None, Field | None, Kind | None]:
    """The struct that a path ends in, the last field on the way, and the type there."""
    here: Struct | None = struct
    field: Field | None = None
    kind: Kind | None = Kind(STRUCT, struct=struct)
    for step in steps:
        if kind is not None and kind.struct is not None and isinstance(step, str):
            field = kind.struct.fields.get(step)
            kind = field.kind if field else None
        elif kind is not None:
            kind = kind.item
        here = kind.struct if kind else None
    return here, field, kind
