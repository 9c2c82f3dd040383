"""One try at a value that a JSON Schema allows. Whether it does is for the validator to say."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any, Final

from workbench.serialization.json_schema.pattern import matching
from workbench.serialization.json_schema.validation import Validator
from workbench.serialization.json_schema.walking import Walk

MOST_VALUES: Final = 3_000
"""Schemas that are looked at for one try."""

MOST_LONG: Final = 100_000
"""Characters of a text, items of an array: a schema that asks for more gets no sample."""

_DEEP: Final = 6
"""Levels from which on only what is required is made."""

_DEEPEST: Final = 40
_FORMATS: Final[Mapping[str, str]] = {
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
_ENCODED: Final = {"base64": "AP8="}
_TYPES: Final = ("object", "string", "integer", "number", "boolean", "array", "null")
_SIGNS: Final = {
    "object": (
        *("properties", "required", "additionalProperties", "minProperties", "patternProperties", "propertyNames"),
        *("dependentRequired", "dependentSchemas", "dependencies", "unevaluatedProperties"),
    ),
    "array": ("items", "prefixItems", "minItems", "contains", "uniqueItems"),
    "number": ("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"),
}
"""Words that tell a type where none is given; a string otherwise."""


class TooLargeError(Exception):
    """The value would be too large, or would never end."""


class Maker:
    """One try; `sparse` leaves out what is not required."""

    def __init__(self, validator: Validator, chance: Random, *, sparse: bool) -> None:
        self._walk, self._chance, self._sparse = Walk(validator), chance, sparse
        self._root = validator.document
        self._depth, self._left = 0, MOST_VALUES

    def of(self, schema: Any, document: Any = None) -> Any:
        """A value that the schema seems to allow. Raises TooLargeError."""
        document = self._root if document is None else document
        self._depth += 1
        self._spend()
        merged, document = self.merged(schema, document)
        value = self._value(merged, document)
        self._depth -= 1
        return value

    def merged(self, schema: Any, document: Any, depth: int = 0) -> tuple[dict[str, Any], Any]:
        """One schema of a schema, what it refers to, all its parts, and one of its choices."""
        self._spend()
        if not isinstance(schema, dict) or depth > _DEEPEST:
            return {}, document
        found = {name: value for name, value in schema.items() if name not in ("$ref", "allOf", "anyOf", "oneOf")}
        reference = schema.get("$ref", schema.get("$dynamicRef", schema.get("$recursiveRef")))
        if isinstance(reference, str):
            other, document = self._walk.resolved(reference, document)
            found = joined(self.merged(other, document, depth + 1)[0], found)
        for part in _list(schema, "allOf"):
            found = joined(found, self.merged(part, document, depth + 1)[0])
        for choice in ("anyOf", "oneOf"):
            if options := _list(schema, choice):
                found = joined(found, self.merged(self._choose(options), document, depth + 1)[0])
        return found, document

    def _spend(self) -> None:
        self._left -= 1
        if self._left < 0 or self._depth > _DEEPEST:
            raise TooLargeError

    def _choose(self, options: list[Any]) -> Any:
        """Deep down a plain one, so that what refers to itself ends."""
        plain = [one for one in options if isinstance(one, dict) and "$ref" not in one]
        return self._chance.choice(plain if plain and self._depth > _DEEP else options)

    def _value(self, schema: dict[str, Any], document: Any) -> Any:
        if "const" in schema:
            return schema["const"]
        if options := _list(schema, "enum"):
            return self._chance.choice(options)
        if (examples := _list(schema, "examples")) and self._chance.random() < 0.7:
            return self._chance.choice(examples)
        if "default" in schema and self._chance.random() < 0.7:
            return schema["default"]
        return getattr(self, f"_{self._type(schema)}")(schema, document)

    def _type(self, schema: dict[str, Any]) -> str:
        given = schema.get("type")
        if isinstance(given, list) and given:
            given = self._chance.choice([one for one in given if one != "null"] or given)
        if given in _TYPES:
            return str(given)
        told = next((kind for kind, names in _SIGNS.items() if any(name in schema for name in names)), "string")
        return self._chance.choice(("string", "integer", "boolean")) if "not" in schema and told == "string" else told

    def _object(self, schema: dict[str, Any], document: Any) -> dict[str, Any]:
        properties = _table(schema, "properties")
        sparse = self._sparse or self._depth > _DEEP
        names = [one for one in _list(schema, "required") if isinstance(one, str)]
        names += [name for name, inner in properties.items() if name not in names and not sparse and inner is not False]
        found = {name: self.of(self._member(schema, name), document) for name in names}
        for extra in range(_count(schema, "minProperties") - len(found)):
            name, inner = self._another(schema, extra, document)
            found.setdefault(name, self.of(inner, document))
        return found

    def _member(self, schema: dict[str, Any], name: str) -> Any:
        """The schema of a member."""
        properties = _table(schema, "properties")
        return properties[name] if name in properties else schema.get("additionalProperties")

    def _another(self, schema: dict[str, Any], extra: int, document: Any) -> tuple[str, Any]:
        """The name of a member that no property tells of, and its schema."""
        names = schema.get("propertyNames")
        if isinstance(names, dict):
            return str(self.of({"type": "string", **self.merged(names, document)[0]}, document)), schema.get(
                "additionalProperties"
            )
        for pattern, inner in _table(schema, "patternProperties").items():
            return f"{matching(pattern, self._chance)}{extra or ''}", inner
        return f"name{extra}", schema.get("additionalProperties")

    def _array(self, schema: dict[str, Any], document: Any) -> list[Any]:
        first = _list(schema, "prefixItems") or _list(schema, "items")
        others = schema.get("items") if isinstance(schema.get("items"), dict) else schema.get("additionalItems")
        contained = _count(schema, "minContains", 1) if "contains" in schema else 0
        least = _count(schema, "minItems")
        count = max(least, len(first), contained, 0 if self._sparse or self._depth > _DEEP else 1)
        count = min(count, _count(schema, "maxItems", count))
        found: list[Any] = []
        for place in range(count):
            inner = first[place] if place < len(first) else schema["contains"] if place < contained else others
            is_set = schema.get("uniqueItems")
            found.append(self._other_than(found, inner, document) if is_set else self.of(inner, document))
        return found

    def _other_than(self, found: list[Any], inner: Any, document: Any) -> Any:
        """An item that is not there yet, where one is found in a few tries."""
        value = self.of(inner, document)
        for extra in range(12):
            if value not in found:
                break
            value = self.of(inner, document)
            plain = isinstance(inner, dict) and not {"enum", "const", "pattern", "format"} & inner.keys()
            if value in found and plain and isinstance(value, str):
                value = f"{value} {len(found)}{extra or ''}"
        return value

    def _string(self, schema: dict[str, Any], document: Any) -> str:
        if schema.get("format") in _FORMATS:
            return _FORMATS[schema["format"]]
        if isinstance(schema.get("pattern"), str):
            return matching(schema["pattern"], self._chance)
        if schema.get("contentEncoding") in _ENCODED:
            return _ENCODED[schema["contentEncoding"]]
        least, most = _count(schema, "minLength"), _count(schema, "maxLength", MOST_LONG)
        text = self._chance.choice(("text", "abc", "example", "one"))
        return (text + "x" * max(0, least - len(text)))[:most]

    def _integer(self, schema: dict[str, Any], document: Any) -> int:
        low, high = _limits(schema, Decimal(1))
        step = _number(schema.get("multipleOf"))
        if step:
            return int(math.ceil(low / step) * step)
        least = math.ceil(low)
        return self._chance.randint(least, max(least, math.floor(high)))

    def _number(self, schema: dict[str, Any], document: Any) -> int | float:
        step = _number(schema.get("multipleOf"))
        low, high = _limits(schema, step or Decimal(0))
        if step:
            return _plain(math.ceil(low / step) * step)
        if self._chance.random() < 0.5 and math.ceil(low) < high:
            return self._chance.randint(math.ceil(low), max(math.ceil(low), math.ceil(high) - 1))
        return _plain(low + (high - low) / 2)

    def _boolean(self, schema: dict[str, Any], document: Any) -> bool:
        return self._chance.random() < 0.5

    def _null(self, schema: dict[str, Any], document: Any) -> None:
        return None


def joined(one: dict[str, Any], two: dict[str, Any]) -> dict[str, Any]:
    """Both schemas in one: what objects require and have together, otherwise the later one's word."""
    found = {**one, **two}
    for name in ("properties", "patternProperties", "$defs", "definitions"):
        ours, theirs = _table(one, name), _table(two, name)
        if ours and theirs:
            in_both = (key for key in ours if key in theirs and ours[key] != theirs[key])
            both = {key: {"allOf": [ours[key], theirs[key]]} for key in in_both}
            found[name] = ours | theirs | both
    if "required" in one and "required" in two:
        found["required"] = list(dict.fromkeys([*_list(one, "required"), *_list(two, "required")]))
    kinds, others = _types(one), [*_types(two)]
    if kinds and others:
        found["type"] = [
            kind for kind in kinds if kind in others or (kind == "integer" and "number" in others)
        ] or kinds
    for name, pick in (("minimum", max), ("minLength", max), ("minItems", max), ("maximum", min), ("maxLength", min)):
        if _is_number(one.get(name)) and _is_number(two.get(name)):
            found[name] = pick(one[name], two[name])
    return found


def _limits(schema: dict[str, Any], step: Decimal) -> tuple[Decimal, Decimal]:
    """Both ends, themselves allowed. `step`: how far from an end that is not allowed the next value is; 0 for near."""
    low, high = _number(schema.get("minimum")), _number(schema.get("maximum"))
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    lowest = [one for one in (low, _number(above)) if one is not None]
    highest = [one for one in (high, _number(below)) if one is not None]
    least = max(lowest) if lowest else min(highest) - 10 if highest else Decimal(1)
    most = min(highest) if highest else least + 99
    away = step or (most - least) / 4
    if above is True or (_number(above) is not None and _number(above) == least):
        least += away
    if below is True or (_number(below) is not None and _number(below) == most):
        most -= away
    return least, most


def _number(value: object) -> Decimal | None:
    return Decimal(str(value)) if _is_number(value) and math.isfinite(value) else None  # type: ignore[arg-type]


def _plain(value: Decimal | int) -> int | float:
    return int(value) if value == int(value) else float(value)


def _count(schema: dict[str, Any], name: str, otherwise: int = 0) -> int:
    """A number of characters or items. Raises TooLargeError."""
    value = schema.get(name, otherwise)
    if not _is_number(value):
        return otherwise
    if name.startswith("min") and value > MOST_LONG:
        raise TooLargeError
    return int(min(value, MOST_LONG))


def _types(schema: dict[str, Any]) -> list[Any]:
    given = schema.get("type")
    return [given] if isinstance(given, str) else _list(schema, "type")


def _list(schema: dict[str, Any], name: str) -> list[Any]:
    found = schema.get(name)
    return found if isinstance(found, list) else []


def _table(schema: dict[str, Any], name: str) -> dict[str, Any]:
    found = schema.get(name)
    return found if isinstance(found, dict) else {}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
