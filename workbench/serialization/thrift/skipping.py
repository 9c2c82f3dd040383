"""Passing over bytes that the schema does not know, as every Thrift reader does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.thrift import protocol
from workbench.serialization.thrift.protocol import Decoding, FieldHead

_SIZES: Final = {protocol.BYTE: 1, protocol.I16: 2, protocol.I32: 4, protocol.I64: 8}
_WHAT: Final = "unknown to the schema"


def skip(decoding: Decoding, head: FieldHead, path: str) -> None:
    """Pass over a field's value. Raises Unserializable where nobody can tell how long it is."""
    if head.truth is None:
        _value(decoding, head.code, path)


def _value(decoding: Decoding, code: int, path: str) -> None:
    skipping = _BY_CODE.get(code)
    if code in _SIZES:
        decoding.protocol.read_whole(decoding, _SIZES[code], _WHAT, path)
    elif skipping is None:
        raise Unserializable(Problem(f"type {code & 0xFF} at byte {decoding.at:,} is none of Thrift's", path=path))
    else:
        skipping(decoding, path)


def _text(decoding: Decoding, path: str) -> None:
    decoding.take(decoding.protocol.read_length(decoding, "length", path), _WHAT, path)


def _struct(decoding: Decoding, path: str) -> None:
    decoding.deeper(path)
    before = 0
    while head := decoding.protocol.read_field(decoding, before, path):
        before = head.id
        skip(decoding, head, path)
    decoding.depth -= 1


def _items(decoding: Decoding, path: str) -> None:
    decoding.deeper(path)
    code, count = decoding.protocol.read_items(decoding, path)
    for _ in range(decoding.check_count(count, path)):
        _value(decoding, code, path)
    decoding.depth -= 1


def _pairs(decoding: Decoding, path: str) -> None:
    decoding.deeper(path)
    key, value, count = decoding.protocol.read_pairs(decoding, path)
    for _ in range(decoding.check_count(count, path)):
        _value(decoding, key, path)
        _value(decoding, value, path)
    decoding.depth -= 1


_BY_CODE: Final[Mapping[int, Callable[[Decoding, str], object]]] = {
    protocol.BOOL: lambda decoding, path: decoding.protocol.read_truth(decoding, _WHAT, path),
    protocol.DOUBLE: lambda decoding, path: decoding.protocol.read_double(decoding, _WHAT, path),
    protocol.STRING: _text,
    protocol.UUID: lambda decoding, path: decoding.take(16, _WHAT, path),
    protocol.STRUCT: _struct,
    protocol.LIST: _items,
    protocol.SET: _items,
    protocol.MAP: _pairs,
}
