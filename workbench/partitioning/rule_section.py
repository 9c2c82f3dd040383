"""One table of a rule file, read with every mistake in it said: which table, which name, what would be valid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from workbench.records.escape import quoted

_Kind = TypeVar("_Kind")
_KINDS = {bool: "true or false", int: "a number", float: "a number", str: "a text in quotes", list: "a list"}


@dataclass(frozen=True, slots=True)
class Section:
    """A table and where it stands, such as "rule 2 (line 9)"; what is wrong goes to `problems`."""

    where: str
    table: Mapping[str, object]
    problems: list[str]

    def say(self, what: str) -> None:
        """Something is wrong here."""
        self.problems.append(f"{self.where}: {what}" if self.where else what)

    def known(self, valid: Iterable[str]) -> bool:
        """Whether every name is one of these; the others are said."""
        names = list(valid)
        for name in self.table:
            if name not in names:
                near = get_close_matches(name, names, n=1, cutoff=0.6)
                hint = f"did you mean {near[0]}?" if near else f"valid: {', '.join(names)}"
                self.say(f"{quoted(name)} is not known; {hint}")
        return all(name in names for name in self.table)

    def given(self, names: Iterable[str]) -> list[str]:
        """Those of the names that stand in the table."""
        return [name for name in names if name in self.table]

    def inside(self, name: str) -> Section | None:
        """The table of that name in this one; None, and said, where it is something else."""
        value = self.table[name]
        if isinstance(value, dict):
            return Section(f"{self.where}: {name}" if self.where else name, value, self.problems)
        self.say(f'{name} = {written(value)} is no table; valid: {name} = {{ field = "customer.name", equals = "x" }}')
        return None

    def value(self, name: str, kind: type[_Kind], valid: str) -> _Kind | None:
        """What stands there; None, and said, where it is of another kind. True is no number here."""
        value = self.table[name]
        if type(value) is kind:
            return value
        self.say(f"{name} = {written(value)} is not {_KINDS[kind]}; valid: {valid}")
        return None

    def texts(self, name: str, valid: str) -> list[str]:
        """A text, or a list of texts; nothing, and said, where one is something else, or empty, or none is there."""
        value = self.table[name]
        values = value if isinstance(value, list) else [value]
        texts = [text for text in values if isinstance(text, str) and text]
        if texts and len(texts) == len(values):
            return texts
        self.say(f"{name} = {written(value)} cannot be; valid: {valid}")
        return []


def written(value: object) -> str:
    """A value of the file, short enough for a sentence."""
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value, 24)
    return quoted(str(value), 24)[1:-1]
