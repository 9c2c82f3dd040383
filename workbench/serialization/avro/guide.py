"""Help while an Avro value is typed: what may stand at the cursor, and what the field under it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from workbench.records.errors import Unserializable
from workbench.records.escape import escape
from workbench.serialization.avro.bytes_text import TAGS
from workbench.serialization.avro.defaults import default_of
from workbench.serialization.avro.model import (
    Array,
    AvroType,
    Enum,
    Field,
    Fixed,
    Map,
    Primitive,
    Record,
    Union,
    branch_name,
    logical_of,
    type_words,
)
from workbench.serialization.avro.places import Place, flat, places
from workbench.serialization.avro.sample import sample
from workbench.serialization.avro.schema import parse
from workbench.serialization.avro.text import text_of
from workbench.serialization.json_cursor import Cursor, cursor
from workbench.serialization.schema import Schema
from workbench.serialization.serializer import Suggestion

__all__ = ["explain", "sample", "suggestions"]

MOST: Final = 100
"""Suggestions at one place."""

_MOST_SYMBOLS: Final = 12
_LONGEST_DOC: Final = 300
_LONGEST_DEFAULT: Final = 60
_EXAMPLES: Final = {
    "date": "2026-11-22",
    "time-millis": "12:00:00",
    "time-micros": "12:00:00",
    "timestamp-millis": "2026-11-22T12:00:00Z",
    "timestamp-micros": "2026-11-22T12:00:00Z",
    "timestamp-nanos": "2026-11-22T12:00:00Z",
    "local-timestamp-millis": "2026-11-22T12:00:00",
    "local-timestamp-micros": "2026-11-22T12:00:00",
    "local-timestamp-nanos": "2026-11-22T12:00:00",
    "duration": "P1DT2H",
    "uuid": "12345678-1234-4678-9234-56789abcdef0",
    "big-decimal": "19.99",
}

Written = tuple[str, str, str]
"""A text to write, how it is shown, and a few words about it."""


def suggestions(schema: Schema, text: str, at: int) -> tuple[Suggestion, ...]:
    """The fields that the object under the cursor may still have, or the values that the field under it may have.

    What begins with what is typed comes before what holds it elsewhere; at most MOST.
    """
    here = cursor(text, at)
    if not here.is_writable:
        return ()
    found = _places(schema, here)
    written = {each[:2]: each for each in (_names(found, here) if here.is_name else _values(found))}
    return tuple(
        Suggestion(here.start, here.end, text, escape(shown), escape(about))
        for text, shown, about in _fitting(list(written.values()), here.prefix)[:MOST]
    )


def explain(schema: Schema, text: str, at: int) -> str:
    """Name, type, default and documentation of the field under the cursor, or of the record where it is in none."""
    here = cursor(text, at)
    found = _places(schema, here)
    if here.is_name and here.word:
        for place in flat(found):
            named = place.kind.fields if isinstance(place.kind, Record) else ()
            if field := next((each for each in named if here.word == each.name), None):
                return _about_field(field)
    if not found:
        return ""
    place = found[0]
    if place.field is None or (here.is_name and isinstance(place.kind, Record)):
        return _about_type(place.kind)
    return _about_field(place.field) if not place.is_part else _about_part(place.field, place.kind)


def _places(schema: Schema, here: Cursor) -> Sequence[Place]:
    try:
        return places(parse(schema), here.steps)
    except (Unserializable, RecursionError):
        return ()


def _names(found: Sequence[Place], here: Cursor) -> Iterator[Written]:
    """Fields of the records that may stand here, those of a record that has the names given so far; then branches."""
    colon = "" if here.has_colon else ": "
    given = {name for name in here.names if name != here.word}
    inner = list(flat(found))
    records = [place.kind for place in inner if isinstance(place.kind, Record)]
    fitting = [each for each in records if given <= {field.name for field in each.fields}] or records
    for record in fitting:
        of = f" of {record.name}" if len(fitting) > 1 else ""
        for field in record.fields:
            if field.name not in given:
                yield _quoted(field.name) + colon, field.name, type_words(field.type) + of
    if given:
        return
    for place in inner:
        if _is_bytes(place.kind):
            yield from ((_quoted(each) + colon, each, "bytes in this spelling") for each in TAGS)
    for place in found:
        if isinstance(place.kind, Union) and not place.is_named:
            yield from (
                (_quoted(name) + colon, name, f"as this branch of {type_words(place.kind)}")
                for name in map(branch_name, place.kind.branches)
                if name != "null"
            )


def _values(found: Sequence[Place]) -> Iterator[Written]:
    for place in found:
        if place.field is not None and not place.is_part and not place.is_named:
            yield from _default(place.field)
        yield from (each for inner in flat([place]) for each in _values_of(inner.kind, place))


def _values_of(kind: AvroType, place: Place) -> Iterator[Written]:
    about = type_words(kind)
    match kind:
        case Record() if isinstance(place.kind, Union) and _are_many(place.kind) and not place.is_named:
            yield f"{{{_quoted(kind.name)}: {{}}}}", f'{{ "{kind.name}": … }}', "record, the branch by its name"
        case Record():
            yield "{}", f"{{ {kind.name} }}", "record"
        case Map() | Array():
            yield ("{}", "{ }", about) if isinstance(kind, Map) else ("[]", "[ ]", about)
        case Enum():
            yield from ((_quoted(symbol), symbol, kind.name) for symbol in kind.symbols)
        case Primitive(kind="null"):
            yield "null", "null", "no value"
        case Primitive(kind="boolean"):
            yield from (("true", "true", "boolean"), ("false", "false", "boolean"))
        case Primitive() | Fixed() if logical_of(kind) in _EXAMPLES:
            example = _EXAMPLES[logical_of(kind)]
            yield _quoted(example), example, about


def _default(field: Field) -> Iterator[Written]:
    shown = _default_text(field)
    if shown and len(shown) <= _LONGEST_DEFAULT:
        yield shown, shown.strip('"') or shown, f"the default of {field.name}"


def _default_text(field: Field) -> str:
    """The field's default as it may be typed, empty where it has none."""
    if not field.has_default:
        return ""
    try:
        return text_of(field.type, default_of(field))
    except (Unserializable, RecursionError):
        return ""


def _fitting(written: list[Written], prefix: str) -> list[Written]:
    typed = prefix.lower()
    if not typed:
        return written
    first = [each for each in written if each[1].lower().startswith(typed)]
    return first + [each for each in written if typed in each[1].lower() and each not in first]


def _about_field(field: Field) -> str:
    default = _default_text(field)
    rest = f", default {_cut(default, _LONGEST_DEFAULT)}" if default else ""
    return _sentence(f"{field.name}: {_type(field.type)}{rest}", field.doc or _doc(field.type))


def _about_part(field: Field, kind: AvroType) -> str:
    return _sentence(f"in {field.name}: {_type(kind)}", _doc(kind) or field.doc)


def _about_type(kind: AvroType) -> str:
    return _sentence(_type(kind), _doc(kind))


def _type(kind: AvroType) -> str:
    """The type; an enum with its symbols."""
    words = type_words(kind)
    symbols = [symbol for each in _branches(kind) if isinstance(each, Enum) for symbol in each.symbols]
    if not symbols:
        return f"record {words}" if isinstance(kind, Record) else words
    return f"{words} ({', '.join(symbols[:_MOST_SYMBOLS])}{', …' if len(symbols) > _MOST_SYMBOLS else ''})"


def _doc(kind: AvroType) -> str:
    """The documentation of the only named type that there is."""
    docs = [each.doc for each in _branches(kind) if isinstance(each, Record | Enum | Fixed) and each.doc]
    return docs[0] if len(docs) == 1 else ""


def _sentence(about: str, doc: str) -> str:
    words = " ".join(doc.split())
    return escape(f"{about}. {_cut(words, _LONGEST_DOC)}" if words else about)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _branches(kind: AvroType) -> Sequence[AvroType]:
    return kind.branches if isinstance(kind, Union) else (kind,)


def _are_many(union: Union) -> bool:
    return sum(isinstance(branch, Record | Map) for branch in union.branches) > 1


def _is_bytes(kind: AvroType) -> bool:
    return isinstance(kind, Fixed) or (isinstance(kind, Primitive) and kind.kind == "bytes")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
