"""The quick way for values that hold no others: what orjson made of them, to their bytes."""

from __future__ import annotations

from collections.abc import Callable
from struct import Struct
from typing import Final

from workbench.serialization.avro import bytes_text, logical
from workbench.serialization.avro.encoder import DOUBLE, FALSE, FLOAT, TRUE, encode
from workbench.serialization.avro.model import Enum, Fixed, Primitive, logical_of
from workbench.serialization.avro.scalars import RANGES
from workbench.serialization.avro.varint import varint

Encode = Callable[[object], bytes]
"""What orjson made of a JSON value, to the datum's bytes. Raises Unsure, or Unserializable."""

_BITS = Struct("<q")
_HALF_WAY, _BELOW_FLOAT = 0x10000000, 0x1FFFFFFF
_SMALLEST, _LARGEST = 1.2e-38, 3.4e38
_EXACT: Final = 1 << 53


class Unsure(Exception):
    """The exact way must decide."""


def scalar_encoder(kind: Primitive | Fixed) -> Encode:
    """What writes a primitive or a fixed type."""
    return _logical(kind) if kind.logical else _bytes(kind) if isinstance(kind, Fixed) else _plain(kind)


def _plain(kind: Primitive) -> Encode:
    if kind.kind in RANGES:
        return _whole(RANGES[kind.kind])
    makers: dict[str, Encode] = {"null": _null, "boolean": _boolean, "string": string, "double": _double}
    return _bytes(kind) if kind.kind == "bytes" else makers.get(kind.kind, _float)


def _null(value: object) -> bytes:
    if value is not None:
        raise Unsure
    return b""


def _boolean(value: object) -> bytes:
    if value is True:
        return TRUE
    if value is False:
        return FALSE
    raise Unsure


def string(value: object) -> bytes:
    """A string, which orjson gives only where it has a UTF-8."""
    if type(value) is not str:
        raise Unsure
    data = value.encode()
    return varint(len(data)) + data


def _whole(limit: int) -> Encode:
    least = -limit

    def encode_value(value: object) -> bytes:
        if type(value) is int and least <= value < limit:
            return varint(value)
        raise Unsure

    return encode_value


def _number(value: object) -> float:
    if type(value) is float:
        return value
    if type(value) is int and -_EXACT <= value <= _EXACT:
        return float(value)
    raise Unsure


def _double(value: object) -> bytes:
    return DOUBLE.pack(_number(value))


def _float(value: object) -> bytes:
    number = _number(value)
    # Half-way between two floats, or beyond the ordinary ones: the digits must decide, not the double made of them.
    half_way = _BITS.unpack(DOUBLE.pack(number))[0] & _BELOW_FLOAT == _HALF_WAY
    whole = type(value) is int and abs(number) > 1 << 24
    if half_way or whole or (number and not _SMALLEST < abs(number) < _LARGEST):
        raise Unsure
    return FLOAT.pack(number)


def _bytes(kind: Primitive | Fixed) -> Encode:
    size = kind.size if isinstance(kind, Fixed) else None

    def encode_value(value: object) -> bytes:
        if type(value) is not str:
            raise Unsure
        data, _ = bytes_text.from_text(value, size)
        return varint(len(data)) + data if size is None else data

    return encode_value


def enum_encoder(kind: Enum) -> Encode:
    """What writes a symbol."""
    symbols: dict[object, bytes] = {symbol: varint(index) for index, symbol in enumerate(kind.symbols)}

    def encode_value(value: object) -> bytes:
        if type(value) is str and value in symbols:
            return symbols[value]
        raise Unsure

    return encode_value


def _may_be_raw(text: str) -> bool:
    """Whether a text may be the bytes underneath a logical type rather than its own form."""
    return text.startswith("0x") or not (text.isascii() and text.isprintable())


def _logical(kind: Primitive | Fixed) -> Encode:
    """Texts, and whole numbers; other numbers may be odd in many ways."""
    is_bytes = isinstance(kind, Fixed) or kind.kind == "bytes"
    is_decimal = logical_of(kind) in ("decimal", "big-decimal")
    is_whole = isinstance(kind, Primitive) and kind.kind in RANGES
    whole = _whole(RANGES[kind.kind]) if isinstance(kind, Primitive) and is_whole else _null

    def encode_value(value: object) -> bytes:
        if type(value) is str and not (is_bytes and _may_be_raw(value)):
            read = logical.from_text(kind, value)
            return varint(read) if type(read) is int else encode(kind, read)
        if type(value) is int and is_whole:
            logical.check_number(kind, value)
            return whole(value)
        if type(value) is int and is_decimal:
            return encode(kind, logical.from_text(kind, str(value)))
        raise Unsure

    return encode_value
