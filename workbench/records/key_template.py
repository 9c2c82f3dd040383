"""Keys made of a template: `user-{n}`, `{uuid}`, `eu-{int:1-1000}`. The same seed makes the same keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count as counting
from itertools import islice, repeat
from random import Random
from typing import Self
from uuid import UUID

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted

VALID = "{n}, {n:06}, {uuid}, {hex:16}, {int:1-1000}, {choice:a|b|c}; {{ and }} are braces"
MOST_DIGITS = 64
_NAMES = ("n", "uuid", "hex", "int", "choice")
_PART = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+")

Maker = Callable[[Random], Iterator[str]]
"""The texts that a placeholder stands for, one after the other."""


@dataclass(frozen=True, slots=True)
class KeyTemplate:
    """A text with placeholders, read."""

    makers: tuple[Maker, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """The template. Raises Unserializable with every problem and its place."""
        problems: list[Problem] = []
        makers: list[Maker] = []
        for found in _PART.finditer(text):
            try:
                makers.append(_maker(found))
            except ValueError as error:
                problems.append(Problem.within(text, found.start(), str(error), VALID))
        if problems:
            raise Unserializable(*problems)
        return cls(tuple(makers))

    def keys(self, count: int, seed: int = 0) -> Iterator[str]:
        """So many texts. A template without a placeholder gives the same one each time."""
        chance = Random(seed)
        parts = [make(chance) for make in self.makers] or [repeat("")]
        return islice(map("".join, zip(*parts, strict=False)), count)


def _maker(found: re.Match[str]) -> Maker:
    literal, inside = found[0], found[1]
    if inside is None:
        if literal in "{}":
            raise ValueError(f"this {literal} has no partner")
        text = {"{{": "{", "}}": "}"}.get(literal, literal)
        return lambda _: repeat(text)
    name, separator, rest = inside.partition(":")
    if name not in _NAMES:
        near = get_close_matches(name, _NAMES, n=1)
        raise ValueError(
            f"there is no placeholder {quoted(inside, 40)}" + (f"; did you mean {near[0]}?" if near else "")
        )
    return {"n": _number, "uuid": _uuid, "hex": _hex, "int": _int, "choice": _choice}[name](rest if separator else "")


def _number(rest: str) -> Maker:
    width = _digits(rest.removeprefix("0") or "0", "the width of {n:06}") if rest else 0
    if rest and (not rest.startswith("0") or not 0 < width <= MOST_DIGITS):
        raise ValueError(f"the width of {{n:06}} is 0 and a number from 1 to {MOST_DIGITS}")
    return lambda _: map(f"%0{width}d".__mod__ if width else str, counting())


def _uuid(rest: str) -> Maker:
    if rest:
        raise ValueError("{uuid} takes nothing more")
    return lambda chance: (str(UUID(int=chance.getrandbits(128), version=4)) for _ in counting())


def _hex(rest: str) -> Maker:
    digits = _digits(rest, "the digits of {hex:16}")
    if not 0 < digits <= MOST_DIGITS:
        raise ValueError(f"{{hex:16}} has 1 to {MOST_DIGITS} digits")
    return lambda chance: (f"{chance.getrandbits(4 * digits):0{digits}x}" for _ in counting())


def _int(rest: str) -> Maker:
    found = re.fullmatch(r"(-?\d{1,19})-(-?\d{1,19})", rest)
    if found is None or int(found[1]) > int(found[2]):
        raise ValueError("{int:1-1000} takes two numbers, the smaller one first")
    low, high = int(found[1]), int(found[2])
    return lambda chance: (str(chance.randint(low, high)) for _ in counting())


def _choice(rest: str) -> Maker:
    options = rest.split("|")
    if not rest:
        raise ValueError("{choice:a|b|c} needs something to choose from")
    return lambda chance: (chance.choice(options) for _ in counting())


def _digits(text: str, what: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise ValueError(f"{what} is no number")
    return int(text)
