"""A filter → the line that means it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.delivery.filters.conditions import (
    Clause,
    Condition,
    Errors,
    Filter,
    KeyText,
    Latency,
    Numbers,
    States,
    Times,
    Topics,
)
from workbench.delivery.filters.quantities import written_range, written_seconds
from workbench.delivery.filters.words import quote

_BARE = re.compile(r"[^\s\",:\\-][^\s\",:\\]*")


def write(wanted: Filter) -> str:
    """A line that is read as this filter, shorter ways of saying the same preferred."""
    return " ".join(_clause(clause) for clause in wanted.clauses)


def _clause(clause: Clause) -> str:
    return "-" * clause.negated + _condition(clause.condition)


def _condition(condition: Condition) -> str:
    match condition:
        case KeyText(texts, exact):
            return _key(texts, exact)
        case States(states):
            return "state:" + ",".join(state.word for state in sorted(states))
        case Topics(names):
            return "topic:" + _listed(names)
        case Errors(texts):
            return "error:" + _listed(texts)
        case Numbers(column, ranges):
            return f"{column.value}:" + ",".join(written_range(_text(one.low), _text(one.high)) for one in ranges)
        case Latency(low, high):
            begin, end = (None if one is None else written_seconds(one) for one in (low, high))
            return "latency:" + _doubled(written_range(begin, end, condition.low_included, condition.high_included))
        case Times(low, high):
            first, last = (None if one is None else one.text for one in (low, high))
            return "time:" + written_range(first, last, condition.low_included, condition.high_included)


def _key(texts: tuple[str, ...], exact: bool) -> str:
    field = "exact" if exact and all(text == text.lower() for text in texts) else "key"
    if field == "key" and len(texts) == 1:
        return _word(texts[0])
    return f"{field}:{_listed(texts)}"


def _listed(texts: Iterable[str]) -> str:
    return ",".join(_word(text) for text in texts)


def _word(text: str) -> str:
    return text if _BARE.fullmatch(text) else quote(text)


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _doubled(written: str) -> str:
    """A latency that is one number is a range of itself: the number alone would be refused."""
    return written if ".." in written or written[0] in "<>" else f"{written}..{written}"
