"""What a .thrift file declares, as written: names are not looked up yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Named:
    """A type as written: a name, or `list`, `set`, `map` of others."""

    name: str
    of: tuple[Named, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Word:
    """A constant given by another's name."""

    name: str


Constant = int | float | str | Word | list["Constant"] | tuple[tuple["Constant", "Constant"], ...]
"""A constant as written; a map is a tuple of pairs."""


@dataclass(frozen=True, slots=True)
class FieldDeclared:
    """`1: required string name = "x"`."""

    id: int
    need: Literal["", "required", "optional"]
    type: Named
    name: str
    default: Constant | None
    doc: str
    start: int


@dataclass(frozen=True, slots=True)
class StructDeclared:
    """A struct, a union or an exception."""

    kind: str
    name: str
    fields: tuple[FieldDeclared, ...]
    doc: str


@dataclass(frozen=True, slots=True)
class EnumDeclared:
    """An enum with its numbers."""

    name: str
    symbols: dict[str, int]
    doc: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A typedef."""

    type: Named


@dataclass(frozen=True, slots=True)
class ConstantDeclared:
    """A const."""

    type: Named
    value: Constant


Declared = StructDeclared | EnumDeclared | Alias | ConstantDeclared


@dataclass(slots=True)
class File:
    """One file: what it includes, and what it declares by name."""

    text: str
    includes: list[tuple[str, int]] = field(default_factory=list)
    declared: dict[str, Declared] = field(default_factory=dict)
