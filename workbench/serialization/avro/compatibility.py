"""Whether an Avro schema reads what another wrote, by the rules and in the words of Avro's SchemaCompatibility.java."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.avro.model import (
    Array,
    AvroType,
    Enum,
    Field,
    Fixed,
    Map,
    Primitive,
    Record,
    Union,
    branch_name,
    type_words,
)
from workbench.serialization.avro.schema import parse
from workbench.serialization.compatibility import Incompatibility
from workbench.serialization.json_tree import child_path
from workbench.serialization.schema import Schema

NAME_MISMATCH: Final = "NAME_MISMATCH"
FIXED_SIZE_MISMATCH: Final = "FIXED_SIZE_MISMATCH"
MISSING_ENUM_SYMBOLS: Final = "MISSING_ENUM_SYMBOLS"
READER_FIELD_MISSING_DEFAULT_VALUE: Final = "READER_FIELD_MISSING_DEFAULT_VALUE"
TYPE_MISMATCH: Final = "TYPE_MISMATCH"
MISSING_UNION_BRANCH: Final = "MISSING_UNION_BRANCH"

_READ_AS: Final = {
    "int": ("long", "float", "double"),
    "long": ("float", "double"),
    "float": ("double",),
    "string": ("bytes",),
    "bytes": ("string",),
}
_MOST_SHOWN: Final = 10
_LONGEST_REASON: Final = 300

Found = tuple[Incompatibility, ...]


def incompatibilities(reader: Schema, writer: Schema) -> Found:
    """What keeps `reader` from reading what `writer` wrote, each change once; none where all is well.

    The kinds are Java's, the places are fields: `items[].price` is the field `price` of the items. Logical types do not
    count, and names count without their namespaces, as in Java. Raises Unserializable where one of them is no schema.
    """
    try:
        return _Comparison().of(parse(reader), parse(writer), "")
    except RecursionError:
        problem = Problem("the schemas are nested too deeply to be compared", "fewer types inside each other")
        raise Unserializable(problem) from None


@dataclass(slots=True)
class _Comparison:
    """Two schemas being compared. A pair of types that is met again holds what was found the first time."""

    known: dict[tuple[int, int], Found] = field(default_factory=dict)

    def of(self, reader: AvroType, writer: AvroType, path: str) -> Found:
        pair = (id(reader), id(writer))
        if pair not in self.known:
            self.known[pair] = ()  # compatible until the contrary is found: a record may hold itself
            self.known[pair] = tuple(dict.fromkeys(self._compare(reader, writer, path)))
        return self.known[pair]

    def _compare(self, reader: AvroType, writer: AvroType, path: str) -> Found:
        match reader, writer:
            case Union(), Union():
                return tuple(each for branch in writer.branches for each in self._into_union(reader, branch, path))
            case _, Union():
                return tuple(each for branch in writer.branches for each in self.of(reader, branch, path))
            case Union(), _:
                return self._into_union(reader, writer, path)
            case Array(), Array():
                return self.of(reader.items, writer.items, f"{path}[]")
            case Map(), Map():
                return self.of(reader.values, writer.values, f"{path}[]")
            case Fixed(), Fixed():
                return (*_names(reader, writer, path), *_sizes(reader, writer, path))
            case Enum(), Enum():
                return (*_names(reader, writer, path), *_symbols(reader, writer, path))
            case Record(), Record():
                return (*_names(reader, writer, path), *self._fields(reader, writer, path))
            case Primitive(), Primitive() if reader.kind in (writer.kind, *_READ_AS.get(writer.kind, ())):
                return ()
        what = f"{type_words(writer)} is written, and cannot be read as {type_words(reader)}"
        return (Incompatibility(TYPE_MISMATCH, what, path),)

    def _into_union(self, reader: Union, writer: AvroType, path: str) -> Found:
        nearest: Found = ()
        for branch in reader.branches:
            if not _has_its_name(branch, writer):
                continue  # as many records in one union as it likes: most are told apart by their names
            found = self.of(branch, writer, path)
            if not found:
                return ()
            nearest = found if type(branch) is type(writer) and not isinstance(branch, Primitive) else nearest
        what = f"{type_words(writer)} is written, and no branch of the reader's {_cut(type_words(reader))} takes it"
        why = _cut("; ".join(map(str, nearest[:_MOST_SHOWN])))
        return (Incompatibility(MISSING_UNION_BRANCH, f"{what} ({why})" if why else what, path),)

    def _fields(self, reader: Record, writer: Record, path: str) -> Found:
        written = {each.name: each for each in writer.fields}
        found: dict[Incompatibility, None] = {}
        for each in reader.fields:
            below = child_path(path, each.name)
            other = _written(each, written)
            if other is not None:
                found |= dict.fromkeys(self.of(each.type, other.type, below))
            elif not each.has_default:
                what = f"{branch_name(writer)} is written without this field, and the reader has no default for it"
                found[Incompatibility(READER_FIELD_MISSING_DEFAULT_VALUE, what, below)] = None
        return tuple(found)


def _written(field: Field, written: dict[str, Field]) -> Field | None:
    """The writer's field that a reader's field is filled from: of its name, else of one of its aliases."""
    return next((written[name] for name in (field.name, *field.aliases) if name in written), None)


def _has_its_name(reader: AvroType, writer: AvroType) -> bool:
    """Whether the names do not stand in the way; types that have none never do."""
    named = (Record, Enum, Fixed)
    if isinstance(reader, named) and isinstance(writer, named) and type(reader) is type(writer):
        return not _names(reader, writer, "")
    return True


def _names(reader: Fixed | Enum | Record, writer: Fixed | Enum | Record, path: str) -> Found:
    if _last(reader.name) == _last(writer.name) or writer.name in reader.aliases:
        return ()
    what = f"{quoted(writer.name, 80)} is written, and the reader's name is {quoted(reader.name, 80)}"
    return (Incompatibility(NAME_MISMATCH, what, path),)


def _sizes(reader: Fixed, writer: Fixed, path: str) -> Found:
    if reader.size == writer.size:
        return ()
    what = f"{writer.size:,} bytes are written, and the reader's {quoted(reader.name, 80)} has {reader.size:,}"
    return (Incompatibility(FIXED_SIZE_MISMATCH, what, path),)


def _symbols(reader: Enum, writer: Enum, path: str) -> Found:
    known = set(reader.symbols)
    missing = [symbol for symbol in writer.symbols if symbol not in known]
    if not missing or reader.default in known:
        return ()
    shown = ", ".join(missing[:_MOST_SHOWN]) + (", …" if len(missing) > _MOST_SHOWN else "")
    what = f"the reader's {quoted(reader.name, 80)} does not know {shown}, and has no default"
    return (Incompatibility(MISSING_ENUM_SYMBOLS, what, path),)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_REASON else text[: _LONGEST_REASON - 1] + "…"


def _last(name: str) -> str:
    return name.rpartition(".")[2]
