"""The quick way from a clean text to its bytes: compiled once for a type, unsure of all that is out of the ordinary.

What it gives is what `converter.convert` and `encoder.encode` give, or nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from workbench.records.errors import Unserializable
from workbench.serialization.avro import bytes_text
from workbench.serialization.avro.branches import ARRAY, BOOLEAN, FRACTION, NULL, OBJECT, TEXT, WHOLE, branches_of
from workbench.serialization.avro.defaults import default_of
from workbench.serialization.avro.encoder import END, encode
from workbench.serialization.avro.model import (
    Array,
    AvroType,
    Enum,
    Field,
    Map,
    Primitive,
    Record,
    Union,
    is_recursive,
    parts,
)
from workbench.serialization.avro.quick_scalars import Encode, Unsure, enum_encoder, scalar_encoder, string
from workbench.serialization.avro.varint import varint

MOST_BRACKETS: Final = 100
"""A text of a type that can hold itself goes the exact way beyond this, which knows how deep is too deep."""

_ZEROS: Final = "0" * 100
_ODD_NUMBERS = re.compile(r"(?<![\w.+-])-0(?![\w.])|[0-9][eE]-[0-9]{2}")
"""A zero with a sign, which orjson does not keep, and numbers that may become zero."""


def compiled(kind: AvroType) -> Callable[[str], bytes]:
    """What makes a datum's bytes of a text. It raises Unsure where the text is not clean, and nothing else."""
    from orjson import JSONDecodeError, dumps, loads

    encode_value = _encoder(kind, {})
    is_deep, has_floats = is_recursive(kind), _has_floats(kind, set())

    def read(text: str) -> bytes:
        if is_deep and text.count("{") + text.count("[") > MOST_BRACKETS:
            raise Unsure
        if has_floats and _may_be_odd(text):
            raise Unsure
        try:
            value = loads(text)
            data = encode_value(value)
        except (JSONDecodeError, Unserializable, RecursionError):
            raise Unsure from None
        # A name that is given twice has left one ':' fewer in the value than there are in the text.
        if ":" in text and ("\\u" in text or text.count(":") != dumps(value).count(b":")):
            raise Unsure
        return data

    return read


def _may_be_odd(text: str) -> bool:
    suspicious = "-0" in text or "e-" in text or "E-" in text
    return _ZEROS in text or (suspicious and _ODD_NUMBERS.search(text) is not None)


def _encoder(kind: AvroType, made: dict[int, Encode]) -> Encode:
    match kind:
        case Record():
            return _record(kind, made)
        case Union():
            return _union(kind, made)
        case Array():
            return _array(_encoder(kind.items, made))
        case Map():
            return _map(_encoder(kind.values, made))
        case Enum():
            return enum_encoder(kind)
    return scalar_encoder(kind)


def _array(items: Encode) -> Encode:
    def encode_value(value: object) -> bytes:
        if type(value) is not list:
            raise Unsure
        return b"".join((varint(len(value)), *[items(item) for item in value], END)) if value else END

    return encode_value


def _map(values: Encode) -> Encode:
    def encode_value(value: object) -> bytes:
        if type(value) is not dict:
            raise Unsure
        members = [string(name) + values(member) for name, member in value.items()]
        return b"".join((varint(len(members)), *members, END)) if members else END

    return encode_value


def _record(kind: Record, made: dict[int, Encode]) -> Encode:
    if id(kind) in made:
        return made[id(kind)]
    within: list[Encode] = []
    made[id(kind)] = lambda value: within[0](value)
    within.append(_fields(kind.fields, [(each.name, _encoder(each.type, made)) for each in kind.fields]))
    made[id(kind)] = within[0]
    return within[0]


def _fields(fields: tuple[Field, ...], encoders: list[tuple[str, Encode]]) -> Encode:
    count = len(encoders)
    names = frozenset(each.name for each in fields)
    defaults: dict[str, bytes] = {}

    def default(field: Field) -> bytes:
        if field.name not in defaults:
            defaults[field.name] = encode(field.type, default_of(field))
        return defaults[field.name]

    def filled(value: dict[str, object]) -> bytes:
        if not value.keys() <= names:
            raise Unsure
        zipped = zip(fields, encoders, strict=True)
        return b"".join([write(value[name]) if name in value else default(field) for field, (name, write) in zipped])

    def encode_value(value: object) -> bytes:
        if type(value) is not dict:
            raise Unsure
        if len(value) != count:
            return filled(value)
        try:
            return b"".join([write(value[name]) for name, write in encoders])
        except KeyError:
            raise Unsure from None

    return encode_value


def _union(kind: Union, made: dict[int, Encode]) -> Encode:
    known = branches_of(kind)
    branches = [(varint(index), _encoder(branch, made)) for index, branch in enumerate(kind.branches)]
    kinds = (
        (type(None), NULL), (bool, BOOLEAN), (str, TEXT), (int, WHOLE), (float, FRACTION), (list, ARRAY), (dict, OBJECT)
    )  # fmt: skip
    # The branch that the exact way asks first; only among records and maps it asks on after one that fits.
    by_type: dict[type, tuple[bytes, Encode]] = {
        python: branches[takers[0]]
        for python, value in kinds
        if (takers := known.takers.get(value, ())) and (len(takers) == 1 or value != OBJECT)
    }
    named = {name: branches[index] for name, index in known.named.items()}

    def encode_value(value: object) -> bytes:
        if type(value) is dict and len(value) == 1:
            return single(value)
        branch = by_type.get(type(value))
        if branch is None:
            raise Unsure
        return branch[0] + branch[1](value)

    def single(value: dict[str, object]) -> bytes:
        ((name, member),) = value.items()
        branch = named.get(name) or by_type.get(dict)
        if branch is None or name in bytes_text.TAGS:
            raise Unsure
        return branch[0] + branch[1](member if name in named else value)

    return encode_value


def _has_floats(kind: AvroType, seen: set[int]) -> bool:
    if id(kind) in seen:
        return False
    seen.add(id(kind))
    if isinstance(kind, Primitive) and kind.kind in ("float", "double"):
        return True
    return any(_has_floats(part, seen) for part in parts(kind))
