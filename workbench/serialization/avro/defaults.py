"""A field's default, which the schema writes in a JSON of its own, to a datum."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import escape, quoted
from workbench.serialization.avro.encoder import Datum
from workbench.serialization.avro.model import (
    Array,
    AvroType,
    Enum,
    Field,
    Fixed,
    Json,
    Map,
    Primitive,
    Record,
    Union,
    type_words,
)

MOST_VALUES: Final = 10_000
"""In one default: records whose defaults hold records with defaults multiply."""

_LONGEST: Final = 40
_MOST_DEEP: Final = 50
_RANGE: Final = {"int": 1 << 31, "long": 1 << 63}
_NUMBERS: Final = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "INF": math.inf, "-INF": -math.inf}
_LARGEST_FLOAT: Final = 3.4028234663852886e38


def default_of(field: Field) -> Datum:
    """The datum of a field's default. Raises Unserializable where it has none, or one that its type does not allow.

    A default is always the value underneath a logical type, and its bytes are one character each. In a union it
    belongs to the first branch that it fits (Schema.java of Avro 1.12; before that to the first branch alone).
    """
    try:
        return _Defaults().field(field)
    except RecursionError:
        raise _refusal("is missing, and its default is nested too deeply") from None


def against(field: Field) -> str:
    """What Java's parser has against a default of another type than its field's; empty for nothing.

    Schema.java `isValidDefault`. It asks less than `default_of`: a symbol that the enum lacks is told only where the
    default is needed.
    """
    if not field.has_default or _Fitting().fits(field.type, field.default):
        return ""
    shown = escape(json.dumps(field.default))
    shown = shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"
    return f"the default {shown} of the field {quoted(field.name, 80)} is not of its type"


@dataclass(slots=True)
class _Fitting:
    """One default being held against its type; `left` counts down, and what is beyond is told where it is needed."""

    left: int = MOST_VALUES

    def fits(self, kind: AvroType, value: Json, depth: int = 0) -> bool:
        self.left -= 1
        if self.left < 0 or depth > _MOST_DEEP:
            return True
        below = depth + 1
        match kind:
            case Primitive():
                return _is_primitive(kind, value)
            case Fixed() | Enum():
                return isinstance(value, str)
            case Array():
                return isinstance(value, list) and all(self.fits(kind.items, each, below) for each in value)
            case Map():
                return isinstance(value, dict) and all(self.fits(kind.values, each, below) for each in value.values())
            case Union():
                return any(self.fits(each, value, below) for each in kind.branches)
        return isinstance(value, dict) and all(
            (each.name in value or each.has_default) and self.fits(each.type, value.get(each.name, each.default), below)
            for each in kind.fields
        )


def _is_primitive(kind: Primitive, value: Json) -> bool:
    if kind.kind in ("string", "bytes"):
        return isinstance(value, str)
    if kind.kind in ("float", "double") and isinstance(value, int | float):
        return not isinstance(value, bool)
    try:
        _primitive(kind, value)
    except Unserializable:
        return False
    return True


@dataclass(slots=True)
class _Defaults:
    """One default being read; `left` counts down."""

    left: int = MOST_VALUES

    def field(self, field: Field) -> Datum:
        if not field.has_default:
            valid = f'{type_words(field.type)}; write "{field.name}": null for null' if _may_be_null(field.type) else ""
            raise Unserializable(Problem("is missing, and has no default", valid or type_words(field.type)))
        return self.datum(field.type, field.default)

    def datum(self, kind: AvroType, json: Json) -> Datum:
        self.left -= 1
        if self.left < 0:
            raise _refusal("is missing, and its default is too large")
        match kind, json:
            case Primitive(), _:
                return _primitive(kind, json)
            case Fixed(), str() if len(json) == kind.size:
                return _bytes(kind, json)
            case Enum(), str() if json in kind.symbols:
                return json
            case Array(), list():
                return [self.datum(kind.items, each) for each in json]
            case Map(), dict():
                return {name: self.datum(kind.values, each) for name, each in json.items()}
            case Union(), _:
                return self._union(kind, json)
            case Record(), dict():
                return {
                    each.name: self.datum(each.type, json[each.name]) if each.name in json else self.field(each)
                    for each in kind.fields
                }
        raise _wrong(kind)

    def _union(self, union: Union, json: Json) -> Datum:
        for index, branch in enumerate(union.branches):
            try:
                return index, self.datum(branch, json)
            except Unserializable:
                continue
        raise _wrong(union)


def _primitive(kind: Primitive, json: Json) -> Datum:
    match kind.kind, json:
        case "null", None:
            return None
        case "boolean", bool():
            return json
        case "int" | "long", int() if not isinstance(json, bool) and -_RANGE[kind.kind] <= json < _RANGE[kind.kind]:
            return json
        case "float" | "double", int() | float() if not isinstance(json, bool):
            return _floating(kind, json)
        case "float" | "double", str() if json in _NUMBERS:
            return _NUMBERS[json]
        case "string", str() if json.isascii() or not any("\ud800" <= each < "\ue000" for each in json):
            return json
        case "bytes", str():
            return _bytes(kind, json)
    raise _wrong(kind)


def _floating(kind: Primitive, json: float) -> float:
    try:
        number = float(json)
    except OverflowError:
        raise _wrong(kind) from None
    if kind.kind == "float" and abs(number) > _LARGEST_FLOAT:
        raise _wrong(kind)
    return number


def _bytes(kind: AvroType, text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        raise _wrong(kind) from None


def _may_be_null(kind: AvroType) -> bool:
    branches = kind.branches if isinstance(kind, Union) else (kind,)
    return any(isinstance(each, Primitive) and each.kind == "null" for each in branches)


def _wrong(kind: AvroType) -> Unserializable:
    return _refusal(f"is missing, and the schema's default for it is not {type_words(kind)}")


def _refusal(what: str) -> Unserializable:
    return Unserializable(Problem(what, "a value of its own"))
