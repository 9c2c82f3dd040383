"""What a consumer makes of a datum: from the schema it was written with to the schema it is read with."""

from __future__ import annotations

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.avro.defaults import default_of
from workbench.serialization.avro.encoder import Datum
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
    type_words,
)
from workbench.serialization.json_tree import child_path

_PROMOTIONS = {
    "int": ("long", "float", "double"),
    "long": ("float", "double"),
    "float": ("double",),
    "string": ("bytes",),
    "bytes": ("string",),
}


def resolve(writer: AvroType, reader: AvroType, datum: Datum, path: str = "") -> Datum:
    """The datum of `reader` that a consumer gets from `writer`'s. Raises Unserializable: every reason why it cannot.

    As Java's Resolver: only what the datum really holds counts; records need not have one name, enums and fixed types
    must share their last one; the reader's aliases count as names of the writer's.
    """
    if isinstance(writer, Union):
        index, value = datum if isinstance(datum, tuple) else (0, None)
        if isinstance(reader, Union) and _same_branches(writer, reader):
            return index, resolve(writer.branches[index], reader.branches[index], value, path)
        return resolve(writer.branches[index], reader, value, path)
    if isinstance(reader, Union):
        return _into_union(writer, reader, datum, path)
    match writer, reader, datum:
        case Record(), Record(), dict():
            return _record(writer, reader, datum, path)
        case Array(), Array(), list():
            return [resolve(writer.items, reader.items, each, f"{path}[{at}]") for at, each in enumerate(datum)]
        case Map(), Map(), dict():
            members = datum.items()
            return {name: resolve(writer.values, reader.values, each, child_path(path, name)) for name, each in members}
        case Enum(), Enum(), str() if _same_name(writer, reader):
            return _symbol(reader, datum, path)
        case Fixed(), Fixed(), _ if _same_name(writer, reader) and writer.size == reader.size:
            return datum
        case Primitive(), Primitive(), _:
            return _primitive(writer, reader, datum, path)
    raise _mismatch(writer, reader, path)


def _record(writer: Record, reader: Record, datum: dict[str, Datum], path: str) -> Datum:
    written = {each.name: each for each in writer.fields}
    out: dict[str, Datum] = {}
    problems: list[Problem] = []
    for each in reader.fields:
        name = next((name for name in (each.name, *each.aliases) if name in written), None)
        below = child_path(path, each.name)
        if name is None and not each.has_default:
            problems.append(_missing(writer, below))
            continue
        try:
            given = default_of(each) if name is None else resolve(written[name].type, each.type, datum[name], below)
            out[each.name] = given
        except Unserializable as error:
            problems += error.problems
    if problems:
        raise Unserializable(*problems)
    return out


def _missing(writer: Record, path: str) -> Problem:
    what = f"the writer's {branch_name(writer)} has no such field, and the reader has no default for it"
    return Problem(what, "a default in the reader's schema", path=path)


def _into_union(writer: AvroType, reader: Union, datum: Datum, path: str) -> Datum:
    branch = _matching(writer, reader, datum)
    if branch is None:
        raise _mismatch(writer, reader, path)
    return reader.branches.index(branch), resolve(writer, branch, datum, path)


def _matching(writer: AvroType, reader: Union, datum: Datum) -> AvroType | None:
    """The reader's branch: of the same type and name, else a record that reads it, else what it is promoted to."""
    same = [each for each in reader.branches if type(each) is type(writer)]
    if isinstance(writer, Record | Enum | Fixed):
        return next((each for each in same if writer.name in (branch_name(each), *_aliases(each))), None) or (
            _alike(writer, same, datum) if isinstance(writer, Record) else None
        )
    if isinstance(writer, Primitive):
        exact = [each for each in same if branch_name(each) == writer.kind]
        promoted = [each for each in same if branch_name(each) in _PROMOTIONS.get(writer.kind, ())]
        return next(iter([*exact, *promoted]), None)
    return next(iter(same), None)


def _alike(writer: Record, same: list[AvroType], datum: Datum) -> AvroType | None:
    """The record that reads it though its full name is another: one with the same last name rather."""
    alike = [each for each in same if isinstance(each, Record) and _reads(writer, each, datum)]
    last = _last(writer.name)
    return next((each for each in alike if _last(each.name) == last), alike[0] if alike else None)


def _reads(writer: Record, reader: Record, datum: Datum) -> bool:
    try:
        resolve(writer, reader, datum)
    except Unserializable:
        return False
    return True


def _primitive(writer: Primitive, reader: Primitive, datum: Datum, path: str) -> Datum:
    if writer.kind == reader.kind:
        return datum
    if reader.kind not in _PROMOTIONS.get(writer.kind, ()):
        raise _mismatch(writer, reader, path)
    match datum:
        case int() if reader.kind != "long":
            return float(datum)
        case str():
            return datum.encode()
        case bytes():
            try:
                return datum.decode()
            except UnicodeDecodeError:
                raise Unserializable(Problem("these bytes are no UTF-8, and are read as string", path=path)) from None
    return datum


def _symbol(reader: Enum, symbol: str, path: str) -> str:
    if symbol in reader.symbols:
        return symbol
    if reader.default:
        return reader.default
    what = f"the reader's {reader.name} has no symbol {symbol}, and no default"
    raise Unserializable(Problem(what, ", ".join(reader.symbols[:20]), path=path))


def _same_name(writer: Enum | Fixed, reader: Enum | Fixed) -> bool:
    return _last(writer.name) == _last(reader.name) or writer.name in reader.aliases


def _same_branches(writer: Union, reader: Union) -> bool:
    """Whether both unions have the same types in the same order; what is inside their records may differ."""
    pairs = zip(writer.branches, reader.branches, strict=False)
    return len(writer.branches) == len(reader.branches) and all(
        type(one) is type(other) and _last(branch_name(one)) == _last(branch_name(other)) for one, other in pairs
    )


def _aliases(kind: AvroType) -> tuple[str, ...]:
    return kind.aliases if isinstance(kind, Record | Enum | Fixed) else ()


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _mismatch(writer: AvroType, reader: AvroType, path: str) -> Unserializable:
    what = f"{type_words(writer)} cannot be read as {type_words(reader)}"
    if isinstance(writer, Enum | Fixed) and isinstance(reader, Enum | Fixed):
        what += ": their names or sizes differ"
    return Unserializable(Problem(what, "the same type, or one that it is promoted to", path=path))
