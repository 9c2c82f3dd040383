"""Decimals: text to the whole number that Avro stores, and back."""

from __future__ import annotations

import re
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.avro.varint import read_varint, varint

MOST_DIGITS: Final = 4_000
"""More are refused: Python itself reads no whole number of more than 4,300 digits from a text."""

_MOST_BYTES: Final = 1_600
_DECIMAL = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?(?:[eE](?P<power>[+-]?[0-9]{1,9}))?")
_VALID = "digits with a '.' or none, such as 19.99"
_INT: Final = 1 << 31


def unscaled(text: str, precision: int, scale: int) -> int:
    """The decimal of `text` times ten to the `scale`. Raises Unserializable.

    As Java's DecimalConversion: the scale is filled up with zeros, and nothing is ever rounded.
    """
    sign, digits, given = _read(text)
    more = scale - given
    if digits == "0":
        return 0
    if more < 0 and (-more >= len(digits) or digits[more:].strip("0")):
        what = f"{quoted(text, 40)} has more than {scale} digits after the '.'"
        raise Unserializable(Problem(what, f"at most {scale} (the scale)"))
    if len(digits) + more > precision:
        what = f"{quoted(text, 40)} has more than {precision - scale} digits before the '.'"
        raise Unserializable(
            Problem(what, f"at most {precision} digits (the precision), {scale} of them after the '.'")
        )
    if max(len(digits), len(digits) + more) > MOST_DIGITS:
        raise _too_long(text)
    number = int(digits + "0" * more) if more >= 0 else int(digits[:more])
    return -number if sign else number


def big_decimal(text: str) -> bytes:
    """The bytes of a big-decimal: the unscaled value as Avro bytes, the scale as written as an Avro int.

    BigDecimalConversion of Avro 1.12 (Conversions.java); `1.50` has scale 2 and `1E+3` has scale -3, as in Java.
    """
    sign, digits, scale = _read(text)
    if not -_INT <= scale < _INT:
        raise Unserializable(Problem(f"the exponent of {quoted(text, 40)} is out of range", "a scale of 32 bits"))
    number = twos_complement(-int(digits) if sign else int(digits))
    return varint(len(number)) + number + varint(scale)


def to_text(data: bytes, scale: int) -> str | None:
    """The decimal of these bytes, None for no bytes or very many."""
    if not data or len(data) > _MOST_BYTES:
        return None
    return _plain(int.from_bytes(data, "big", signed=True), scale)


def big_decimal_text(data: bytes) -> str | None:
    """The big-decimal of these bytes, None where they are none: a text that gives these bytes again."""
    try:
        length, at = read_varint(data, 0)
        scale, end = read_varint(data, at + length)
    except IndexError:
        return None
    number = data[at : at + length]
    if length < 1 or end != len(data) or length > _MOST_BYTES or not -_INT <= scale < _INT:
        return None
    value = int.from_bytes(number, "big", signed=True)
    text = _plain(value, scale) if 0 <= scale <= 100 else f"{value}E{-scale:+}"
    return text if big_decimal(text) == data else None


def twos_complement(number: int) -> bytes:
    """Big-endian in the fewest bytes, at least one (BigInteger.toByteArray)."""
    return number.to_bytes((number if number >= 0 else ~number).bit_length() // 8 + 1, "big", signed=True)


def _read(text: str) -> tuple[bool, str, int]:
    """Whether it is negative, its digits without leading zeros, and how many of them stand after the point."""
    found = _DECIMAL.fullmatch(text.strip())
    if found is None or not (found["whole"] or found["part"]):
        raise Unserializable(Problem(f"{quoted(text, 40)} is not a decimal", _VALID))
    part = found["part"] or ""
    digits = (found["whole"] + part).lstrip("0") or "0"
    if len(digits) > MOST_DIGITS:
        raise _too_long(text)
    return found["sign"] == "-", digits, len(part) - int(found["power"] or 0)


def _plain(number: int, scale: int) -> str:
    if not scale:
        return str(number)
    digits = str(abs(number)).rjust(scale + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-scale]}.{digits[-scale:]}"


def _too_long(text: str) -> Unserializable:
    return Unserializable(Problem(f"{quoted(text, 40)} has too many digits", f"at most {MOST_DIGITS:,}"))
