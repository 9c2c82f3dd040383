"""A text that a JSON Schema allows: made by its rules, mended where it says why not, kept only when it is one."""

from __future__ import annotations

import json
from random import Random
from typing import Any, Final

from workbench.records.errors import Problem, Unserializable
from workbench.serialization.json_schema.making import Maker, TooLargeError
from workbench.serialization.json_schema.validation import Validator
from workbench.serialization.json_schema.walking import Walk

TRIES: Final = 40
_MOST_LARGE: Final = 6
"""Tries that may be too large before it is given up."""

_MENDS: Final = 8
"""Times that one value is mended."""

_FIRST_ERRORS: Final = 20


def sample(validator: Validator, seed: int = 0) -> str:
    """A text over lines. Raises Unserializable where none of many tries is allowed: the schema may allow nothing."""
    too_large = 0
    for chance in range(TRIES):
        if too_large == _MOST_LARGE:
            break
        try:
            maker = Maker(validator, Random(seed * TRIES + chance), sparse=chance % 2 == 1)
            text = _mended(validator, maker, maker.of(validator.document))
        except (TooLargeError, RecursionError):
            too_large += 1
            continue
        except (ArithmeticError, ValueError, TypeError):  # words of the schema that mean nothing together
            continue
        if text:
            return text
    raise Unserializable(Problem("no sample was found that this schema allows", "a value typed by hand"))


def _mended(validator: Validator, maker: Maker, value: Any) -> str:
    """The value's text, once the schema has nothing against it; empty where that is not reached."""
    for _ in range(_MENDS):
        text = json.dumps(value, indent=2, ensure_ascii=False)
        try:
            validator.check(text)
        except Unserializable:
            if not _mend(validator, maker, value):
                break
            continue
        return text
    return ""


def _mend(validator: Validator, maker: Maker, value: Any) -> bool:
    """Whether something was changed: a member that is missing is added, one that is too many is taken away."""
    changed = False
    for error in list(validator.errors(value))[:_FIRST_ERRORS]:
        holder = _at(value, error.instance_path)
        if not isinstance(holder, dict):
            continue
        kind = error.kind
        if kind.name == "required" and kind.property not in holder:
            schemas = Walk(validator).at((*error.instance_path, kind.property))
            holder[kind.property] = maker.of(schemas[0], schemas[0][""]) if schemas else maker.of({})
            changed = True
        for name in getattr(kind, "unexpected", ()) if kind.name.endswith("Properties") else ():
            changed = holder.pop(name, None) is not None or changed
    return changed


def _at(value: Any, steps: list[str | int]) -> Any:
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value
