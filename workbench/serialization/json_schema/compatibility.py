"""Whether a JSON Schema allows all that another allowed, by the rules of Confluent's registry (its SchemaDiff)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from workbench.serialization.compatibility import Incompatibility
from workbench.serialization.json_schema.validation import document
from workbench.serialization.json_tree import child_path
from workbench.serialization.schema import Schema

_DEEPEST: Final = 60
_LEAST: Final = {  # a reader's limit that may not grow
    "minLength": "MIN_LENGTH",
    "minItems": "MIN_ITEMS",
    "minProperties": "MIN_PROPERTIES",
    "minimum": "MINIMUM",
    "exclusiveMinimum": "EXCLUSIVE_MINIMUM",
}
_MOST: Final = {  # a reader's limit that may not shrink
    "maxLength": "MAX_LENGTH",
    "maxItems": "MAX_ITEMS",
    "maxProperties": "MAX_PROPERTIES",
    "maximum": "MAXIMUM",
    "exclusiveMaximum": "EXCLUSIVE_MAXIMUM",
}
_WIDER: Final = {"number": {"integer"}}
_CHOICES: Final = ("oneOf", "anyOf", "allOf")


def incompatibilities(reader: Schema, writer: Schema) -> tuple[Incompatibility, ...]:
    """What `writer` allows and `reader` refuses, as far as the schemas' words tell; none when all is well.

    The kinds are the registry's words. Raises Unserializable where one of the two is no JSON Schema.
    """
    comparing = _Comparing(reader, writer)
    return tuple(dict.fromkeys(comparing.schemas(comparing.new, comparing.old, "")))


class _Comparing:
    """Two documents side by side; pairs that are being compared already are not compared again."""

    def __init__(self, reader: Schema, writer: Schema) -> None:
        self.new, self.old = document(reader.text), document(writer.text)
        self._others = [{name: document(one.text) for name, one in schema.resolved} for schema in (reader, writer)]
        self._under_way: set[tuple[str, str]] = set()
        self._depth = 0

    def schemas(self, new: Any, old: Any, path: str) -> Iterator[Incompatibility]:
        """One place in both."""
        pair = (json.dumps(new, sort_keys=True), json.dumps(old, sort_keys=True))
        if pair in self._under_way or self._depth > _DEEPEST:
            return
        self._under_way.add(pair)
        self._depth += 1
        yield from self._compared(self._followed(new, 0), self._followed(old, 1), path)
        self._depth -= 1
        self._under_way.discard(pair)

    def _followed(self, schema: Any, side: int) -> Any:
        """A schema without its reference; true and false as the objects they stand for."""
        root = (self.new, self.old)[side]
        for _ in range(_DEEPEST):
            reference = schema.get("$ref") if isinstance(schema, dict) else None
            if not isinstance(reference, str):
                break
            schema = _resolved(reference, root, self._others[side])
        return {True: {}, False: {"not": {}}}.get(schema, {}) if not isinstance(schema, dict) else schema

    def _compared(self, new: dict[str, Any], old: dict[str, Any], path: str) -> Iterator[Incompatibility]:
        if new == {}:
            return
        if old == {"not": {}}:
            return
        yield from _types(new, old, path)
        yield from _limits(new, old, path)
        yield from _values(new, old, path)
        yield from self._objects(new, old, path)
        yield from self._arrays(new, old, path)
        for choice in _CHOICES:
            yield from self._choices(choice, new, old, path)

    def _objects(self, new: dict[str, Any], old: dict[str, Any], path: str) -> Iterator[Incompatibility]:
        ours, theirs = _properties(new), _properties(old)
        for name, inner in ours.items():
            if name in theirs:
                yield from self.schemas(inner, theirs[name], child_path(path, name))
            else:
                yield from self._added(new, old, name, inner, path)
        for name in theirs:
            if name not in ours and new.get("additionalProperties") is False:
                what = "the property is no longer known, and others are not allowed"
                yield Incompatibility("PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL", what, child_path(path, name))
        for name in _required(new) - _required(old):
            if name in theirs and "default" not in ours.get(name, {}):
                what = "the property is required now, and was not"
                yield Incompatibility("REQUIRED_ATTRIBUTE_ADDED", what, child_path(path, name))
        if new.get("additionalProperties") is False and old.get("additionalProperties", True) is not False:
            yield Incompatibility("ADDITIONAL_PROPERTIES_REMOVED", "other properties are no longer allowed", path)

    def _added(
        self, new: dict[str, Any], old: dict[str, Any], name: str, inner: Any, path: str
    ) -> Iterator[Incompatibility]:
        where, before = child_path(path, name), old.get("additionalProperties", True)
        if name in _required(new) and "default" not in (inner if isinstance(inner, dict) else {}):
            what = "a required property without a default is new; what was written before lacks it"
            yield Incompatibility("REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL", what, where)
        elif before is not False and inner not in (True, {}):
            what = "the property is new, and what was written before may have another kind of value under its name"
            yield Incompatibility("PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL", what, where)

    def _arrays(self, new: dict[str, Any], old: dict[str, Any], path: str) -> Iterator[Incompatibility]:
        ours, theirs = new.get("items"), old.get("items")
        if isinstance(ours, dict | bool) and isinstance(theirs, dict | bool):
            yield from self.schemas(ours, theirs, f"{path}[]")
        elif isinstance(ours, dict) and theirs is None and _may_be(old, "array"):
            yield Incompatibility("ITEMS_ADDED", "items have a schema now, and had none", f"{path}[]")
        if new.get("uniqueItems") is True and not old.get("uniqueItems"):
            yield Incompatibility("UNIQUE_ITEMS_ADDED", "items have to differ now", path)

    def _choices(self, choice: str, new: dict[str, Any], old: dict[str, Any], path: str) -> Iterator[Incompatibility]:
        ours, theirs = new.get(choice), old.get(choice)
        if not isinstance(ours, list):
            return
        if choice == "allOf":
            if len(ours) > len(theirs if isinstance(theirs, list) else []):
                yield Incompatibility("PRODUCT_TYPE_EXTENDED", "there is one condition more (allOf)", path)
            return
        for index, one in enumerate(theirs if isinstance(theirs, list) else [_without_choice(old)]):
            if all(any(True for _ in self.schemas(mine, one, path)) for mine in ours):
                what = f"what choice {index + 1} of {choice} allowed fits none of the choices now"
                yield Incompatibility("SUM_TYPE_NARROWED", what, path)


def _types(new: dict[str, Any], old: dict[str, Any], path: str) -> Iterator[Incompatibility]:
    ours, theirs = _type_names(new), _type_names(old)
    if not ours:
        return
    if not theirs:
        if not any(choice in old for choice in _CHOICES) and "enum" not in old and "const" not in old:
            yield Incompatibility("TYPE_NARROWED", f"any type was allowed, now only {_words(ours)}", path)
        return
    lost = {one for one in theirs - ours if not any(one in _WIDER.get(mine, ()) for mine in ours)}
    if lost:
        kind = "TYPE_CHANGED" if not ours & theirs else "TYPE_NARROWED"
        yield Incompatibility(kind, f"{_words(lost)} was allowed, now only {_words(ours)}", path)


def _limits(new: dict[str, Any], old: dict[str, Any], path: str) -> Iterator[Incompatibility]:
    for names, grows in ((_LEAST, True), (_MOST, False)):
        for name, word in names.items():
            ours, theirs = new.get(name), old.get(name)
            if not _is_number(ours) or ours is None:
                continue
            if not _is_number(theirs) or theirs is None:
                yield Incompatibility(f"{word}_ADDED", f"{name} is {ours} now, and there was none", path)
            elif (ours > theirs) if grows else (ours < theirs):
                change = "INCREASED" if grows else "DECREASED"
                yield Incompatibility(f"{word}_{change}", f"{name} was {theirs} and is {ours}", path)
    for name, word in (("pattern", "PATTERN"), ("multipleOf", "MULTIPLE_OF"), ("format", "FORMAT")):
        ours, theirs = new.get(name), old.get(name)
        if ours is not None and ours != theirs and name != "format":
            change, was = ("ADDED", "there was none") if theirs is None else ("CHANGED", f"it was {theirs}")
            yield Incompatibility(f"{word}_{change}", f"{name} is {ours} now, and {was}", path)


def _values(new: dict[str, Any], old: dict[str, Any], path: str) -> Iterator[Incompatibility]:
    ours = _allowed(new)
    if ours is None:
        return
    theirs = _allowed(old)
    if theirs is None:
        yield Incompatibility("ENUM_ARRAY_ADDED", "only some values are allowed now", path)
    elif lost := [json.dumps(one, ensure_ascii=False) for one in theirs if one not in ours]:
        yield Incompatibility(
            "ENUM_ARRAY_NARROWED", f"{', '.join(lost)} may have been written, and is refused now", path
        )


def _allowed(schema: dict[str, Any]) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    return schema["enum"] if isinstance(schema.get("enum"), list) else None


def _properties(schema: dict[str, Any]) -> dict[str, Any]:
    found = schema.get("properties")
    return found if isinstance(found, dict) else {}


def _required(schema: dict[str, Any]) -> set[str]:
    found = schema.get("required")
    return {name for name in found if isinstance(name, str)} if isinstance(found, list) else set()


def _type_names(schema: dict[str, Any]) -> set[str]:
    found = schema.get("type")
    return {found} if isinstance(found, str) else {str(one) for one in found} if isinstance(found, list) else set()


def _may_be(schema: dict[str, Any], kind: str) -> bool:
    return not _type_names(schema) or kind in _type_names(schema)


def _without_choice(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name not in _CHOICES}


def _words(kinds: set[str]) -> str:
    return " or ".join(sorted(kinds))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _resolved(reference: str, root: Any, others: dict[str, Any]) -> Any:
    name, _, pointer = reference.partition("#")
    found = root if not name else next((one for key, one in others.items() if key.endswith(name)), {})
    for raw in pointer.split("/")[1:] if pointer.startswith("/") else ():
        step = raw.replace("~1", "/").replace("~0", "~")
        found = found.get(step, {}) if isinstance(found, dict) else {}
    return found
