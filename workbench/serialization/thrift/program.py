"""All files of a Thrift schema to the struct that is asked for, with everything it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted
from workbench.serialization.json_tree import tree
from workbench.serialization.listing import listed
from workbench.serialization.thrift.binary import BinaryProtocol
from workbench.serialization.thrift.constants import Unfit, in_json
from workbench.serialization.thrift.containers import Items, Pairs
from workbench.serialization.thrift.declarations import (
    Alias,
    Constant,
    ConstantDeclared,
    Declared,
    EnumDeclared,
    FieldDeclared,
    File,
    Named,
    StructDeclared,
    Word,
)
from workbench.serialization.thrift.numbers import Enum
from workbench.serialization.thrift.protocol import MOST_DEEP, Encoding
from workbench.serialization.thrift.scalars import SCALARS
from workbench.serialization.thrift.structs import MOST_LEAST, Field, Struct, least
from workbench.serialization.thrift.syntax import parse
from workbench.serialization.thrift.types import Type

_MOST_ALIASES = 64


def struct(files: Mapping[str, str], main: str, name: str) -> Struct:
    """The struct of that name in the file `main`; `files` are all texts by their names, relative to its folder.

    Raises Unserializable with every name that is not there, every default that does not fit, the first mistake of each
    file's syntax.
    """
    program = _Program(files)
    found = program.root(main, name)
    program.fill()
    if program.problems:
        raise Unserializable(*program.problems)
    _measure(program.structs)
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """A file by its name."""

    name: str
    file: File


class _Program:
    """Files read when they are first asked for; every struct is made once, its fields later."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._texts = {_plain(name): text for name, text in files.items()}
        self._files: dict[str, _Place] = {}
        self._made: dict[tuple[str, str], Type] = {}
        self._waiting: list[tuple[_Place, StructDeclared, Struct]] = []
        self.structs: list[Struct] = []
        self.problems: list[Problem] = []

    def root(self, main: str, name: str) -> Struct:
        place = self._file(_plain(main))
        found = self._find(place, name)
        made = None if found is None else self._type_of(*found, name.rpartition(".")[2], 0)
        if isinstance(made, Struct):
            return made
        there = [one for one, what in place.file.declared.items() if isinstance(what, StructDeclared)]
        what = f"there is no struct {quoted(name)}" if made is None else f"{quoted(name)} is no struct"
        raise Unserializable(Problem(what, listed(there, name) or "another file: this one has no structs"))

    def fill(self) -> None:
        """The fields of every struct that was met, until there is none left without."""
        while self._waiting:
            place, declared, made = self._waiting.pop()
            made.fields = tuple(self._field(place, made, one) for one in declared.fields)
        for place, made, one in self._defaults():
            self._check(place, made, one)

    def _defaults(self) -> Iterator[tuple[_Place, Struct, FieldDeclared]]:
        """Once all types are known: those with a default."""
        for (file, name), made in self._made.items():
            declared = self._files[file].file.declared[name]
            if isinstance(made, Struct) and isinstance(declared, StructDeclared):
                yield from ((self._files[file], made, one) for one in declared.fields if one.default is not None)

    def _field(self, place: _Place, made: Struct, one: FieldDeclared) -> Field:
        need = "optional" if made.is_union else one.need
        return Field(one.id, one.name, self._type(place, one.type, 0), need, "", one.doc)

    def _check(self, place: _Place, made: Struct, one: FieldDeclared) -> None:
        """The default in JSON, which has to be a value of the field's type."""
        field = made.field_of(one.name)
        assert field is not None and one.default is not None
        try:
            text = json.dumps(in_json(field.type, one.default, lambda word: self._constant(place, word)))
        except Unfit as unfit:
            self._refuse(place, one.start, f"the default of {quoted(one.name)}: {unfit}")
            return
        encoding = Encoding(text, protocol=BinaryProtocol())
        field.type.write(encoding, tree(text), one.name)
        for problem in encoding.problems[:1]:
            what = f"the default of {quoted(one.name)} does not fit: {problem.what}"
            self._refuse(place, one.start, what, problem.valid)
        made.fields = tuple(
            Field(each.id, each.name, each.type, each.need, text, each.doc) if each is field else each
            for each in made.fields
        )

    def _file(self, name: str) -> _Place:
        if name not in self._files:
            if name not in self._texts:
                raise Unserializable(Problem(f"the file {quoted(name, 80)} is not there"))
            try:
                self._files[name] = _Place(name, parse(self._texts[name]))
            except Unserializable as error:
                raise Unserializable(*(_in(name, problem) for problem in error.problems)) from None
        return self._files[name]

    def _refuse(self, place: _Place, start: int, what: str, valid: str = "") -> None:
        self.problems.append(_in(place.name, Problem.within(place.file.text, start, what, valid)))

    def _find(self, place: _Place, name: str) -> tuple[_Place, Declared] | None:
        """What a name stands for in a file: its own, or an included file's behind that file's name."""
        if name in place.file.declared:
            return place, place.file.declared[name]
        prefix, _, rest = name.partition(".")
        for included, start in place.file.includes:
            if _stem(included) == prefix and rest:
                other = self._included(place, included, start)
                if other is not None and rest in other.file.declared:
                    return other, other.file.declared[rest]
        return None

    def _included(self, place: _Place, name: str, start: int) -> _Place | None:
        folder = place.name.rpartition("/")[0]
        for candidate in (_plain(f"{folder}/{name}"), _plain(name)):
            if candidate in self._texts:
                return self._file(candidate)
        self._refuse(place, start, f"the included file {quoted(name, 80)} is not there")
        return None

    def _type(self, place: _Place, named: Named, aliases: int) -> Type:
        """The type of a name; a bool where it is wrong, which goes to the problems."""
        of = [self._type(place, one, aliases) for one in named.of]
        if len(of) == 2:
            return Pairs(of[0], of[1])
        if of:
            return Items(of[0], named.name == "set")
        if named.name in SCALARS:
            return SCALARS[named.name]
        found = self._find(place, named.name)
        made = None if found is None else self._type_of(*found, named.name.rpartition(".")[2], aliases)
        if made is None:
            known = [*SCALARS, *(one for one in place.file.declared)]
            self._refuse(place, named.start, f"there is no type {quoted(named.name)}", listed(known, named.name))
        return made or SCALARS["bool"]

    def _type_of(self, place: _Place, declared: Declared, name: str, aliases: int) -> Type | None:
        if isinstance(declared, Alias):
            return self._type(place, declared.type, aliases + 1) if aliases < _MOST_ALIASES else None
        key = (place.name, name)
        if key not in self._made:
            if isinstance(declared, EnumDeclared):
                self._made[key] = Enum(declared.name, declared.symbols, declared.doc)
            elif isinstance(declared, StructDeclared):
                made = Struct(declared.name, declared.kind, declared.doc)
                self._made[key] = made
                self.structs.append(made)
                self._waiting.append((place, declared, made))
        return self._made.get(key)

    def _constant(self, place: _Place, word: str) -> Constant | None:
        """What a constant's name stands for: another constant, or an enum's number."""
        for _ in range(_MOST_ALIASES):
            found = self._find(place, word)
            if found is not None and isinstance(found[1], ConstantDeclared):
                place, value = found[0], found[1].value
                if not isinstance(value, Word):
                    return value
                word = value.name
                continue
            holder, _, symbol = word.rpartition(".")
            found = self._find(place, holder) if holder else None
            return found[1].symbols.get(symbol) if found and isinstance(found[1], EnumDeclared) else None
        return None


def _measure(structs: list[Struct]) -> None:
    """How many fields the smallest value of each struct has; those that Thrift's readers could not read have none."""
    for _ in range(MOST_DEEP):
        before = [one.least for one in structs]
        for one in structs:
            one.least = _least(one)
        if [one.least for one in structs] == before:
            return


def _least(one: Struct) -> int | None:
    counts = [least(field.type) for field in one.fields if one.is_union or field.need == "required"]
    known = [count for count in counts if count is not None]
    if one.is_union:
        return min(known) + 1 if known else None
    total = sum(known) + len(known)
    return total if len(known) == len(counts) and total <= MOST_LEAST else None


def _in(name: str, problem: Problem) -> Problem:
    """The file's name and the place in it are part of the sentence: the field that shows it has a text of its own."""
    where = f"{escape(name)}:{problem.line}:{problem.column}: " if problem.line else f"{escape(name)}: "
    return Problem(where + problem.what, problem.valid)


def _plain(name: str) -> str:
    return "/".join(part for part in name.split("/") if part not in ("", "."))


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".thrift")
