"""Finding one's way in a JSON Schema: references followed, choices and conditions laid open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from workbench.serialization.json_schema.validation import Validator

MOST_STEPS: Final = 400
"""Schemas that are looked at for one place; references go round in circles."""

_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
Subschema = Mapping[str, Any]


class Walk:
    """One walk through a schema and what it refers to."""

    def __init__(self, validator: Validator) -> None:
        self._root, self._others = validator.document, validator.others
        self._left = MOST_STEPS

    def root(self) -> list[Subschema]:
        """The schemas that the whole text has to fit, as far as they can be told."""
        return list(self.opened(self._root, self._root))

    def opened(self, schema: Any, document: Any) -> Iterator[Subschema]:
        """A schema, and those that it takes in by reference, as a part or as a choice."""
        if not isinstance(schema, dict) or self._left <= 0:
            return
        self._left -= 1
        yield {**schema, "": document}
        reference = schema.get("$ref")
        if isinstance(reference, str):
            yield from self.opened(*self.resolved(reference, document))
        for name in ("allOf", "anyOf", "oneOf"):
            for inner in schema.get(name, ()) if isinstance(schema.get(name), list) else ():
                yield from self.opened(inner, document)
        for name in ("then", "else"):
            yield from self.opened(schema.get(name), document)

    def inner(self, schemas: list[Subschema], step: str | int) -> list[Subschema]:
        """The schemas of a member or an item of what these schemas are about."""
        return [one for schema in schemas for inner in _inner(schema, step) for one in self.opened(inner, schema[""])]

    def at(self, steps: tuple[str | int, ...]) -> list[Subschema]:
        """The schemas at a path."""
        schemas = self.root()
        for step in steps:
            schemas = self.inner(schemas, step)
        return schemas

    def resolved(self, reference: str, document: Any) -> tuple[Any, Any]:
        """What a reference names, and the document that it is in; None where it is not there."""
        return resolved(reference, document, self._others)


def resolved(reference: str, document: Any, others: Mapping[str, Any]) -> tuple[Any, Any]:
    """What a reference in a document names, and the document that it is in; None where it is not there."""
    name, _, pointer = reference.partition("#")
    if name:
        wanted = name.rpartition("/")[2]
        document = next((one for key, one in others.items() if key.rpartition("/")[2] == wanted), None)
    found = document
    for raw in pointer.split("/")[1:] if pointer.startswith("/") else ():
        step = _PERCENT.sub(_unquoted, raw).replace("~1", "/").replace("~0", "~")
        if isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            found = found.get(step) if isinstance(found, dict) else None
    if pointer and not pointer.startswith("/"):
        found = _anchored(document, pointer)
    return found, document


def _unquoted(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace")


def _inner(schema: Subschema, step: str | int) -> Iterator[Any]:
    if isinstance(step, int):
        for name in ("prefixItems", "items"):
            items = schema.get(name)
            if isinstance(items, list):
                yield from items[step : step + 1]
            elif isinstance(items, dict):
                yield items
        return
    properties = schema.get("properties")
    if isinstance(properties, dict) and step in properties:
        yield properties[step]
    elif isinstance(schema.get("additionalProperties"), dict):
        yield schema["additionalProperties"]


def _anchored(document: Any, anchor: str) -> Any:
    for holder in ("$defs", "definitions"):
        for one in (document or {}).get(holder, {}).values() if isinstance(document, dict) else ():
            if isinstance(one, dict) and one.get("$anchor") == anchor:
                return one
    return None
