"""A typed line → a filter, or a sentence for each word that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from workbench.delivery.filters.conditions import Clause, Filter
from workbench.delivery.filters.fields import FIELDS, Unreadable
from workbench.delivery.filters.words import Value, Word, quote, split
from workbench.records.escape import escape, quoted


@dataclass(frozen=True, slots=True)
class Problem:
    """A word that cannot be read: the characters `start` to `end` of the line, and what would be valid."""

    start: int
    end: int
    sentence: str

    def __str__(self) -> str:
        return f"character {self.start + 1}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Reading:
    """The filter of all words that can be read, and the problems of the others, in the order of the line."""

    filter: Filter
    problems: tuple[Problem, ...] = ()


def read(line: str) -> Reading:
    """The filter that a line means."""
    clauses: list[Clause] = []
    problems: list[Problem] = []
    for word in split(line):
        try:
            clauses.append(_clause(word))
        except Unreadable as error:
            problems.append(Problem(error.start, error.end, str(error)))
    return Reading(Filter(tuple(clauses)), tuple(problems))


def _clause(word: Word) -> Clause:
    last = word.values[-1]
    if word.open_quote:
        raise Unreadable('a quote is not closed: end it with "', last)
    if word.field is None and not last.text:
        raise Unreadable("a minus stands alone: write it before a word, such as -state:delivered", last)
    field = FIELDS.get(word.field or "key")
    if field is None:
        raise Unreadable(_no_field(word), Value(word.field or "", word.start + word.negated, last.end))
    return Clause(field.read(word), word.negated)


def _no_field(word: Word) -> str:
    """There is no such field: the one that may be meant, all there are, and how it is written where it is no field."""
    name, text = word.field or "", ",".join(value.text for value in word.values)
    near = get_close_matches(name, FIELDS, 1)
    meant = f"did you mean {near[0]}? " if near else ""
    as_text = escape(quote(f"{name}:{text}"))
    return f"{meant}there is no {quoted(name)}: {', '.join(FIELDS)}; a key's text is written {as_text}"
