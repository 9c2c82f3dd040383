"""A schema's text (.avsc) to its type, with every problem in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from typing import Final, NamedTuple

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.avro.defaults import against
from workbench.serialization.avro.logical import logical_type, why_ignored
from workbench.serialization.avro.model import (
    PRIMITIVES,
    Array,
    AvroType,
    Enum,
    Field,
    Fixed,
    Json,
    Logical,
    Map,
    Primitive,
    Record,
    Union,
    branch_name,
    type_words,
)
from workbench.serialization.json import check
from workbench.serialization.json_tree import child_path, find_path, tree
from workbench.serialization.schema import Schema
from workbench.serialization.serializer import Note

Steps = tuple[str | int, ...]

_KINDS: Final = "a type's name, or an object with a type: record, enum, fixed, array, map, " + ", ".join(PRIMITIVES)
_SYMBOL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NAME_VALID = "a letter or '_', then letters, digits and '_'"
_NOTHING: Final = Primitive("null")
"""What stands for a type that cannot be read while the rest of the text is looked at."""


class Parsed(NamedTuple):
    """A schema that was read: logical types that do not count, and defaults that are not of their fields' types.

    Java refuses these defaults in a new schema and takes them in one that is registered.
    """

    kind: AvroType
    ignored: tuple[Note, ...]
    defaults: tuple[Problem, ...]


def parse(schema: Schema) -> AvroType:
    """The type that a schema's text describes, its references included. Raises Unserializable with every problem.

    Names are found as Java does: in the enclosing namespace, then without one. Logical types that are not valid where
    they stand are let go, as the specification asks.
    """
    return parsed(schema).kind


@lru_cache(maxsize=64)
def parsed(schema: Schema) -> Parsed:
    """The same with what there is to say of it."""
    names: dict[str, AvroType] = {}
    try:
        _read_references(schema, names, set())
        reading, kind = _read(schema.text, names)
        wrong = [(at, what, type_words(each.type)) for at, each in reading.defaults if (what := against(each))]
        return Parsed(kind, tuple(reading.ignored), tuple(_placed(schema.text, wrong)) if wrong else ())
    except RecursionError:
        raise Unserializable(Problem("the schema is nested too deeply", "fewer types inside each other")) from None


def _read_references(schema: Schema, names: dict[str, AvroType], seen: set[Schema]) -> None:
    for name, referred in schema.resolved:
        if referred in seen:
            continue
        seen.add(referred)
        _read_references(referred, names, seen)
        try:
            _read(referred.text, names)
        except Unserializable as error:
            where = f"in the schema {quoted(name, 80)}: "
            raise Unserializable(*(Problem(where + each.what, each.valid) for each in error.problems)) from None


def _read(text: str, names: dict[str, AvroType]) -> tuple[_Reading, AvroType]:
    reading = _Reading(names)
    kind = reading.type_of(_json(text), "", ())
    if reading.wrong:
        raise Unserializable(*_placed(text, reading.wrong))
    return reading, kind


def _json(text: str) -> Json:
    check(text)
    try:
        loaded: Json = json.loads(text)
    except ValueError:  # Python reads no more than 4,300 digits
        raise Unserializable(Problem("a number in the schema has too many digits", "at most 4,300")) from None
    return loaded


def _placed(text: str, wrong: list[tuple[Steps, str, str]]) -> list[Problem]:
    """The problems with their places in the text, or with their paths alone where a name is given twice in it."""
    try:
        root = tree(text)
    except Unserializable:
        return [Problem(what, valid, path=_path(steps)) for steps, what, valid in wrong]
    starts = [find_path(root, iter(steps)).start for steps, _, _ in wrong]
    zipped = zip(wrong, starts, strict=True)
    return [Problem.within(text, start, what, valid, _path(steps)) for (steps, what, valid), start in zipped]


def _path(steps: Steps) -> str:
    return reduce(child_path, steps, "")


@dataclass(slots=True)
class _Reading:
    """One text being read: the names known so far, what is wrong with it, its defaults and what is to be noted."""

    names: dict[str, AvroType]
    wrong: list[tuple[Steps, str, str]] = field(default_factory=list)
    defaults: list[tuple[Steps, Field]] = field(default_factory=list)
    ignored: list[Note] = field(default_factory=list)
    within: list[str] = field(default_factory=list)

    def type_of(self, json: Json, space: str, at: Steps) -> AvroType:
        match json:
            case str():
                return Primitive(json) if json in PRIMITIVES else self._known(json, space, at)
            case list():
                return self._union(json, space, at)
            case dict():
                return self._object(json, space, at)
        return self._refuse(at, "this is no type", _KINDS)

    def _object(self, json: dict[str, Json], space: str, at: Steps) -> AvroType:
        makers: dict[str, Callable[[dict[str, Json], str, Steps], AvroType]] = {
            "record": self._record,
            "error": self._record,
            "enum": self._enum,
            "fixed": self._fixed,
            "array": self._array,
            "map": self._map,
        }
        kind = json.get("type")
        if not isinstance(kind, str):
            return self._part(json, "type", space, at, "the type of this")
        if kind in PRIMITIVES:
            return Primitive(kind, self._logical(json, kind, 0))
        return makers[kind](json, space, at) if kind in makers else self._known(kind, space, (*at, "type"))

    def _logical(self, json: dict[str, Json], kind: str, size: int) -> Logical | None:
        if why := why_ignored(json, kind, size):
            what = f"the logical type {json['logicalType']} does not count here: {why}; it is {kind} alone"
            self.ignored.append(Note(what, ".".join(self.within), is_warning=True))
        return logical_type(json, kind, size)

    def _part(self, json: dict[str, Json], name: str, space: str, at: Steps, what: str) -> AvroType:
        if name not in json:
            return self._refuse(at, f'{what} is missing: there is no "{name}"', _KINDS)
        return self.type_of(json[name], space, (*at, name))

    def _known(self, name: str, space: str, at: Steps) -> AvroType:
        full = name if "." in name or not space else f"{space}.{name}"
        found = self.names.get(full) or self.names.get(name)
        if found is None:
            known = ", ".join(sorted(self.names)[:10]) or "none is defined"
            valid = f"{', '.join(PRIMITIVES)}, or the name of a type defined before it or referred to ({known})"
            return self._refuse(at, f"there is no type {quoted(full, 80)}", valid)
        return found

    def _array(self, json: dict[str, Json], space: str, at: Steps) -> AvroType:
        return Array(self._part(json, "items", space, at, "the type of the array's items"))

    def _map(self, json: dict[str, Json], space: str, at: Steps) -> AvroType:
        return Map(self._part(json, "values", space, at, "the type of the map's values"))

    def _union(self, json: list[Json], space: str, at: Steps) -> AvroType:
        branches = tuple(self.type_of(each, space, (*at, index)) for index, each in enumerate(json))
        seen: set[str] = set()
        for index, branch in enumerate(branches):
            name = branch_name(branch)
            if name in seen and branch is not _NOTHING:
                self._refuse((*at, index), f"{name} stands twice in one union", "each type once")
            if isinstance(branch, Union):
                self._refuse((*at, index), "a union stands right inside a union", "their branches in one union")
            seen.add(name)
        if not branches:
            return self._refuse(at, "this union has no branches", "at least one type")
        return Union(branches)

    def _fixed(self, json: dict[str, Json], space: str, at: Steps) -> AvroType:
        name, _ = self._name(json, space, at)
        size = json.get("size")
        if not isinstance(size, int) or isinstance(size, bool) or not 0 <= size < 1 << 31:
            self._refuse((*at, "size"), f"the size of {quoted(name, 80)} is no number of bytes", "such as 16")
            size = 0
        kind = Fixed(name, size, self._logical(json, "fixed", size), self._aliases(json, name, at), _doc(json))
        return self._define(name, kind, at)

    def _enum(self, json: dict[str, Json], space: str, at: Steps) -> AvroType:
        name, _ = self._name(json, space, at)
        symbols = json.get("symbols")
        if not isinstance(symbols, list):
            self._refuse((*at, "symbols"), f"the symbols of {quoted(name, 80)} are missing", '["A", "B"]')
            symbols = []
        for index, symbol in enumerate(symbols):
            if not isinstance(symbol, str) or not _SYMBOL.fullmatch(symbol):
                shown = quoted(symbol, 40) if isinstance(symbol, str) else "this"
                self._refuse((*at, "symbols", index), f"{shown} is no symbol", _NAME_VALID)
            elif symbol in symbols[:index]:
                self._refuse((*at, "symbols", index), f"the symbol {symbol} is given twice", "each once")
        default = json.get("default", "")
        if default and default not in symbols:
            self._refuse((*at, "default"), "the default is none of the symbols", ", ".join(map(str, symbols[:20])))
        words = tuple(map(str, symbols))
        kind = Enum(name, words, str(default), self._aliases(json, name, at), _doc(json))
        return self._define(name, kind, at)

    def _record(self, json: dict[str, Json], space: str, at: Steps) -> AvroType:
        name, inner = self._name(json, space, at)
        record = Record(name, self._aliases(json, name, at), _doc(json))
        self._define(name, record, at)
        fields = json.get("fields")
        if not isinstance(fields, list):
            self._refuse((*at, "fields"), f"the fields of {quoted(name, 80)} are missing", "a list of fields, or []")
            fields = []
        read = [self._field(each, inner, (*at, "fields", index)) for index, each in enumerate(fields)]
        seen: set[str] = set()
        for index, each in enumerate(read):
            if each.name in seen:
                self._refuse((*at, "fields", index), f"the field {quoted(each.name, 80)} is given twice", "each once")
            seen.add(each.name)
        record.fields = tuple(read)
        return record

    def _field(self, json: Json, space: str, at: Steps) -> Field:
        if not isinstance(json, dict) or not isinstance(json.get("name"), str):
            self._refuse(at, "this is no field", '{"name": "id", "type": "long"}')
            return Field(f"{len(at)}{at[-1]}", _NOTHING)
        name = str(json["name"])
        if not name.isidentifier():
            self._refuse((*at, "name"), f"{quoted(name, 80)} is no name of a field", _NAME_VALID)
        self.within.append(name)
        kind = self._part(json, "type", space, at, f"the type of the field {quoted(name, 80)}")
        self.within.pop()
        aliases = tuple(each for each in _list(json, "aliases") if isinstance(each, str))
        made = Field(name, kind, json.get("default"), "default" in json, aliases, _doc(json))
        if made.has_default:
            self.defaults.append(((*at, "default"), made))
        return made

    def _name(self, json: dict[str, Json], space: str, at: Steps) -> tuple[str, str]:
        """The full name of what is defined here, and the namespace inside it."""
        name, given = json.get("name"), json.get("namespace", space)
        if not isinstance(name, str):
            self._refuse(at, 'the name is missing: there is no "name"', _NAME_VALID)
            name = f"unnamed{len(self.wrong)}"
        full = name if "." in name or not isinstance(given, str) or not given else f"{given}.{name}"
        full = full.removeprefix(".")
        if not all(part.isidentifier() for part in full.split(".")):
            self._refuse((*at, "name"), f"{quoted(full, 80)} is no name of a type", _NAME_VALID + ", '.' between names")
        return full, full.rpartition(".")[0]

    def _aliases(self, json: dict[str, Json], name: str, at: Steps) -> tuple[str, ...]:
        space = name.rpartition(".")[0]
        aliases = [each for each in _list(json, "aliases") if isinstance(each, str)]
        return tuple(each if "." in each or not space else f"{space}.{each}" for each in aliases)

    def _define(self, name: str, kind: AvroType, at: Steps) -> AvroType:
        if name in self.names:
            what = f"the type {quoted(name, 80)} is defined twice"
            self._refuse((*at, "name"), what, "its name alone the second time")
        if name in PRIMITIVES:
            self._refuse((*at, "name"), f"{name} is the name of a primitive type", "another name")
        self.names[name] = kind
        return kind

    def _refuse(self, at: Steps, what: str, valid: str) -> AvroType:
        self.wrong.append((at, what, valid))
        return _NOTHING


def _doc(json: dict[str, Json]) -> str:
    doc = json.get("doc")
    return doc if isinstance(doc, str) else ""


def _list(json: dict[str, Json], name: str) -> list[Json]:
    found = json.get(name)
    return found if isinstance(found, list) else []
