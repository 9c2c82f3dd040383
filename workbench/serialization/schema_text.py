"""A schema's or a document's text over lines, for the eyes."""

from __future__ import annotations

import json
from typing import Final, TypeAlias

from workbench.serialization.schema import SchemaType

LONGEST: Final = 200_000
"""Characters that are laid out; of a longer text it is shown as it came."""


class _Number(str):
    """A number as it is written: no digit of it is lost."""

    __slots__ = ()


class _Members(tuple[tuple[str, "_Value"], ...]):
    """An object's names and values, a name that is given twice included."""

    __slots__ = ()


_Value: TypeAlias = "bool | str | list[_Value] | _Members | None"


def laid_out(kind: SchemaType, text: str, width: int) -> str:
    """JSON over lines, what fits in one line on one; Protobuf as it is."""
    return text if kind is SchemaType.PROTOBUF else over_lines(text, width)


def over_lines(text: str, width: int) -> str:
    """A JSON text over lines of `width` cells where that is possible; any other text as it is."""
    if len(text) > LONGEST:
        return text
    try:
        return _json(_read(text), "", width)
    except (ValueError, RecursionError):
        return text


def _read(text: str) -> _Value:
    found: _Value = json.loads(
        text, parse_int=_Number, parse_float=_Number, parse_constant=_Number, object_pairs_hook=_Members
    )
    return found


def _json(value: _Value, indent: str, width: int) -> str:
    flat = _flat(value, width - len(indent) - 1)
    if flat is not None:
        return flat
    inner = indent + "  "
    if isinstance(value, _Members):
        names = ((f"{_word(name)}: ", one) for name, one in value)
        rows = [f"{inner}{name}{_json(one, inner, width - len(name))}" for name, one in names]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(inner + _json(one, inner, width) for one in value) + f"\n{indent}]"
    return _word(value)


def _flat(value: _Value, room: int) -> str | None:
    """The value on one line; None where that takes more than `room`, which is found out without writing it all."""
    if isinstance(value, _Members):
        return _joined("{", [(f"{_word(name)}: ", one) for name, one in value], "}", room)
    if isinstance(value, list):
        return _joined("[", [("", one) for one in value], "]", room)
    word = _word(value)
    return word if len(word) <= room else None


def _joined(begin: str, members: list[tuple[str, _Value]], end: str, room: int) -> str | None:
    parts: list[str] = []
    room -= 2 * len(members or [""])  # the brackets, and what stands between
    for name, one in members:
        part = _flat(one, room - len(name)) if room >= len(name) else None
        if part is None:
            return None
        parts.append(name + part)
        room -= len(parts[-1])
    return begin + ", ".join(parts) + end


def _word(value: object) -> str:
    return value if isinstance(value, _Number) else json.dumps(value, ensure_ascii=False)
