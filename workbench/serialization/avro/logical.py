"""Which logical types count, and their texts: dates, times, decimals, UUIDs, durations."""

from __future__ import annotations

import math
from typing import Final

from workbench.records.errors import Unserializable
from workbench.serialization.avro import decimals, durations, temporal
from workbench.serialization.avro.model import Fixed, Json, Logical, Primitive
from workbench.serialization.small import UuidSerializer

_WHERE: Final = {
    "uuid": ("string",),
    "date": ("int",),
    "time-millis": ("int",),
    "time-micros": ("long",),
    "timestamp-millis": ("long",),
    "timestamp-micros": ("long",),
    "timestamp-nanos": ("long",),
    "local-timestamp-millis": ("long",),
    "local-timestamp-micros": ("long",),
    "local-timestamp-nanos": ("long",),
    "big-decimal": ("bytes",),
}
_LARGEST: Final = (1 << 31) - 1

Base = int | str | bytes
"""What the text of a logical type becomes: the value of the type underneath."""


def logical_type(json: dict[str, Json], kind: str, size: int = 0) -> Logical | None:
    """The logical type of a primitive or a fixed type, None where it has none or an invalid one (LogicalTypes.java)."""
    name = json.get("logicalType")
    if not isinstance(name, str):
        return None
    if name == "decimal" and kind in ("bytes", "fixed"):
        return _decimal(json, kind, size)
    fits = kind in _WHERE.get(name, ()) or (kind == "fixed" and (name, size) in (("uuid", 16), ("duration", 12)))
    return Logical(name) if fits else None


def why_ignored(json: dict[str, Json], kind: str, size: int = 0) -> str:
    """Why a logical type of the specification does not count where it stands; empty where it does, or is none."""
    name = json.get("logicalType")
    if name not in (*_WHERE, "decimal", "duration") or logical_type(json, kind, size) is not None:
        return ""
    if name != "decimal" or kind not in ("bytes", "fixed"):
        where = {"decimal": "bytes or fixed", "duration": "a fixed of 12 bytes"}.get(name) or " or ".join(_WHERE[name])
        return f"it stands on {where}" + (", or a fixed of 16 bytes" if name == "uuid" else "")
    precision, scale = json.get("precision"), json.get("scale", 0)
    if type(precision) is not int or type(scale) is not int or precision < 1 or scale < 0:
        return "its precision is a whole number from 1 on, and its scale one from 0 on"
    if scale > precision:
        return f"its scale {scale} is more than its precision {precision}"
    return (
        f"{size} bytes cannot hold its precision, {precision} digits"
        if kind == "fixed"
        else "its precision is too large"
    )


def _decimal(json: dict[str, Json], kind: str, size: int) -> Logical | None:
    precision, scale = json.get("precision"), json.get("scale", 0)
    if type(precision) is not int or type(scale) is not int:
        return None
    most = _LARGEST if kind == "bytes" else math.floor(math.log10(2) * (8 * size - 1)) if size else 0
    return Logical("decimal", precision, scale) if 0 < precision <= most and 0 <= scale <= precision else None


def from_text(kind: Primitive | Fixed, text: str) -> Base:
    """The value underneath of a logical type's text. Raises Unserializable: what is wrong, what would be valid.

    Dates and times are ISO 8601 in `temporal`'s forms, decimals digits with a point, a UUID its 36 characters in any
    case, a duration ISO 8601 such as `P1Y2M3DT4H5M6.789S`.
    """
    logical = kind.logical
    assert logical is not None
    match logical.name:
        case "decimal":
            return decimal_bytes(kind, decimals.unscaled(text, logical.precision, logical.scale))
        case "big-decimal":
            return decimals.big_decimal(text)
        case "uuid":
            canonical = UuidSerializer().serialize(text).decode()
            return canonical if isinstance(kind, Primitive) else bytes.fromhex(canonical.replace("-", ""))
        case "duration":
            return durations.from_text(text)
    return temporal.from_text(logical.name, text)


def decimal_bytes(kind: Primitive | Fixed, number: int) -> bytes:
    """Two's complement, big-endian: the fewest bytes, or the fixed type's size."""
    if isinstance(kind, Fixed):
        return number.to_bytes(kind.size, "big", signed=True)
    return decimals.twos_complement(number)


def to_text(kind: Primitive | Fixed, value: object) -> str | None:
    """The text of a value underneath, None where it has none in the logical type, such as a year beyond 9999."""
    logical = kind.logical
    assert logical is not None
    match logical.name, value:
        case "decimal", bytes():
            return decimals.to_text(value, logical.scale)
        case "big-decimal", bytes():
            return decimals.big_decimal_text(value)
        case "uuid", str():
            return value if _is_uuid(value) else None
        case "uuid", bytes():
            digits = value.hex()
            return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
        case "duration", bytes():
            return durations.to_text(value)
        case _, int():
            return temporal.to_text(logical.name, value)
    return None


def check_number(kind: Primitive | Fixed, number: int) -> None:
    """Whether a number may stand for the logical type. Raises Unserializable: a time of day beyond the day."""
    if kind.logical is not None:
        temporal.check_number(kind.logical.name, number)


def _is_uuid(text: str) -> bool:
    try:
        return UuidSerializer().serialize(text).decode() == text
    except Unserializable:
        return False
