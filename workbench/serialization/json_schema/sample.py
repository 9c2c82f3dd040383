"""A text that a JSON Schema allows: made by its rules, kept only when the schema itself says so."""

from __future__ import annotations

import json
import math
from random import Random
from typing import Any, Final

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.json_schema.pattern import matching
from workbench.serialization.json_schema.validation import Validator
from workbench.serialization.json_schema.walking import Walk

TRIES: Final = 60
_DEEP: Final = 6
"""Levels from which on only what is required is made."""

_FORMATS: Final = {
    "date": "2026-11-22",
    "time": "12:00:00Z",
    "date-time": "2026-11-22T12:00:00Z",
    "duration": "P1D",
    "email": "ada@example.com",
    "idn-email": "ada@example.com",
    "hostname": "example.com",
    "idn-hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/a",
    "uri-reference": "/a",
    "iri": "https://example.com/a",
    "iri-reference": "/a",
    "uri-template": "/a/{b}",
    "uuid": "12345678-1234-4678-9234-56789abcdef0",
    "json-pointer": "/a",
    "relative-json-pointer": "1/a",
    "regex": "^a$",
}
_TYPES: Final = ("object", "string", "integer", "number", "boolean", "array", "null")


def sample(validator: Validator, seed: int = 0) -> str:
    """A text over lines. Raises Unserializable where none of many tries is allowed: the schema may allow nothing."""
    for chance in range(TRIES):
        value = _Maker(validator, Random(seed * TRIES + chance), sparse=chance % 2 == 1).of(validator.document)
        text = json.dumps(value, indent=2, ensure_ascii=False)
        try:
            validator.check(text)
        except Unserializable:
            continue
        return text
    raise Unserializable(Problem("no sample was found that this schema allows", "a value typed by hand"))


class _Maker:
    """One try; `sparse` leaves out what is not required."""

    def __init__(self, validator: Validator, chance: Random, *, sparse: bool) -> None:
        self._walk, self._chance, self._sparse = Walk(validator), chance, sparse
        self._root = validator.document
        self._depth = 0

    def of(self, schema: Any, document: Any = None) -> Any:
        """A value that the schema seems to allow."""
        document = self._root if document is None else document
        self._depth += 1
        try:
            merged, document = self._merged(schema, document, 0)
            return self._value(merged, document)
        finally:
            self._depth -= 1

    def _merged(self, schema: Any, document: Any, depth: int) -> tuple[dict[str, Any], Any]:
        """One schema of a schema, what it refers to, all its parts, and one of its choices."""
        if not isinstance(schema, dict) or depth > 30:
            return {}, document
        found = {name: value for name, value in schema.items() if name not in ("$ref", "allOf", "anyOf", "oneOf")}
        if isinstance(schema.get("$ref"), str):
            other, document = self._walk.resolved(schema["$ref"], document)
            found = _joined(self._merged(other, document, depth + 1)[0], found)
        for part in schema.get("allOf", ()):
            found = _joined(found, self._merged(part, document, depth + 1)[0])
        for choice in ("anyOf", "oneOf"):
            if schema.get(choice):
                found = _joined(found, self._merged(self._choose(schema[choice]), document, depth + 1)[0])
        return found, document

    def _choose(self, options: list[Any]) -> Any:
        """Deep down the last or a plain one, so that what refers to itself ends."""
        plain = [one for one in options if isinstance(one, dict) and "$ref" not in one]
        return self._chance.choice(plain if plain and self._depth > _DEEP else options)

    def _value(self, schema: dict[str, Any], document: Any) -> Any:
        if "const" in schema:
            return schema["const"]
        if isinstance(schema.get("enum"), list) and schema["enum"]:
            return self._chance.choice(schema["enum"])
        for name in ("examples", "default"):
            if name in schema and self._chance.random() < 0.7:
                return self._chance.choice(schema[name]) if name == "examples" and schema[name] else schema[name]
        return getattr(self, f"_{self._type(schema)}")(schema, document)

    def _type(self, schema: dict[str, Any]) -> str:
        given = schema.get("type")
        if isinstance(given, list) and given:
            given = self._chance.choice([one for one in given if one != "null"] or given)
        if given in _TYPES:
            return str(given)
        signs = {
            "object": ("properties", "required", "additionalProperties", "minProperties"),
            "array": ("items", "prefixItems", "minItems", "contains"),
            "number": ("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"),
        }
        return next((kind for kind, names in signs.items() if any(name in schema for name in names)), "string")

    def _object(self, schema: dict[str, Any], document: Any) -> dict[str, Any]:
        properties = schema.get("properties") if isinstance(schema.get("properties"), dict) else {}
        required = [name for name in schema.get("required", ()) if isinstance(name, str)]
        sparse = self._sparse or self._depth > _DEEP
        names = [*required, *(name for name in properties or {} if name not in required and not sparse)]
        inner = schema.get("additionalProperties")
        found = {name: self.of((properties or {}).get(name, inner), document) for name in names}
        for extra in range(int(schema.get("minProperties", 0)) - len(found)):
            found[f"name{extra}"] = self.of(inner, document)
        return found

    def _array(self, schema: dict[str, Any], document: Any) -> list[Any]:
        first = schema.get("prefixItems") or (schema["items"] if isinstance(schema.get("items"), list) else [])
        items = schema.get("items") if isinstance(schema.get("items"), dict) else schema.get("contains")
        least = max(int(schema.get("minItems", 0)), 1 if "contains" in schema else 0)
        count = max(least, len(first), 0 if self._sparse or self._depth > _DEEP else 1)
        count = min(count, int(schema.get("maxItems", count)))
        return [self.of(first[place] if place < len(first) else items, document) for place in range(count)]

    def _string(self, schema: dict[str, Any], document: Any) -> str:
        if schema.get("format") in _FORMATS:
            return _FORMATS[schema["format"]]
        if isinstance(schema.get("pattern"), str):
            return matching(schema["pattern"], self._chance)
        least, most = int(schema.get("minLength", 0)), int(schema.get("maxLength", 1 << 20))
        text = self._chance.choice(("text", "abc", "example", "one"))
        return (text + "x" * max(0, least - len(text)))[:most]

    def _integer(self, schema: dict[str, Any], document: Any) -> int:
        low, high = self._limits(schema)
        step = schema.get("multipleOf")
        if isinstance(step, int) and step > 0:
            return math.ceil(low / step) * step
        least = math.ceil(low)
        return self._chance.randint(least, max(least, math.floor(high)))

    def _number(self, schema: dict[str, Any], document: Any) -> int | float:
        if isinstance(schema.get("multipleOf"), int | float) or self._chance.random() < 0.5:
            return self._integer(schema, document)
        low, high = self._limits(schema)
        return low + (high - low) / 2

    def _limits(self, schema: dict[str, Any]) -> tuple[float, float]:
        low: Any = schema.get("minimum")
        high: Any = schema.get("maximum")
        above: Any = schema.get("exclusiveMinimum")
        below: Any = schema.get("exclusiveMaximum")
        if _is_number(above):
            low = above + 1
        if _is_number(below):
            high = below - 1
        if above is True and _is_number(low):
            low = low + 1
        if below is True and _is_number(high):
            high = high - 1
        if not _is_number(low):
            low = high - 10 if _is_number(high) else 1
        return low, high if _is_number(high) else low + 99

    def _boolean(self, schema: dict[str, Any], document: Any) -> bool:
        return self._chance.random() < 0.5

    def _null(self, schema: dict[str, Any], document: Any) -> None:
        return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _joined(one: dict[str, Any], two: dict[str, Any]) -> dict[str, Any]:
    """Both schemas in one: what objects require and have together, otherwise the later one's word."""
    found = {**one, **two}
    for name in ("properties", "$defs", "definitions"):
        if isinstance(one.get(name), dict) and isinstance(two.get(name), dict):
            found[name] = one[name] | two[name]
    if isinstance(one.get("required"), list) and isinstance(two.get("required"), list):
        found["required"] = list(dict.fromkeys([*one["required"], *two["required"]]))
    return found
