"""Objects and arrays of two versions: members and items that came or went.

As Confluent's ObjectSchemaDiff and ArraySchemaDiff have it. What may be added or taken away hangs on the content model:
open where others are allowed as they come, closed where none are, partially open where they have a schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from workbench.serialization.compatibility import Incompatibility
from workbench.serialization.json_schema.shapes import ANY, Shape, shape
from workbench.serialization.json_tree import child_path

Compare = Callable[[Any, Any, str], tuple[Incompatibility, ...]]
"""What the first schema refuses of what the second allowed, at a path."""

_ABSENT: Final = object()


def objects(new: Shape, old: Shape, path: str, compare: Compare) -> Iterator[Incompatibility]:
    """Members, what they need of each other, and all others."""
    ours, theirs = _table(new.schema, "properties"), _table(old.schema, "properties")
    needed, was_needed = _names(new.schema.get("required")), _names(old.schema.get("required"))
    for name in (*theirs, *(name for name in ours if name not in theirs)):
        where = child_path(path, name)
        if name not in ours:
            yield from _removed(_model(new.schema, name), theirs[name], where, compare, "PROPERTY")
        elif name not in theirs:
            yield from _added(_model(old.schema, name), ours[name], where, compare, name in needed)
        else:
            if name in needed and name not in was_needed and not _has_default(ours[name]):
                yield Incompatibility("REQUIRED_ATTRIBUTE_ADDED", "the property is required now, and was not", where)
            yield from compare(ours[name], theirs[name], where)
    yield from _dependencies(new.schema, old.schema, path, compare)
    for word, kind in (
        ("additionalProperties", "ADDITIONAL_PROPERTIES"),
        ("unevaluatedProperties", "UNEVALUATED_PROPERTIES"),
    ):
        yield from _others(new.schema.get(word, True), old.schema.get(word, True), path, compare, kind)


def arrays(new: Shape, old: Shape, path: str, compare: Compare) -> Iterator[Incompatibility]:
    """All items, the first ones by their places, and the others behind them."""
    first, others = _items(new.schema)
    was_first, was_others = _items(old.schema)
    ours, theirs = new.schema.get("items", _ABSENT), old.schema.get("items", _ABSENT)
    every, was_every = (_ABSENT if one else each for one, each in ((first, ours), (was_first, theirs)))
    if every is not _ABSENT and not isinstance(every, list):
        if was_every is _ABSENT or isinstance(was_every, list):
            yield Incompatibility("SCHEMA_ADDED", "items have a schema now, and had none", f"{path}[]")
        else:
            yield from compare(every, was_every, f"{path}[]")
    for place in range(max(len(first), len(was_first))):
        where = child_path(path, place)
        if place >= len(first):
            yield from _removed(_behind(others, new), was_first[place], where, compare, "ITEM")
        elif place >= len(was_first):
            yield from _item_added(_behind(was_others, old), first[place], where, compare)
        else:
            yield from compare(first[place], was_first[place], where)
    yield from _others(others, was_others, path, compare, "ADDITIONAL_ITEMS")
    left, was_left = (one.schema.get("unevaluatedItems", True) for one in (new, old))
    yield from _others(left, was_left, path, compare, "UNEVALUATED_ITEMS")
    if new.schema.get("uniqueItems") is True and old.schema.get("uniqueItems") is not True:
        yield Incompatibility("UNIQUE_ITEMS_ADDED", "items have to differ now", path)


def _model(schema: Mapping[str, Any], name: str) -> Any:
    """What is said of a member that has no schema of its own: True is open, False closed, else its schema."""
    for pattern, inner in _table(schema, "patternProperties").items():
        if _matches(pattern, name):
            return inner
    model = schema.get("additionalProperties", True)
    if _is_open(model):
        model = schema.get("unevaluatedProperties", True)
    return False if _is_open(model) and _table(schema, "patternProperties") else model


def _removed(model: Any, was: Any, path: str, compare: Compare, kind: str) -> Iterator[Incompatibility]:
    if _is_open(model):
        return
    if model is not False:
        if found := compare(model, was, path):
            yield from found
            what = "it has no schema of its own any more, and that of the others does not cover it"
            yield Incompatibility(f"{kind}_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL", what, path)
    elif was is not False:
        what = "it is no longer known, and others are not allowed"
        yield Incompatibility(f"{kind}_REMOVED_FROM_CLOSED_CONTENT_MODEL", what, path)


def _added(model: Any, new: Any, path: str, compare: Compare, is_needed: bool) -> Iterator[Incompatibility]:
    if _is_open(model):
        if shape(new).kind != ANY:
            need = "REQUIRED" if is_needed else "OPTIONAL"
            need += "_PROPERTY_WITH_DEFAULT" if is_needed and _has_default(new) else "_PROPERTY"
            what = "the property is new, and what was written before may have another kind of value under its name"
            yield Incompatibility(f"{need}_ADDED_TO_OPEN_CONTENT_MODEL", what, path)
        return
    if model is not False and (found := compare(new, model, path)):
        yield from found
        what = "the property is new, and what the others were allowed to be does not fit it"
        yield Incompatibility("PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL", what, path)
    if is_needed and not _has_default(new):
        what = "a required property without a default is new; what was written before lacks it"
        yield Incompatibility("REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL", what, path)


def _item_added(model: Any, new: Any, path: str, compare: Compare) -> Iterator[Incompatibility]:
    if _is_open(model):
        if shape(new).kind != ANY:
            what = "the item has a schema now, and what was written before may have another kind of value there"
            yield Incompatibility("ITEM_ADDED_TO_OPEN_CONTENT_MODEL", what, path)
    elif model is not False and (found := compare(new, model, path)):
        yield from found
        what = "the item has a schema of its own now, and what the others were allowed to be does not fit it"
        yield Incompatibility("ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL", what, path)


def _others(new: Any, old: Any, path: str, compare: Compare, kind: str) -> Iterator[Incompatibility]:
    """What is said of all that has no schema of its own."""
    words = kind.lower().replace("_", " ")
    if new is False:
        if old is not False:
            yield Incompatibility(f"{kind}_REMOVED", f"{words} are no longer allowed", path)
    elif old is False or _is_open(new):
        return
    elif _is_open(old):
        yield Incompatibility(f"{kind}_NARROWED", f"{words} have a schema now, and had none", path)
    else:
        yield from compare(new, old, f"{path}.*" if path else "*")


def _dependencies(
    new: Mapping[str, Any], old: Mapping[str, Any], path: str, compare: Compare
) -> Iterator[Incompatibility]:
    ours, theirs = _needs(new), _needs(old)
    for name, need in ours.items():
        was, where = theirs.get(name), child_path(path, name)
        if isinstance(need, list):
            more = sorted(_names(need) - _names(was))
            if not isinstance(was, list):
                what = f"with it {', '.join(more)} has to be there now"
                yield Incompatibility("DEPENDENCY_ARRAY_ADDED", what, where)
            elif more:
                change = "EXTENDED" if _names(was) <= _names(need) else "CHANGED"
                what = f"with it {', '.join(more)} has to be there now"
                yield Incompatibility(f"DEPENDENCY_ARRAY_{change}", what, where)
        elif was is None or isinstance(was, list):
            yield Incompatibility("DEPENDENCY_SCHEMA_ADDED", "with it another schema holds now", where)
        else:
            yield from compare(need, was, where)


def _needs(schema: Mapping[str, Any]) -> dict[str, Any]:
    words = ("dependencies", "dependentSchemas", "dependentRequired")
    return {name: need for word in words for name, need in _table(schema, word).items()}


def _items(schema: Mapping[str, Any]) -> tuple[list[Any], Any]:
    """The schemas of the first items, and what is said of those behind them."""
    if isinstance(schema.get("prefixItems"), list):
        return schema["prefixItems"], schema.get("items", True)
    if isinstance(schema.get("items"), list):
        return schema["items"], schema.get("additionalItems", True)
    return [], True if "items" in schema else schema.get("additionalItems", True)


def _behind(others: Any, one: Shape) -> Any:
    """What is said of an item behind the first ones."""
    return one.schema.get("unevaluatedItems", True) if _is_open(others) else others


def _is_open(model: Any) -> bool:
    return model is not False and shape(model).kind == ANY


def _has_default(schema: Any) -> bool:
    return isinstance(schema, dict) and "default" in schema


def _table(schema: Mapping[str, Any], word: str) -> dict[str, Any]:
    found = schema.get(word)
    return found if isinstance(found, dict) else {}


def _names(value: object) -> set[str]:
    return {one for one in value if isinstance(one, str)} if isinstance(value, list) else set()


def _matches(pattern: str, name: str) -> bool:
    """Whether a name fits a pattern; one that RE2 cannot read fits nothing."""
    import re2

    try:
        return re2.search(pattern, name) is not None
    except re2.error:
        return False
