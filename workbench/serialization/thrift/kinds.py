"""The types of a .thrift file as values: what thriftpy2's parser says of a struct, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape
from workbench.serialization.families import nearest

BOOL, BYTE, DOUBLE, I16, I32, I64, STRING, STRUCT, MAP, SET, LIST, BINARY = 2, 3, 4, 6, 8, 10, 11, 12, 13, 14, 15, 18
"""Thrift's type ids (TType); 18 is thriftpy2's own for bytes, which are strings on the wire."""

WHOLE: Final = {BYTE: ("byte", 8), I16: ("i16", 16), I32: ("i32", 32), I64: ("i64", 64)}
_NAMES: Final = {BOOL: "bool", DOUBLE: "double", STRING: "string", BINARY: "binary"}


@dataclass(slots=True)
class Kind:
    """A type. `struct` has its fields; an enum has `symbols`; lists, sets and maps have `item`, maps a `key` too."""

    ttype: int
    struct: Struct | None = None
    symbols: Mapping[str, int] = field(default_factory=dict)
    item: Kind | None = None
    key: Kind | None = None

    @property
    def words(self) -> str:
        """`list<string>`, `map<i32, Money>`, `Status`."""
        if self.struct is not None:
            return self.struct.name
        if self.symbols:
            return f"enum of {', '.join(self.symbols)}"
        if self.ttype == MAP and self.key and self.item:
            return f"map<{self.key.words}, {self.item.words}>"
        if self.item is not None:
            return f"{'set' if self.ttype == SET else 'list'}<{self.item.words}>"
        return WHOLE[self.ttype][0] if self.ttype in WHOLE else _NAMES[self.ttype]


@dataclass(slots=True)
class Field:
    """A field of a struct by its number."""

    number: int
    name: str
    kind: Kind
    is_required: bool
    default: Any = None


@dataclass(slots=True)
class Struct:
    """A struct, union or exception and the class that thriftpy2 made for it."""

    name: str
    made: Any
    fields: dict[str, Field] = field(default_factory=dict)
    is_union: bool = False


def struct_named(module: Any, name: str) -> Struct:
    """The struct of that name in a parsed file; `shared.Money` is one of an included file.

    Raises Unserializable with the nearest names where there is none.
    """
    known = _known(module)
    if name not in known:
        short = [one for one in known if one.rpartition(".")[2] == name]
        if len(short) != 1:
            what = f"there is no struct '{escape(name)}'; {nearest(name, known)}" if known else "the file has no struct"
            raise Unserializable(Problem(what))
        name = short[0]
    unions = {id(one) for part in (module, *_included(module)) for one in part.__thrift_meta__["unions"]}
    return _Reading(unions).struct(known[name])


def struct_names(module: Any) -> tuple[str, ...]:
    """Every struct, union and exception, the file's own first."""
    return tuple(_known(module))


def _known(module: Any) -> dict[str, Any]:
    found = {one.__name__: one for one in _structs(module)}
    for part in _included(module):
        for one in _structs(part):
            found.setdefault(f"{part.__name__.removesuffix('_thrift')}.{one.__name__}", one)
    return found


def _structs(module: Any) -> list[Any]:
    meta = getattr(module, "__thrift_meta__", {})
    return [*meta.get("structs", ()), *meta.get("unions", ()), *meta.get("exceptions", ())]


def _included(module: Any) -> list[Any]:
    found: list[Any] = []
    for one in getattr(module, "__thrift_meta__", {}).get("includes", ()):
        found += [one, *_included(one)]
    return found


class _Reading:
    """Structs may hold themselves, so each is made once."""

    def __init__(self, unions: set[int]) -> None:
        self._unions = unions
        self._made: dict[int, Struct] = {}

    def struct(self, made: Any) -> Struct:
        """The struct of a class of thriftpy2's."""
        if id(made) in self._made:
            return self._made[id(made)]
        found = self._made[id(made)] = Struct(made.__name__, made, is_union=id(made) in self._unions)
        defaults = dict(made.default_spec)
        for number, (ttype, name, *rest) in sorted(made.thrift_spec.items()):
            kind = self._kind(ttype, rest[0] if len(rest) > 1 else None)
            found.fields[name] = Field(number, name, kind, bool(rest[-1]), defaults.get(name))
        return found

    def _kind(self, ttype: int, inner: Any) -> Kind:
        if ttype == STRUCT:
            return Kind(ttype, struct=self.struct(inner))
        if ttype == MAP:
            key, item = (self._inner(one) for one in inner)
            return Kind(ttype, key=key, item=item)
        if ttype in (LIST, SET):
            return Kind(ttype, item=self._inner(inner))
        if ttype == I32 and inner is not None:
            return Kind(ttype, symbols={name: number for number, name in inner._VALUES_TO_NAMES.items()})
        return Kind(ttype)

    def _inner(self, given: Any) -> Kind:
        return self._kind(given[0], given[1]) if isinstance(given, tuple) else self._kind(given, None)
