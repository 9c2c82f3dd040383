"""A plain JSON value to a field's value, by the rules of Protobuf's JSON: exact, and nothing guessed."""

from __future__ import annotations

import binascii
import math
import re
import struct
from decimal import Decimal
from typing import Final

from workbench.records.escape import quoted
from workbench.serialization.catalogue import find
from workbench.serialization.json_tree import Number, Plain
from workbench.serialization.listing import listed
from workbench.serialization.protobuf.descriptors import EnumDescriptor, FieldDescriptor, Kind

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_NONZERO = re.compile(r"[^eE]*[1-9]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_URL_SAFE = str.maketrans("-_", "+/")
_WORDS: Final = ("NaN", "Infinity", "-Infinity")
_RANGES: Final = {
    **dict.fromkeys((Kind.INT32, Kind.SINT32, Kind.SFIXED32), (-(1 << 31), (1 << 31) - 1)),
    **dict.fromkeys((Kind.INT64, Kind.SINT64, Kind.SFIXED64), (-(1 << 63), (1 << 63) - 1)),
    **dict.fromkeys((Kind.UINT32, Kind.FIXED32), (0, (1 << 32) - 1)),
    **dict.fromkeys((Kind.UINT64, Kind.FIXED64), (0, (1 << 64) - 1)),
}
_BASE64: Final = "base64 such as AQID"


class Refused(ValueError):
    """A value that the field cannot hold: what is wrong, what would be valid."""

    def __init__(self, what: str, valid: str = "") -> None:
        super().__init__(what)
        self.what, self.valid = what, valid


def scalar(field: FieldDescriptor, value: Plain) -> object:
    """The value for a field that holds no message. Raises Refused."""
    kind = Kind(field.type)
    if kind in _RANGES:
        return whole(value, kind)
    if kind in (Kind.FLOAT, Kind.DOUBLE):
        return floating(value, is_double=kind is Kind.DOUBLE)
    if kind is Kind.ENUM:
        return symbol(value, field.enum_type)
    return {Kind.BOOL: boolean, Kind.STRING: text, Kind.BYTES: octets}[kind](value)


def map_key(field: FieldDescriptor, name: str) -> object:
    """The key that a member's name stands for: `"5"`, `"true"`, or the text itself. Raises Refused."""
    if field.type == Kind.STRING:
        return text(name)
    if field.type == Kind.BOOL:
        if name not in ("true", "false"):
            raise Refused(f"the key {quoted(name)} is no boolean", '"true" or "false"')
        return name == "true"
    if not re.fullmatch(r"0|-?[1-9][0-9]*", name, re.ASCII):
        raise Refused(f"the key {quoted(name)} is no whole number", '"7", in quotes as every name in JSON')
    return whole(name, Kind(field.type))


def whole(value: Plain, kind: Kind) -> int:
    """A whole number, also written as text, with an exponent or with a fraction of zeros. Raises Refused."""
    least, most = _RANGES[kind]
    valid = f"{kind.name.lower()}: a whole number from {least} to {most}"
    written = value.text if isinstance(value, Number) else value
    if not isinstance(written, str):
        raise Refused(f"{_what(value)} is no whole number", valid)
    if not _NUMBER.fullmatch(written):
        raise Refused(f"{quoted(written)} is no whole number", valid)
    number = _exact(written)
    if number is None or not least <= number <= most:
        raise Refused(f"{quoted(written, 40)} is out of range", valid)
    if number != number.to_integral_value():
        raise Refused(f"{quoted(written, 40)} is no whole number", valid)
    return int(number)


def floating(value: Plain, is_double: bool) -> float:
    """The nearest double or float, rounded once; NaN and the infinities as words. Raises Refused."""
    name = "double" if is_double else "float"
    valid = f'{name}: a number, "NaN", "Infinity" or "-Infinity"'
    written = value.text if isinstance(value, Number) else value
    if not isinstance(written, str):
        raise Refused(f"{_what(value)} is no number", valid)
    if written in _WORDS:
        return float(written)
    if not _NUMBER.fullmatch(written):
        raise Refused(f"{quoted(written)} is no number", valid)
    number = float(written)
    if math.isfinite(number) and not is_double:
        number = _single(written)
    if not math.isfinite(number):
        raise Refused(f"{quoted(written, 40)} is beyond the range of {name}", valid)
    return number


def lost(value: Plain, becomes: object) -> str:
    """What a reader should know where a number does not arrive as it is written; empty for nothing.

    A fraction is never exact and no news; a whole number that changes is, and a number that becomes zero.
    """
    written = value.text if isinstance(value, Number) else value
    if not isinstance(becomes, float) or not isinstance(written, str) or not math.isfinite(becomes):
        return ""
    if becomes == 0:
        return f"{quoted(written, 40)} is so small that it arrives as 0" if _NONZERO.match(written) else ""
    if not written.lstrip("-").isdigit() or len(written) > 400 or int(written) == becomes:
        return ""
    return f"{quoted(written, 40)} arrives as {int(becomes)}: a floating-point number holds no more digits"


def boolean(value: Plain) -> bool:
    if not isinstance(value, bool):
        raise Refused(f"{_what(value)} is no boolean", "true or false, without quotes")
    return value


def text(value: Plain) -> str:
    if not isinstance(value, str):
        raise Refused(f"{_what(value)} is no text", "text in double quotes")
    if found := _SURROGATE.search(value):
        raise Refused(f"{quoted(found[0])} is half a character and has no UTF-8", "whole characters")
    return value


def octets(value: Plain) -> bytes:
    """Base64 in the standard or the URL-safe alphabet, padded or not. Raises Refused."""
    if not isinstance(value, str):
        raise Refused(f"{_what(value)} is no base64", _BASE64)
    letters = value.translate(_URL_SAFE)
    bare = letters.rstrip("=")
    try:
        data = binascii.a2b_base64(bare + "=" * (-len(bare) % 4), strict_mode=True)
    except ValueError:
        raise Refused(f"{quoted(value)} is no base64", _BASE64) from None
    padded = binascii.b2a_base64(data, newline=False).decode()
    if letters not in (padded, padded.rstrip("=")):
        raise Refused(f"{quoted(value)} is no base64: the end of it is wrong", _BASE64)
    return data


def symbol(value: Plain, enum: EnumDescriptor) -> int:
    """An enum's number, by name or by number; an open enum takes numbers without a name. Raises Refused."""
    if isinstance(value, Number):
        number = whole(value, Kind.INT32)
        if enum.is_closed and number not in enum.values_by_number:
            raise Refused(f"{enum.full_name} has no value {number}", _symbols(enum, ""))
        return number
    if not isinstance(value, str):
        raise Refused(f"{_what(value)} is no value of {enum.full_name}", _symbols(enum, ""))
    if value not in enum.values_by_name:
        raise Refused(f"{enum.full_name} has no value {quoted(value)}", _symbols(enum, value))
    return enum.values_by_name[value].number


def _symbols(enum: EnumDescriptor, written: str) -> str:
    return listed([one.name for one in enum.values], written)


def _exact(written: str) -> Decimal | None:
    """The number, None for one that is far beyond 64 bits."""
    try:
        return Decimal(written)
    except ArithmeticError:  # an exponent of twenty digits
        return None


def _single(written: str) -> float:
    """Through the float serializer, which rounds once and not by way of the double."""
    try:
        data = find("float").serialize(written)
    except ValueError:
        return math.inf
    number: float = struct.unpack(">f", data or b"")[0]
    return number


def _what(value: Plain) -> str:
    if isinstance(value, Number):
        return quoted(value.text, 40)
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    return {None: "null", True: "true", False: "false"}[value]
