"""The quick way for clean texts: orjson's values straight into a message; what is doubtful is left to `reading`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from math import isfinite
from struct import pack, unpack
from typing import Any, Final

from workbench.serialization.protobuf.descriptors import Descriptor, FieldDescriptor, Kind, Message, is_map, is_message
from workbench.serialization.protobuf.moments import duration, timestamp
from workbench.serialization.protobuf.pool import message_class
from workbench.serialization.protobuf.scalars import map_key, octets
from workbench.serialization.protobuf.well_known import ANY, WELL_KNOWN

_Convert = Callable[[Any], Any]
_MEMBER = re.compile(r'"[ \t\n\r]*:')
_TINY = re.compile(r"[eE]-[0-9]{3}|0{300}")


class _Doubt(ValueError):
    """Not for the quick way."""


def may_vanish(text: str) -> bool:
    """Whether a number in the text may be so small that it becomes 0, which the quick way does not notice."""
    return _TINY.search(text) is not None


def quick_reader(descriptor: Descriptor) -> Callable[[str], Message | None]:
    """A function of a text: its message, or None where the text is not plain and clean."""
    import orjson

    made = message_class(descriptor)
    convert = _message(descriptor, {})

    def quick(text: str) -> Message | None:
        try:
            value = orjson.loads(text)
            if _names(value) != len(_MEMBER.findall(text)):
                return None  # a name is given twice, or a text looks like one
            message: Message = made(**convert(value))
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return None
        return message

    return quick


def _names(value: Any) -> int:
    """How many members all objects have together."""
    if type(value) is dict:
        return len(value) + sum(_names(one) for one in value.values() if type(one) in (dict, list))
    return sum(_names(one) for one in value if type(one) in (dict, list)) if type(value) is list else 0


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is known of a message's fields: attribute and converter by either name, which are needed, which exclude."""

    table: dict[str, tuple[str, _Convert]]
    required: frozenset[str]
    oneofs: tuple[frozenset[str], ...]


def _message(descriptor: Descriptor, known: dict[str, _Convert]) -> _Convert:
    """A function of an object: the arguments of the message's constructor."""
    if descriptor.full_name in known:
        return known[descriptor.full_name]
    looked_up = cache(partial(_rows, descriptor, known))  # when a text has one: there may be thousands in a row

    def convert(value: Any) -> dict[str, Any]:
        if type(value) is not dict:
            raise _Doubt
        arguments, rows = {}, looked_up()
        for name, one in value.items():
            attribute, into = rows.table[name]
            arguments[attribute] = into(one)  # null too is left to the exact way: no converter takes None
        if len(arguments) < len(value) or not rows.required <= arguments.keys():
            raise _Doubt
        if rows.oneofs and any(len(oneof & arguments.keys()) > 1 for oneof in rows.oneofs):
            raise _Doubt
        return arguments

    known[descriptor.full_name] = convert
    return convert


def _rows(descriptor: Descriptor, known: dict[str, _Convert]) -> _Rows:
    table: dict[str, tuple[str, _Convert]] = {}
    for one in descriptor.fields:
        table[one.name] = table[one.json_name] = (one.name, _field(one, known))
    required = frozenset(one.name for one in descriptor.fields if one.is_required)
    oneofs = (frozenset(field.name for field in one.fields) for one in descriptor.oneofs)
    return _Rows(table, required, tuple(one for one in oneofs if len(one) > 1))


def _field(field: FieldDescriptor, known: dict[str, _Convert]) -> _Convert:
    if is_map(field):
        entry = field.message_type.fields_by_name
        return _map(entry["key"], _one(entry["value"], known))
    one = _one(field, known)
    if not field.is_repeated:
        return one

    def items(given: Any) -> list[Any]:
        if type(given) is not list:
            raise _Doubt
        return [one(item) for item in given]

    return items


def _map(key: FieldDescriptor, value: _Convert) -> _Convert:
    named: _Convert = str if key.type == Kind.STRING else partial(map_key, key)

    def entries(given: Any) -> dict[Any, Any]:
        if type(given) is not dict:
            raise _Doubt
        return {named(name): value(one) for name, one in given.items()}

    return entries


def _one(field: FieldDescriptor, known: dict[str, _Convert]) -> _Convert:
    kind = Kind(field.type)
    if is_message(field):
        return _held(field.message_type, known)
    if kind is Kind.ENUM:
        return {one.name: one.number for one in field.enum_type.values}.__getitem__
    if kind is Kind.BYTES:
        return octets
    return _FLOATING.get(kind) or _exactly(_TYPES.get(kind, int))


def _held(descriptor: Descriptor, known: dict[str, _Convert]) -> _Convert:
    name = descriptor.full_name
    if name in _MOMENTS:
        return _MOMENTS[name]
    if name in WELL_KNOWN and "value" in descriptor.fields_by_name and name != ANY:
        wrapped = _one(descriptor.fields_by_name["value"], known)
        return lambda given: {"value": wrapped(given)}
    return _doubtful if name in WELL_KNOWN else _message(descriptor, known)


def _exactly(wanted: type) -> _Convert:
    """A value of that very type; what is out of range is refused where the message is made."""

    def convert(given: Any) -> Any:
        if type(given) is not wanted:
            raise _Doubt
        return given

    return convert


def _double(given: Any) -> float:
    return _floating(given, _DOUBLES)


def _floating(given: Any, exact: int) -> float:
    """A whole number beyond `exact` may be worth a note, which only the exact way writes."""
    if type(given) not in (int, float) or not isfinite(given) or (abs(given) > exact and given == int(given)):
        raise _Doubt
    return float(given)


def _float(given: Any) -> float:
    """A double that is no float may have been rounded once already: near the middle of two floats that shows."""
    number = _floating(given, _FLOATS)
    if number and not _SMALLEST < abs(number) < _LARGEST:
        raise _Doubt
    if unpack("<Q", pack("<d", number))[0] & 0x1FFFFFFF == 0x10000000:
        raise _Doubt
    return number


def _moment(parse: Callable[[str], tuple[int, int]]) -> _Convert:
    def convert(given: Any) -> dict[str, int]:
        seconds, nanos = parse(given)
        return {"seconds": seconds, "nanos": nanos}

    return convert


def _doubtful(given: Any) -> Any:
    raise _Doubt


_TYPES: Final = {Kind.BOOL: bool, Kind.STRING: str}
_FLOATING: Final = {Kind.DOUBLE: _double, Kind.FLOAT: _float}
_DOUBLES, _FLOATS = 1 << 53, 1 << 24
_SMALLEST, _LARGEST = 2.0**-125, 2.0**127
_MOMENTS: Final = {"google.protobuf.Timestamp": _moment(timestamp), "google.protobuf.Duration": _moment(duration)}
