"""Help while typing: which fields and values may stand at the cursor, and what the one under it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.serialization.json_cursor import Cursor, cursor
from workbench.serialization.protobuf.comments import comments
from workbench.serialization.protobuf.descriptors import (
    Descriptor,
    FieldDescriptor,
    Kind,
    is_map,
    is_message,
    type_words,
)
from workbench.serialization.protobuf.reading import fields_by_any_name
from workbench.serialization.protobuf.well_known import ANY, WELL_KNOWN
from workbench.serialization.serializer import Suggestion

_TEXTS = ("google.protobuf.Timestamp", "google.protobuf.Duration", "google.protobuf.FieldMask")
_EXAMPLES = {
    "google.protobuf.Timestamp": "2026-11-22T12:00:00Z",
    "google.protobuf.Duration": "1.5s",
    "google.protobuf.FieldMask": "name,address.city",
}
_MOST_SYMBOLS = 12


@dataclass(frozen=True, slots=True)
class _At:
    """What stands at a place: a message's object, a field's list or map as a whole, or one value of a field."""

    message: Descriptor | None = None
    field: FieldDescriptor | None = None
    is_whole: bool = False


def suggestions(message: Descriptor, text: str, at: int) -> tuple[Suggestion, ...]:
    """The fields of the object that the cursor is in a name of, or the values for the field that it is in."""
    place = cursor(text, at)
    found = _at(message, place.steps)
    if found is None or not place.is_writable:
        return ()
    made = _names(found, place) if place.is_name else _values(found, place)
    typed = place.prefix.lower()
    fitting = [one for one in made if typed in one.shown.lower()]
    return tuple(sorted(fitting, key=lambda one: not one.shown.lower().lstrip('"').startswith(typed)))


def explain(message: Descriptor, descriptors: bytes, text: str, at: int) -> str:
    """Type, number and comment of the field under the cursor; of the message where it is in none."""
    place = cursor(text, at)
    found = _at(message, place.steps)
    if found is None:
        return ""
    words = comments(descriptors)
    if place.is_name and found.message is not None:
        named = fields_by_any_name(found.message).get(place.word)
        if named is not None:
            return _about_field(named, words)
    if found.field is not None and not place.is_name:
        return _about_field(found.field, words)
    return _sentence(found.message.full_name, words.get(found.message.full_name, "")) if found.message else ""


def _at(message: Descriptor, steps: tuple[str | int, ...]) -> _At | None:
    """Where the steps lead; None where the schema has nothing."""
    found = _At(message)
    for step in steps:
        inner = _below(found, step)
        if inner is None:
            return None
        found = inner
    return found


def _below(found: _At, step: str | int) -> _At | None:
    field = found.field
    if found.is_whole and field is not None:
        if is_map(field):
            return _one(field.message_type.fields_by_name["value"], field)
        return _one(field, field) if isinstance(step, int) else None
    if found.message is None or found.message.full_name in WELL_KNOWN:
        return None
    named = fields_by_any_name(found.message).get(str(step))
    if named is None:
        return None
    return _At(None, named, is_whole=True) if named.is_repeated else _one(named, named)


def _one(held: FieldDescriptor, shown: FieldDescriptor) -> _At:
    """A single value: `held` is the map's value where `shown` is the map."""
    return _At(held.message_type if is_message(held) else None, shown)


def _names(found: _At, place: Cursor) -> Iterator[Suggestion]:
    if found.message is None or found.message.full_name in WELL_KNOWN:
        if found.message is not None and found.message.full_name == ANY and "@type" not in place.names:
            yield _name(place, "@type", "the type of the message that it holds")
        return
    taken = set(place.names)
    exclusive = {
        one.containing_oneof.name for one in found.message.fields if _is_in(one, taken) and one.containing_oneof
    }
    for one in found.message.fields:
        if not _is_in(one, taken) and not (one.containing_oneof and one.containing_oneof.name in exclusive):
            oneof = f", one of {one.containing_oneof.name}" if _is_choice(one) and one.containing_oneof else ""
            yield _name(place, one.name, type_words(one) + oneof)


def _name(place: Cursor, name: str, about: str) -> Suggestion:
    text = json.dumps(name) + ("" if place.has_colon else ": ")
    return Suggestion(place.start, place.end, text, name, about)


def _values(found: _At, place: Cursor) -> Iterator[Suggestion]:
    field = found.field
    for text, about in _value_texts(found, field):
        yield Suggestion(place.start, place.end, text, text, about)


def _value_texts(found: _At, field: FieldDescriptor | None) -> Iterator[tuple[str, str]]:
    if found.is_whole and field is not None:
        yield ("{}", type_words(field)) if is_map(field) else ("[]", type_words(field))
    elif found.message is not None:
        if found.message.full_name in _EXAMPLES:
            yield json.dumps(_EXAMPLES[found.message.full_name]), found.message.name
        elif found.message.full_name not in WELL_KNOWN:
            yield "{}", found.message.full_name
    elif field is not None:
        held = field.message_type.fields_by_name["value"] if is_map(field) else field
        if held.type == Kind.ENUM:
            for symbol in held.enum_type.values:
                yield json.dumps(symbol.name), f"{held.enum_type.full_name} {symbol.number}"
        elif held.type == Kind.BOOL:
            yield from (("true", "bool"), ("false", "bool"))


def _about_field(field: FieldDescriptor, words: Mapping[str, str]) -> str:
    oneof = f", one of {field.containing_oneof.name}" if _is_choice(field) and field.containing_oneof else ""
    default = f", default {field.default_value!r}" if field.has_default_value else ""
    about = f"{type_words(field)}, field {field.number} of {field.containing_type.full_name}{oneof}{default}"
    held = field.message_type.fields_by_name["value"] if is_map(field) else field
    if held.type == Kind.ENUM:
        names = [symbol.name for symbol in held.enum_type.values]
        about += ": " + ", ".join(names[:_MOST_SYMBOLS]) + (", …" if len(names) > _MOST_SYMBOLS else "")
    return _sentence(about, words.get(field.full_name, ""))


def _sentence(about: str, comment: str) -> str:
    return f"{about}. {comment}" if comment else about


def _is_in(field: FieldDescriptor, names: set[str]) -> bool:
    return field.name in names or field.json_name in names


def _is_choice(field: FieldDescriptor) -> bool:
    return field.containing_oneof is not None and len(field.containing_oneof.fields) > 1
