"""Strings, numbers and listed values of two versions: which limits became narrower (Confluent's StringSchemaDiff …)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from workbench.records.escape import escape
from workbench.serialization.compatibility import Incompatibility
from workbench.serialization.json_schema.shapes import Shape

_LONGEST: Final = 80
_LIMITS: Final = {
    "string": (("minLength", "MIN_LENGTH", True), ("maxLength", "MAX_LENGTH", False)),
    "number": (
        ("minimum", "MINIMUM", True),
        ("maximum", "MAXIMUM", False),
        ("exclusiveMinimum", "EXCLUSIVE_MINIMUM", True),
        ("exclusiveMaximum", "EXCLUSIVE_MAXIMUM", False),
    ),
    "object": (("minProperties", "MIN_PROPERTIES", True), ("maxProperties", "MAX_PROPERTIES", False)),
    "array": (
        ("minItems", "MIN_ITEMS", True),
        ("maxItems", "MAX_ITEMS", False),
        ("minContains", "MIN_CONTAINS", True),
        ("maxContains", "MAX_CONTAINS", False),
    ),
}
"""By kind: the word, the registry's name for it, whether it is a lower limit."""


def narrowed(new: Shape, old: Shape, path: str) -> Iterator[Incompatibility]:
    """Limits of two shapes of one kind that let less through than before."""
    for word, name, is_least in _LIMITS.get(new.kind, ()):
        yield from _limit(word, name, new.schema.get(word), old.schema.get(word), path, is_least=is_least)
    if new.kind == "string":
        yield from _pattern(new, old, path)
    elif new.kind == "number":
        yield from _number(new, old, path)
    elif new.kind == "enum":
        yield from _values(new.schema["enum"], old.schema["enum"], path)
    elif new.kind == "const" and not _same(new.schema["const"], old.schema["const"]):
        what = f"the value was {_written(old.schema['const'])} and is {_written(new.schema['const'])}"
        yield Incompatibility("ENUM_ARRAY_CHANGED", what, path)


def _limit(word: str, name: str, new: object, old: object, path: str, *, is_least: bool) -> Iterator[Incompatibility]:
    if not _is_number(new):
        return
    if not _is_number(old):
        yield Incompatibility(f"{name}_ADDED", f"{word} is {_written(new)} now, and there was none", path)
    elif (new > old) if is_least else (new < old):  # type: ignore[operator]  # both are numbers
        change = "INCREASED" if is_least else "DECREASED"
        yield Incompatibility(f"{name}_{change}", f"{word} was {_written(old)} and is {_written(new)}", path)


def _pattern(new: Shape, old: Shape, path: str) -> Iterator[Incompatibility]:
    ours, theirs = new.schema.get("pattern"), old.schema.get("pattern")
    if ours is None or ours == theirs:
        return
    change, before = ("ADDED", "there was none") if theirs is None else ("CHANGED", f"it was {_written(theirs)}")
    yield Incompatibility(f"PATTERN_{change}", f"the pattern is {_written(ours)} now, and {before}", path)


def _number(new: Shape, old: Shape, path: str) -> Iterator[Incompatibility]:
    ours, theirs = new.schema.get("multipleOf"), old.schema.get("multipleOf")
    if _is_number(ours) and not _is_number(theirs):
        yield Incompatibility("MULTIPLE_OF_ADDED", f"only multiples of {_written(ours)} are allowed now", path)
    elif _is_number(ours) and not _is_multiple(theirs, ours):
        change = "EXPANDED" if _is_multiple(ours, theirs) else "CHANGED"
        what = f"multipleOf was {_written(theirs)} and is {_written(ours)}"
        yield Incompatibility(f"MULTIPLE_OF_{change}", what, path)
    if new.type == "integer" and old.type != "integer":
        yield Incompatibility("TYPE_NARROWED", "any number was allowed, now only whole ones", path)


def _is_multiple(value: object, of: object) -> bool:
    try:
        divisor = Decimal(str(of))
        return divisor != 0 and Decimal(str(value)) % divisor == 0
    except InvalidOperation:
        return False


def _values(new: list[Any], old: list[Any], path: str) -> Iterator[Incompatibility]:
    lost = [one for one in old if not any(_same(one, mine) for mine in new)]
    if not lost:
        return
    change = "NARROWED" if all(any(_same(mine, one) for one in old) for mine in new) else "CHANGED"
    words = ", ".join(map(_written, lost))
    yield Incompatibility(f"ENUM_ARRAY_{change}", f"{words} may have been written, and is refused now", path)


def _same(one: Any, two: Any) -> bool:
    """As JSON: true is not 1."""
    return type(one) is type(two) and bool(one == two)


def _written(value: object) -> str:
    text = escape(json.dumps(value, ensure_ascii=False))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
