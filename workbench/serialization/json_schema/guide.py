"""Help while JSON is typed under a schema: names, values, and what the field under the cursor is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from workbench.records.escape import escape
from workbench.serialization.json_cursor import Cursor, cursor
from workbench.serialization.json_schema.validation import Validator
from workbench.serialization.json_schema.walking import Subschema, Walk
from workbench.serialization.serializer import Suggestion

MOST: Final = 100
_LONGEST: Final = 300


def suggestions(validator: Validator, text: str, at: int) -> tuple[Suggestion, ...]:
    """The names an object may have besides those it has, required ones first; the values of enums and booleans."""
    place = cursor(text, at)
    if not place.is_writable:
        return ()
    walk = Walk(validator)
    schemas = walk.at(place.steps)
    made = _names(schemas, place) if place.is_name else _values(schemas, place)
    typed = place.prefix.lower()
    unique = {one.shown: one for one in made if typed in one.shown.lower()}
    ordered = sorted(unique.values(), key=lambda one: not one.shown.lower().startswith(typed))
    return tuple(ordered[:MOST])


def explain(validator: Validator, text: str, at: int) -> str:
    """Type and description of what the cursor is in."""
    place = cursor(text, at)
    steps = (*place.steps, place.word) if place.is_name and place.word else place.steps
    schemas = Walk(validator).at(steps)
    if not schemas:
        return ""
    name = f"{steps[-1]}: " if steps and isinstance(steps[-1], str) else ""
    kinds = list(dict.fromkeys(filter(None, map(_kind, schemas))))
    docs = list(dict.fromkeys(_doc(one) for one in schemas if _doc(one)))
    words = f"{name}{' or '.join(kinds)}" + (f". {' '.join(docs)}" if docs else "")
    return escape(words)[:_LONGEST]


def _names(schemas: list[Subschema], place: Cursor) -> Iterator[Suggestion]:
    required = {name for one in schemas for name in one.get("required", ()) if isinstance(one.get("required"), list)}
    known: dict[str, Any] = {}
    for one in schemas:
        properties = one.get("properties")
        for name, inner in properties.items() if isinstance(properties, dict) else ():
            known.setdefault(name, inner)
    for name in sorted(known, key=lambda name: name not in required):
        if name not in place.names:
            inner = known[name] if isinstance(known[name], dict) else {}
            colon = "" if place.has_colon else ": "
            about = " · ".join(filter(None, (_kind(inner), "required" if name in required else "", _doc(inner))))
            yield Suggestion(place.start, place.end, json.dumps(name, ensure_ascii=False) + colon, name, escape(about))


def _values(schemas: list[Subschema], place: Cursor) -> Iterator[Suggestion]:
    for one in schemas:
        for value in _allowed(one):
            written = json.dumps(value, ensure_ascii=False)
            shown = value if isinstance(value, str) else written
            yield Suggestion(place.start, place.end, written, escape(shown), escape(_doc(one)))


def _allowed(schema: Subschema) -> Iterator[object]:
    if "const" in schema:
        yield schema["const"]
    if isinstance(schema.get("enum"), list):
        yield from schema["enum"]
    if schema.get("type") == "boolean":
        yield from (True, False)
    if "default" in schema:
        yield schema["default"]
    if isinstance(schema.get("examples"), list):
        yield from schema["examples"]


def _kind(schema: Subschema) -> str:
    """`string (date)`, `integer, 0 to 10`, `one of 3 values`."""
    kind = schema.get("type")
    words = " or ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")
    if isinstance(schema.get("enum"), list):
        words = f"one of {len(schema['enum']):,} values"
    if isinstance(schema.get("format"), str):
        words += f" ({schema['format']})"
    limits = [f"{name} {schema[name]}" for name in ("minimum", "maximum", "minLength", "maxLength") if name in schema]
    return ", ".join(filter(None, (words, *limits)))


def _doc(schema: Subschema) -> str:
    return " ".join(str(schema[name]) for name in ("title", "description") if isinstance(schema.get(name), str))
