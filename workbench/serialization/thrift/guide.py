"""Help while JSON is typed for a struct: field names, enum names, and what the field under the cursor is."""

from __future__ import annotations

import json
from collections.abc import Iterator

from workbench.records.escape import escape
from workbench.serialization.json_cursor import Cursor, cursor
from workbench.serialization.serializer import Suggestion
from workbench.serialization.thrift.containers import Items, Pairs
from workbench.serialization.thrift.numbers import Enum, Truth
from workbench.serialization.thrift.structs import Field, Struct
from workbench.serialization.thrift.types import Type


def suggestions(root: Struct, text: str, at: int) -> tuple[Suggestion, ...]:
    """Fields that are not there yet, required ones first; the names of an enum, true and false."""
    place = cursor(text, at)
    if not place.is_writable:
        return ()
    found = _type_at(root, place.steps)
    made = _names(found, place) if place.is_name else _values(found, place)
    typed = place.prefix.lower()
    matching = [one for one in made if typed in one.shown.lower()]
    return tuple(sorted(matching, key=lambda one: not one.shown.lower().startswith(typed)))


def explain(root: Struct, text: str, at: int) -> str:
    """Type, number, need, default and comment of the field under the cursor."""
    place = cursor(text, at)
    steps = (*place.steps, place.word) if place.is_name and place.word else place.steps
    field = _field_at(root, steps)
    if field is None:
        return ""
    words = f"{field.name}: {_about(field)}" + (f". {field.doc}" if field.doc else "")
    return escape(words)


def _about(field: Field) -> str:
    default = f"default {field.default[:40]}" if field.default else ""
    return ", ".join(filter(None, (field.type.name, f"field {field.id}", field.need, default)))


def _names(found: Type | None, place: Cursor) -> Iterator[Suggestion]:
    colon = "" if place.has_colon else ": "
    if isinstance(found, Struct):
        for field in sorted(found.fields, key=lambda one: one.need != "required"):
            if field.name not in place.names and not (found.is_union and place.names):
                about = escape(" · ".join(filter(None, (_about(field), field.doc))))
                yield Suggestion(place.start, place.end, f'"{field.name}"{colon}', field.name, about)
    elif isinstance(found, Pairs) and isinstance(found.key_type, Enum):
        for name, number in found.key_type.symbols.items():
            if name not in place.names:
                yield Suggestion(place.start, place.end, f'"{name}"{colon}', name, str(number))


def _values(found: Type | None, place: Cursor) -> Iterator[Suggestion]:
    if isinstance(found, Enum):
        for name, number in found.symbols.items():
            yield Suggestion(place.start, place.end, json.dumps(name), name, f"{found.name} {number}")
    elif isinstance(found, Truth):
        for word in ("true", "false"):
            yield Suggestion(place.start, place.end, word, word)


def _type_at(root: Type, steps: tuple[str | int, ...]) -> Type | None:
    found: Type | None = root
    for step in steps:
        if isinstance(found, Struct):
            field = found.field_of(step)
            found = field.type if field else None
        elif isinstance(found, Items):
            found = found.item if isinstance(step, int) else None
        elif isinstance(found, Pairs):
            found = found.value_type if isinstance(step, str) else None
        else:
            return None
    return found


def _field_at(root: Struct, steps: tuple[str | int, ...]) -> Field | None:
    """The innermost field on the way."""
    for last in range(len(steps), 0, -1):
        holder = _type_at(root, steps[: last - 1])
        if isinstance(holder, Struct):
            return holder.field_of(steps[last - 1])
    return None
