"""Whole and floating-point numbers, big-endian, as Kafka's own serializers write them."""

from __future__ import annotations

import math
import re
import struct
from dataclasses import dataclass, field

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.serializer import Note

# Python's int() and float() also take underscores and the digits of every script; these do not.
_WHOLE = re.compile(r"[+-]?(?:[0-9]+|0[xX](?P<hex>[0-9a-fA-F]+))")
_FLOATING = re.compile(r"[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|Infinity)|NaN")
_BEYOND = 1 << 128
_NONZERO = re.compile(r"[^eE]*[1-9]")
_MANY_DIGITS = re.compile(r"([+-]?[0-9]{8,4000})(?:\.0*)?")


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number of `size` bytes, big-endian; two's complement where it `is_signed`."""

    name: str
    size: int
    is_signed: bool = True
    least: int = field(init=False)
    most: int = field(init=False)
    _layout: struct.Struct = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        half = 1 << 8 * self.size - 1
        layout = {1: ">b", 2: ">h", 4: ">i", 8: ">q"}[self.size]
        object.__setattr__(self, "least", -half if self.is_signed else 0)
        object.__setattr__(self, "most", half - 1 if self.is_signed else 2 * half - 1)
        object.__setattr__(self, "_layout", struct.Struct(layout if self.is_signed else layout.upper()))

    @property
    def about(self) -> str:
        """Width and range."""
        kind = f"int{8 * self.size}" if self.is_signed else "unsigned"
        bytes_words = "1 byte" if self.size == 1 else f"{self.size} bytes big-endian"
        return f"{kind}, {bytes_words}, {self._range}"

    def serialize(self, text: str) -> bytes:
        """Decimal, or hex after `0x`, with a sign if wanted; white space around it is let go."""
        number = read_whole(text)
        if number is None:
            raise self._refusal(f"{quoted(text)} is not a whole number{_hint(text)}")
        try:
            return self._layout.pack(number)
        except struct.error:
            raise self._refusal(f"{quoted(text.strip())} is out of range for {self.name}") from None

    def deserialize(self, data: bytes) -> str:
        """The number in decimal."""
        _check_size(data, self.size, self.name)
        return str(self._layout.unpack(data)[0])

    @property
    def _range(self) -> str:
        return f"{self.least:,} to {self.most:,}"

    def _refusal(self, what: str) -> Unserializable:
        return Unserializable(
            Problem(what, f"{self._range}, written such as {'42, -1' if self.is_signed else '42'} or 0x2a")
        )


@dataclass(frozen=True, slots=True)
class FloatingNumber:
    """An IEEE 754 number of `size` bytes (4 or 8), big-endian, rounded once as Java's parseFloat and parseDouble do."""

    name: str
    size: int
    _layout: struct.Struct = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_layout", struct.Struct({4: ">f", 8: ">d"}[self.size]))

    @property
    def about(self) -> str:
        """Width and spellings."""
        return f"IEEE 754, {self.size} bytes big-endian, such as 1.5, 1e-3, NaN or -Infinity"

    def serialize(self, text: str) -> bytes:
        """Decimal with or without an exponent, or `NaN`, `Infinity`, `-Infinity` as Java spells them.

        A number that would become infinite, or 0 without being 0, is refused.
        """
        text = text.strip()
        if not _FLOATING.fullmatch(text):
            raise self._refusal(f"{quoted(text)} is not a number")
        number = float(text)
        if math.isinf(number) and not text.endswith("Infinity"):
            raise self._refusal(f"{quoted(text)} is too large for {self.name}")
        data = self._layout.pack(number) if self.size == 8 else self._rounded_once(number, text)
        if not any(data[1:]) and data[0] in (0, 0x80) and _NONZERO.match(text):
            raise self._refusal(f"{quoted(text)} is too small for {self.name} and would become 0")
        return data

    def deserialize(self, data: bytes) -> str:
        """The shortest text that serializes to these bytes; every NaN is `NaN`."""
        _check_size(data, self.size, self.name)
        number: float = self._layout.unpack(data)[0]
        if math.isnan(number):
            return "NaN"
        if math.isinf(number):
            return "Infinity" if number > 0 else "-Infinity"
        if self.size == 8:
            return repr(number)
        texts = (f"{number:.{digits}g}" for digits in range(1, 10))  # nine digits are enough for every float
        return repr(float(next(text for text in texts if self._becomes(text, data))))

    def notes(self, text: str) -> tuple[Note, ...]:
        """A whole number that arrives as another; of a fraction nobody expects more than the nearest."""
        found = _MANY_DIGITS.fullmatch(text.strip())
        if found is None:
            return ()
        try:
            number: float = self._layout.unpack(self.serialize(text))[0]
        except Unserializable:
            return ()
        if number == int(found[1]):
            return ()
        return (Note(f"{quoted(text.strip(), 40)} becomes {number:.0f}, the nearest {self.name}", is_warning=True),)

    def _becomes(self, text: str, data: bytes) -> bool:
        try:
            return self.serialize(text) == data
        except Unserializable:  # rounded up beyond the largest float
            return False

    def _rounded_once(self, number: float, text: str) -> bytes:
        """The float nearest to `text`, whose nearest double, `number`, may lie between two floats when it does not."""
        nearer = number
        if math.isfinite(number) and _is_between_two_floats(number):
            from decimal import Decimal

            exact = Decimal(text)
            if exact != number:
                nearer = math.nextafter(number, math.inf if exact > number else -math.inf)
        try:
            return self._layout.pack(nearer)
        except OverflowError:
            raise self._refusal(f"{quoted(text)} is too large for {self.name}") from None

    def _refusal(self, what: str) -> Unserializable:
        largest = "3.4028235e38" if self.size == 4 else "1.7976931348623157e308"
        return Unserializable(
            Problem(what, f"-{largest} to {largest}, written such as 1.5 or 1e-3; or NaN, Infinity, -Infinity")
        )


def read_whole(text: str) -> int | None:
    """The whole number that a text writes in decimal or in hex after `0x`; None where it is none.

    Of numbers with thousands of digits only that they are out of every range is told.
    """
    match = _WHOLE.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return int(match[0], 16 if match["hex"] else 10)
    except ValueError:  # Python reads no more than 4,300 digits
        return -_BEYOND if match[0].startswith("-") else _BEYOND


def _is_between_two_floats(number: float) -> bool:
    """Whether a double lies exactly half-way between two neighbouring floats (or between the last one and infinity)."""
    mantissa, exponent = math.frexp(number)
    bits = 24 + min(0, exponent + 125)  # of a float at this size; subnormal ones have fewer
    scaled = math.ldexp(mantissa, bits)
    return abs(scaled - math.trunc(scaled)) == 0.5


def _hint(text: str) -> str:
    return ": no ',' and no '_' between the digits" if re.search(r"[0-9][_,][0-9]", text) else ""


def _check_size(data: bytes, size: int, name: str) -> None:
    if len(data) != size:
        raise Unserializable(Problem(f"{name} has {size} bytes, and these are {len(data):,}"))
