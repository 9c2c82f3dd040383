"""An Avro schema, read: what each type is, with names resolved and invalid logical types left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

PRIMITIVES: Final = ("null", "boolean", "int", "long", "float", "double", "bytes", "string")


@dataclass(frozen=True, slots=True)
class Logical:
    """A logical type that is valid where it stands; `precision` and `scale` are decimal's."""

    name: str
    precision: int = 0
    scale: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Primitive:
    """null, boolean, int, long, float, double, bytes or string."""

    kind: str
    logical: Logical | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Fixed:
    """So many bytes, always."""

    name: str
    size: int
    logical: Logical | None = None
    aliases: tuple[str, ...] = ()
    doc: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Enum:
    """One of the symbols. `default` is what a reader makes of a symbol that it does not know; empty for none."""

    name: str
    symbols: tuple[str, ...]
    default: str = ""
    aliases: tuple[str, ...] = ()
    doc: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Array:
    """Any number of items."""

    items: AvroType


@dataclass(frozen=True, slots=True, eq=False)
class Map:
    """Values by name."""

    values: AvroType


@dataclass(frozen=True, slots=True, eq=False)
class Union:
    """One of its branches; the datum says which."""

    branches: tuple[AvroType, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A record's field; `default` is the schema's own JSON and means something only where `has_default`."""

    name: str
    type: AvroType
    default: Json = None
    has_default: bool = False
    aliases: tuple[str, ...] = ()
    doc: str = ""


@dataclass(slots=True, eq=False)
class Record:
    """Fields in their order. `fields` is set once, right after the record's own name is known: it may hold itself."""

    name: str
    aliases: tuple[str, ...] = ()
    doc: str = ""
    fields: tuple[Field, ...] = field(default=(), repr=False)


AvroType = Primitive | Fixed | Enum | Array | Map | Union | Record
"""One object a place, but one object a name: types are told apart by identity, so a schema may be recursive."""


def branch_name(kind: AvroType) -> str:
    """The name of a type as the branch of a union: a full name, or `string`, `array`, `map`."""
    match kind:
        case Primitive():
            return kind.kind
        case Fixed() | Enum() | Record():
            return kind.name
        case Array():
            return "array"
        case Map():
            return "map"
    return "union"


def type_words(kind: AvroType) -> str:
    """The type in a few words for a sentence: `long (timestamp-millis)`, `null or string`, `array of int`."""
    match kind:
        case Union():
            *first, last = map(type_words, kind.branches) if kind.branches else ("no type",)
            return f"{', '.join(first)} or {last}" if first else last
        case Array():
            return f"array of {branch_name(kind.items)}"
        case Map():
            return f"map of {branch_name(kind.values)}"
        case Fixed() | Primitive() if kind.logical:
            scale = f" ({kind.logical.precision}, {kind.logical.scale})" if kind.logical.precision else ""
            return f"{branch_name(kind)} ({kind.logical.name}{scale})"
        case Fixed():
            return f"fixed {kind.name} of {kind.size:,} bytes"
        case Enum():
            return f"enum {kind.name}"
    return branch_name(kind)


def logical_of(kind: AvroType) -> str:
    """The name of its logical type, empty for none."""
    return kind.logical.name if isinstance(kind, Primitive | Fixed) and kind.logical else ""


def is_recursive(kind: AvroType) -> bool:
    """Whether a record can hold itself, so that a datum may be nested to any depth."""
    return _returns(kind, set(), set())


def parts(kind: AvroType) -> Iterator[AvroType]:
    """The types right inside a type."""
    match kind:
        case Array():
            yield kind.items
        case Map():
            yield kind.values
        case Union():
            yield from kind.branches
        case Record():
            yield from (each.type for each in kind.fields)


def _returns(kind: AvroType, above: set[int], done: set[int]) -> bool:
    if id(kind) in above:
        return True
    if id(kind) in done:
        return False
    above.add(id(kind))
    found = any(_returns(part, above, done) for part in parts(kind))
    above.discard(id(kind))
    done.add(id(kind))
    return found
