"""The one spelling of a serializer and its options: `string,charset=UTF-16`, on screen, in flags and in files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted

VALID = "a serializer's name, then options, such as string,charset=UTF-16 or avro,subject=orders-value,version=2"
_PART = re.compile(r"(?:[^,\\]|\\.|\\$)*", re.DOTALL)
_ESCAPED = re.compile(r"\\([,\\])")
_TO_ESCAPE = re.compile(r"[,\\]")


@dataclass(frozen=True, slots=True)
class SerializerSpec:
    """A serializer's name and its options in the order they were given. `\\,` is a comma and no separator."""

    name: str
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """The spec of `name,option=value,…`. Raises Unserializable: no `=`, no name before it, or an option twice."""
        name, *rest = _split(text)
        options: dict[str, str] = {}
        problems: list[Problem] = []
        for part in rest:
            option, separator, value = part.partition("=")
            option = option.strip()
            if not separator or not option:
                problems.append(Problem(f"{quoted(part)} is no option", VALID))
            elif option in options:
                problems.append(Problem(f"the option {quoted(option)} is given twice", VALID))
            else:
                options[option] = value
        if problems:
            raise Unserializable(*problems)
        return cls(name.strip(), tuple(options.items()))

    def __getitem__(self, option: str) -> str:
        """The option's value, empty where it is not given."""
        return next((value for name, value in self.options if name == option), "")

    def having(self, **options: str) -> SerializerSpec:
        """The same with these options; an empty value takes one away."""
        changed = dict(self.options) | options
        return SerializerSpec(self.name, tuple((name, value) for name, value in changed.items() if value))

    def __str__(self) -> str:
        parts = (self.name, *(f"{name}={value}" for name, value in self.options))
        return ",".join(_TO_ESCAPE.sub(_escape, part) for part in parts)


def _split(text: str) -> list[str]:
    parts, at = [], 0
    while True:
        found = _PART.match(text, at)
        assert found is not None  # the pattern matches the empty text
        parts.append(_ESCAPED.sub(r"\1", found[0]))
        at = found.end() + 1
        if at > len(text):
            return parts


def _escape(found: re.Match[str]) -> str:
    return "\\" + found[0]
