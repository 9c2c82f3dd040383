"""A text that a regular expression matches, for samples."""

from __future__ import annotations

import re
from random import Random
from typing import Any, Final

_MOST: Final = 3
"""Times that something is repeated which may be repeated without end."""

MOST_LONG: Final = 10_000
"""Characters that something repeated may have."""

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_CLASSES: Final = {"digit": "0123456789", "space": " ", "word": _LETTERS + "0123456789_"}
_ANY: Final = _LETTERS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. /"


def matching(pattern: str, chance: Random) -> str:
    """A text for the pattern, as Python reads it; an empty one where Python cannot read it or has no way to make one.

    Whether it really matches is for the validator to say.
    """
    try:
        from re import _parser  # type: ignore[attr-defined]

        return _made(_parser.parse(pattern), chance)
    except (re.error, RecursionError, OverflowError, ImportError):
        return ""


def _made(parsed: Any, chance: Random) -> str:
    return "".join(_one(str(code), argument, chance) for code, argument in parsed)


def _one(code: str, argument: Any, chance: Random) -> str:
    match code:
        case "LITERAL":
            return chr(argument)
        case "NOT_LITERAL":
            return next(one for one in _ANY if ord(one) != argument)
        case "ANY":
            return chance.choice(_LETTERS)
        case "IN":
            return _of_set(argument, chance)
        case "BRANCH":
            return _made(chance.choice(argument[1]), chance)
        case "SUBPATTERN":
            return _made(argument[3], chance)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, inner = argument
            count = chance.randint(least, max(least, min(int(most), least + _MOST)))
            once = _made(inner, chance)
            return once * min(count, MOST_LONG // max(len(once), 1))
        case "ATOMIC_GROUP":
            return _made(argument, chance)
    return ""


def _of_set(parts: Any, chance: Random) -> str:
    """A character of a set; of one that says what is not in it, one that is not."""
    negated = bool(parts) and str(parts[0][0]) == "NEGATE"
    inside = [one for part in parts for one in _characters(str(part[0]), part[1])]
    if negated:
        return chance.choice([one for one in _ANY if one not in inside] or ["\u00e9"])
    return chance.choice(inside or ["a"])


def _characters(code: str, argument: Any) -> list[str]:
    match code:
        case "LITERAL":
            return [chr(argument)]
        case "RANGE":
            return [chr(one) for one in range(argument[0], min(argument[1], argument[0] + 500) + 1)]
        case "CATEGORY":
            name = str(argument).lower()
            known = next((letters for word, letters in _CLASSES.items() if word in name), _LETTERS)
            return [one for one in _ANY if one not in known] if "not" in name else list(known)
    return []
