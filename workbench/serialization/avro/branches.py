"""Which branches of a union may take a JSON value, and by which names they are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workbench.serialization.avro.bytes_text import TAGS
from workbench.serialization.avro.model import (
    Array,
    AvroType,
    Enum,
    Fixed,
    Map,
    Primitive,
    Record,
    Union,
    branch_name,
    logical_of,
)
from workbench.serialization.json_tree import Node, Number

NULL, BOOLEAN, WHOLE, FRACTION, TEXT = "null", "boolean", "whole", "fraction", "text"
ARRAY, OBJECT, TAGGED = "array", "object", "tagged"
"""The kinds of JSON values as a union sees them; `tagged` is an object such as {"$hex": "01ff"}."""

_RANKS: Final[dict[str, dict[str, int]]] = {
    # What a type takes, and how gladly: the lowest rank is asked first, then the union's own order decides.
    "null": {NULL: 0},
    "boolean": {BOOLEAN: 0},
    "int": {WHOLE: 0},
    "long": {WHOLE: 0},
    "float": {WHOLE: 4, FRACTION: 2, TEXT: 4},
    "double": {WHOLE: 3, FRACTION: 1, TEXT: 4},
    "string": {TEXT: 0},
    "bytes": {TEXT: 3, TAGGED: 0},
    "fixed": {TEXT: 3, TAGGED: 0},
    "enum": {TEXT: 1},
    "array": {ARRAY: 0},
    "record": {OBJECT: 0, TAGGED: 1},
    "map": {OBJECT: 1, TAGGED: 2},
    # with a logical type
    "uuid string": {TEXT: 1},
    "uuid fixed": {TEXT: 2, TAGGED: 0},
    "duration": {TEXT: 2, TAGGED: 0},
    "decimal": {WHOLE: 1, FRACTION: 0, TEXT: 2, TAGGED: 0},
    "temporal": {WHOLE: 2, TEXT: 2},
}


@dataclass(frozen=True, slots=True)
class Branches:
    """A union's branches by name and by kind of JSON value, each list in the order in which they are asked."""

    named: dict[str, int]
    takers: dict[str, tuple[int, ...]]

    def sole(self, kind: str) -> int | None:
        """The branch that alone may take such a value, or that takes every one of them before the others are asked."""
        takers = self.takers.get(kind, ())
        return takers[0] if len(takers) == 1 else None


@lru_cache(maxsize=4096)
def branches_of(union: Union) -> Branches:
    """The names are Avro-JSON's: `string`, `array`, a full name; a type's last name too where it is the only one."""
    named = {branch_name(branch): index for index, branch in enumerate(union.branches)}
    short = [branch_name(branch).rpartition(".")[2] for branch in union.branches]
    for index, name in enumerate(short):
        if short.count(name) == 1:
            named.setdefault(name, index)
    takers: dict[str, list[tuple[int, int]]] = {}
    for index, branch in enumerate(union.branches):
        for kind, rank in _RANKS[_manner(branch)].items():
            takers.setdefault(kind, []).append((rank, index))
    return Branches(named, {kind: tuple(index for _, index in sorted(found)) for kind, found in takers.items()})


def json_kind(node: Node) -> str:
    """The kind of a JSON value."""
    if isinstance(node.value, Number):
        return WHOLE if node.value.is_whole else FRACTION
    if len(node.members) == 1 and next(iter(node.members)) in TAGS:
        return TAGGED
    return TEXT if node.kind == "string" else node.kind


def takes(kind: AvroType, value: str) -> bool:
    """Whether the type may take such a JSON value at all."""
    if isinstance(kind, Union):
        return any(takes(branch, value) for branch in kind.branches)
    return value in _RANKS[_manner(kind)]


def takes_all(kind: AvroType, value: str) -> bool:
    """Whether the type takes every value of that kind: text is never refused by a string."""
    plain = isinstance(kind, Primitive) and kind.logical is None
    return plain and isinstance(kind, Primitive) and (kind.kind, value) in (("string", TEXT), ("double", FRACTION))


def _manner(kind: AvroType) -> str:
    match kind, logical_of(kind):
        case Primitive(), "":
            return kind.kind
        case Fixed(), "":
            return "fixed"
        case Primitive(), "uuid":
            return "uuid string"
        case Fixed(), "uuid":
            return "uuid fixed"
        case _, "duration":
            return "duration"
        case _, "decimal" | "big-decimal":
            return "decimal"
        case Enum(), _:
            return "enum"
        case Array(), _:
            return "array"
        case Map(), _:
            return "map"
        case Record(), _:
            return "record"
    return "temporal"
