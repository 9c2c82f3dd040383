"""A datum to Avro's binary form."""

from __future__ import annotations

from collections.abc import Callable
from struct import Struct
from typing import TYPE_CHECKING, Final

from workbench.serialization.avro.model import Array, AvroType, Enum, Map, Primitive, Record, Union
from workbench.serialization.avro.varint import varint

if TYPE_CHECKING:
    Datum = None | bool | int | float | str | bytes | list["Datum"] | dict[str, "Datum"] | tuple[int, "Datum"]
else:
    Datum = object
"""A value as its type has it: numbers in range, bytes as bytes, a symbol as text, of a union branch and datum."""

FLOAT, DOUBLE = Struct("<f"), Struct("<d")
TRUE, FALSE = b"\x01", b"\x00"
END: Final = b"\x00"
"""The empty block after the last of an array or a map."""

_PRIMITIVES: Final[dict[str, Callable[..., bytes]]] = {
    "null": lambda _: b"",
    "boolean": lambda datum: TRUE if datum else FALSE,
    "int": varint,
    "long": varint,
    "float": FLOAT.pack,
    "double": DOUBLE.pack,
    "bytes": lambda datum: varint(len(datum)) + datum,
    "string": lambda datum: sized(datum.encode()),
}


def encode(kind: AvroType, datum: Datum) -> bytes:
    """The bytes of a datum, which must be one of its type."""
    match kind, datum:
        case Primitive(), _:
            return _PRIMITIVES[kind.kind](datum)
        case Record(), dict():
            return b"".join([encode(each.type, datum[each.name]) for each in kind.fields])
        case Union(), (int(index), value):
            return varint(index) + encode(kind.branches[index], value)
        case Array(), list():
            return block(len(datum), [encode(kind.items, each) for each in datum])
        case Map(), dict():
            return block(len(datum), [sized(name.encode()) + encode(kind.values, each) for name, each in datum.items()])
        case Enum(), str():
            return varint(kind.symbols.index(datum))
        case _, bytes():
            return datum
    raise AssertionError(f"{datum!r} is no datum of {kind!r}")


def sized(data: bytes) -> bytes:
    """Bytes after their length."""
    return varint(len(data)) + data


def block(count: int, items: list[bytes]) -> bytes:
    """The items of an array or a map in one block, and the end."""
    return b"".join((varint(count), *items, END)) if count else END
