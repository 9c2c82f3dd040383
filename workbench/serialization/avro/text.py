"""A datum to JSON text: the forms that the converter takes, so that the text gives the same bytes again."""

from __future__ import annotations

import math
import re
from json.encoder import encode_basestring
from struct import Struct
from typing import Final

from workbench.serialization.avro import bytes_text, logical
from workbench.serialization.avro.branches import (
    ARRAY,
    BOOLEAN,
    FRACTION,
    NULL,
    OBJECT,
    TAGGED,
    TEXT,
    WHOLE,
    branches_of,
)
from workbench.serialization.avro.encoder import Datum
from workbench.serialization.avro.model import Array, AvroType, Enum, Fixed, Map, Primitive, Record, Union, branch_name
from workbench.serialization.numbers import FloatingNumber

_FLOAT: Final = FloatingNumber("float", 4)
_LAYOUT: Final = Struct(">f")
_WHOLE = re.compile("-?[0-9]+")
_FIRST: Final = {'"': TEXT, "{": OBJECT, "[": ARRAY, "n": NULL, "t": BOOLEAN, "f": BOOLEAN}


def text_of(kind: AvroType, datum: Datum) -> str:
    """The JSON text of a datum on one line: plain JSON, with a union's branch named only where plain JSON is unclear.

    Dates, times and decimals are texts; bytes are hex after `0x`; what a logical type has no text for, such as a year
    beyond 9999, is the value underneath.
    """
    match kind, datum:
        case Record(), dict():
            parts = (f"{_quoted(each.name)}: {text_of(each.type, datum[each.name])}" for each in kind.fields)
            return f"{{{', '.join(parts)}}}"
        case Map(), dict():
            return f"{{{', '.join(f'{_quoted(name)}: {text_of(kind.values, each)}' for name, each in datum.items())}}}"
        case Array(), list():
            return f"[{', '.join(text_of(kind.items, each) for each in datum)}]"
        case Union(), tuple():
            return _union(kind, *datum)
        case Enum(), str():
            return _quoted(datum)
        case Primitive() | Fixed(), _:
            return _scalar(kind, datum)
    raise AssertionError(f"{datum!r} is no datum of {kind!r}")


def _union(union: Union, index: int, datum: Datum) -> str:
    branch = union.branches[index]
    text = text_of(branch, datum)
    return text if _is_clear(union, index, datum, text) else f"{{{_quoted(branch_name(branch))}: {text}}}"


def _is_clear(union: Union, index: int, datum: Datum, text: str) -> bool:
    """Whether plain JSON leads to that branch: it is the first that is asked, or with objects the only one."""
    known = branches_of(union)
    takers = known.takers.get(_kind_of(text), ())
    if not takers or takers[0] != index:
        return False
    if not isinstance(datum, dict):
        return True
    only = next(iter(datum)) if len(datum) == 1 else ""
    return len(takers) == 1 and only not in known.named and only not in bytes_text.TAGS


def _kind_of(text: str) -> str:
    """The kind of JSON value that a text of `_scalar` or an object or an array is."""
    if text[0] in _FIRST:
        return TAGGED if text.startswith('{"$') else _FIRST[text[0]]
    return WHOLE if _WHOLE.fullmatch(text) else FRACTION


def _scalar(kind: Primitive | Fixed, datum: Datum) -> str:
    if kind.logical and (text := logical.to_text(kind, datum)) is not None:
        return _quoted(text)
    match datum:
        case None:
            return "null"
        case bool():
            return "true" if datum else "false"
        case bytes():
            # An empty text is no decimal and no duration; the tag says that it is bytes all the same.
            return _quoted(bytes_text.to_text(datum)) if datum or not kind.logical else f'{{"{bytes_text.HEX}": ""}}'
        case str():
            return _quoted(datum)
        case float():
            return _number(kind, datum)
    return str(datum)


def _number(kind: Primitive | Fixed, number: float) -> str:
    if math.isnan(number):
        return '"NaN"'
    if math.isinf(number):
        return '"Infinity"' if number > 0 else '"-Infinity"'
    is_float = isinstance(kind, Primitive) and kind.kind == "float"
    return _FLOAT.deserialize(_LAYOUT.pack(number)) if is_float else repr(number)


def _quoted(text: str) -> str:
    return encode_basestring(text)
