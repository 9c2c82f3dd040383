"""One JSON value that holds no others, and a type that holds no others, to a datum."""

from __future__ import annotations

import struct
from collections.abc import Callable
from difflib import get_close_matches
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.avro import bytes_text, logical
from workbench.serialization.avro.encoder import Datum
from workbench.serialization.avro.model import Enum, Fixed, Primitive, logical_of, type_words
from workbench.serialization.json_tree import Node, Number
from workbench.serialization.numbers import FloatingNumber
from workbench.serialization.serializer import Note

RANGES: Final = {"int": 1 << 31, "long": 1 << 63}
"""A whole number is at least minus this, and less than this."""

SPECIAL: Final = ("NaN", "Infinity", "-Infinity")
"""What JSON has no numbers for; a float or a double takes them as text, in Java's spelling."""

_FLOATING: Final = {"float": FloatingNumber("float", 4), "double": FloatingNumber("double", 8)}
_LAYOUTS: Final = {"float": struct.Struct(">f"), "double": struct.Struct(">d")}
_VALID: Final = {
    "null": "null",
    "boolean": "true or false, without quotes",
    "int": "a whole number from -2,147,483,648 to 2,147,483,647, without quotes",
    "long": "a whole number from -9,223,372,036,854,775,808 to 9,223,372,036,854,775,807, without quotes",
    "float": 'a number without quotes, or "NaN", "Infinity", "-Infinity"',
    "double": 'a number without quotes, or "NaN", "Infinity", "-Infinity"',
    "string": "text in double quotes",
    "bytes": '"0x01ff", {"$hex": "01ff"} or {"$base64": "Af8="}',
    "array": "[…]",
    "map": '{"name": value}',
    "record": '{"field": value}',
    "date": 'such as "2026-11-22", or days since 1970-01-01',
    "duration": 'such as "P1Y2M3DT4H5M6.789S"',
    "uuid": 'such as "12345678-1234-5678-1234-56789abcdef0"',
    "decimal": 'such as "19.99" or 19.99',
    "big-decimal": 'such as "19.99" or 19.99',
}

Told = tuple[Datum, Note | None]
"""A datum, and what there is to say of how it was made; the note has no path yet."""


def scalar(kind: Primitive | Fixed | Enum, node: Node, text: str) -> Told:
    """The datum of a node of `text`. Raises Unserializable: what is wrong and what would be valid, without a place."""
    if isinstance(kind, Enum):
        return _symbol(kind, node, text), None
    if kind.logical:
        return _logical(kind, node, text)
    if isinstance(kind, Fixed) or kind.kind == "bytes":
        return _bytes(kind, node, text)
    return _PLAIN[kind.kind](kind, node, text)


def mismatch(wanted: str, valid: str, node: Node, text: str) -> Unserializable:
    """`'"1"' is a string, not int`."""
    shown = quoted(text[node.start : min(node.end, node.start + 40)], 33)
    article = "" if node.kind == "null" else "an " if node.kind[0] in "ao" else "a "
    what = f"{shown} is {article}{node.kind}, not {wanted}" if node.kind != "null" else f"null is not {wanted}"
    return Unserializable(Problem(what, valid))


def valid_for(name: str) -> str:
    """What would be valid for a kind of type, `record` or `long`, or a logical type."""
    if name in _VALID:
        return _VALID[name]
    return f'such as "{"12:34:56" if name.startswith("time-") else _moment(name)}", or a whole number'


def tagged(node: Node) -> tuple[str, str] | None:
    """The tag and the text of `{"$hex": "…"}` and its like; None for every other value."""
    if len(node.members) != 1:
        return None
    ((name, member),) = node.members.items()
    return (name, member.value) if name in bytes_text.TAGS and isinstance(member.value, str) else None


def _moment(name: str) -> str:
    return "2026-11-22T12:00:00" + ("" if name.startswith("local") else "Z")


def _wrong(kind: Primitive | Fixed, node: Node, text: str) -> Unserializable:
    name = logical_of(kind) or (kind.kind if isinstance(kind, Primitive) else "bytes")
    return mismatch(type_words(kind), valid_for(name), node, text)


def _null(kind: Primitive, node: Node, text: str) -> Told:
    if node.kind != "null":
        raise _wrong(kind, node, text)
    return None, None


def _boolean(kind: Primitive, node: Node, text: str) -> Told:
    if not isinstance(node.value, bool):
        raise _wrong(kind, node, text)
    return node.value, None


def _string(kind: Primitive, node: Node, text: str) -> Told:
    if not isinstance(node.value, str):
        raise _wrong(kind, node, text)
    check_text(node.value)
    return node.value, None


def check_text(text: str) -> None:
    """Whether a text has a UTF-8. Raises Unserializable for half a character."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        what = f"{quoted(text[error.start])} is half a character and has no UTF-8"
        raise Unserializable(Problem(what, "whole characters")) from None


def _whole(kind: Primitive, node: Node, text: str) -> Told:
    if not isinstance(node.value, Number):
        raise _wrong(kind, node, text)
    return whole(kind.kind, node.value), None


def whole(kind: str, number: Number) -> int:
    """The value of a number for an int or a long. Raises Unserializable."""
    if not number.is_whole:
        what = f"{quoted(number.text)} is written with {'an exponent' if 'e' in number.text.lower() else 'a fraction'}"
        raise Unserializable(Problem(f"{what}, and {kind} is whole", _VALID[kind]))
    # No more digits than could fit: Python reads no more than 4,300.
    value = int(number.text) if len(number.text) <= 20 else RANGES[kind]
    if not -RANGES[kind] <= value < RANGES[kind]:
        raise Unserializable(Problem(f"{quoted(number.text)} is out of range for {kind}", _VALID[kind]))
    return value


def _floating(kind: Primitive, node: Node, text: str) -> Told:
    value = node.value
    if not isinstance(value, Number) and value not in SPECIAL:
        raise _wrong(kind, node, text)
    written = value.text if isinstance(value, Number) else str(value)
    number: float = _LAYOUTS[kind.kind].unpack(_FLOATING[kind.kind].serialize(written))[0]
    if isinstance(value, Number) and value.is_whole and len(written) < 4_000 and int(written) != number:
        return number, Note(f"{quoted(written)} becomes {number:.0f}, the nearest {kind.kind}", is_warning=True)
    return number, None


def _bytes(kind: Primitive | Fixed, node: Node, text: str) -> Told:
    size = kind.size if isinstance(kind, Fixed) else None
    if explicit := tagged(node):
        data = bytes_text.tagged(*explicit)
        if size is not None and len(data) != size:
            raise Unserializable(Problem(f"these are {len(data):,} bytes", f"{size:,} bytes"))
        return data, None
    if not isinstance(node.value, str):
        raise _wrong(kind, node, text)
    data, how = bytes_text.from_text(node.value, size)
    return data, Note(f"read as {how}: {len(data):,} bytes") if data and not node.value.startswith("0x") else None


def _symbol(kind: Enum, node: Node, text: str) -> str:
    if isinstance(node.value, str) and node.value in kind.symbols:
        return node.value
    shown = ", ".join(kind.symbols[:20]) + (", …" if len(kind.symbols) > 20 else "")
    if not isinstance(node.value, str):
        raise mismatch(type_words(kind), "one of " + shown, node, text)
    near = get_close_matches(node.value[:80], kind.symbols[:1_000], n=1) or get_close_matches(
        node.value[:80].upper(), kind.symbols[:1_000], n=1
    )
    what = f"{quoted(node.value)} is no symbol of {kind.name}" + (f"; did you mean {near[0]}?" if near else "")
    raise Unserializable(Problem(what, shown or "nothing: it has no symbols"))


def _logical(kind: Primitive | Fixed, node: Node, text: str) -> Told:
    is_bytes = isinstance(kind, Fixed) or kind.kind == "bytes"
    value = node.value
    if isinstance(value, str):
        if is_bytes and (value.startswith("0x") or bytes_text.is_latin_only(value)):
            return _bytes(kind, node, text)
        return logical.from_text(kind, value), _change(kind, value)
    if is_bytes and tagged(node):
        return _bytes(kind, node, text)
    if isinstance(value, Number) and logical_of(kind) in ("decimal", "big-decimal"):
        return logical.from_text(kind, value.text), None
    if isinstance(value, Number) and isinstance(kind, Primitive) and kind.kind in RANGES:
        number = whole(kind.kind, value)
        logical.check_number(kind, number)
        shown = logical.to_text(kind, number)
        return number, Note(f"{number} is {shown}") if shown else None
    raise _wrong(kind, node, text)


def _change(kind: Primitive | Fixed, text: str) -> Note | None:
    """What a person may not expect of a text that is taken."""
    name = logical_of(kind)
    if "timestamp" in name and len(text.strip()) == 10:
        return Note("a date alone is its midnight" + ("" if name.startswith("local") else " in UTC"))
    return None


_PLAIN: Final[dict[str, Callable[[Primitive, Node, str], Told]]] = {
    "null": _null,
    "boolean": _boolean,
    "int": _whole,
    "long": _whole,
    "float": _floating,
    "double": _floating,
    "string": _string,
}
