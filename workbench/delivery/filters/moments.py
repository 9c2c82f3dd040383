"""Moments as a person writes them: a time of today's clock, or a date with or without a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt](\d{2}:\d{2}(?::(\d{2})(?:[.,](\d{1,6}))?)?)(?:[Zz]|[+-]\d{2}:?\d{2})?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as written; `12:05` is a minute of today, `2026-11-22` a day, `2026-11-22T12:05:07Z` a second."""

    text: str

    @property
    def is_clock(self) -> bool:
        """Whether it is a time of today, whichever day that is."""
        return _CLOCK.fullmatch(self.text) is not None

    def interval(self, today: date) -> tuple[float, float]:
        """Its begin and its end, which is no longer part of it, in epoch seconds; clocks are this machine's zone."""
        begin = _begin(self.text, today)
        return begin.timestamp(), (begin + _length(self.text)).timestamp()


def read_moment(text: str) -> Moment | None:
    """The moment that a text says, None if it says none that exists."""
    moment = Moment(text)
    try:
        moment.interval(date(2000, 1, 1))
    except (ValueError, OverflowError, OSError):
        return None
    return moment


def _begin(text: str, today: date) -> datetime:
    if (clock := _CLOCK.fullmatch(text)) is not None:
        hour, minute, second, fraction = clock.groups()
        at = time(int(hour), int(minute), int(second or 0), int((fraction or "0").ljust(6, "0")))
        return datetime.combine(today, at)
    if _DAY.fullmatch(text) or _ISO.fullmatch(text):
        return datetime.fromisoformat(text.upper().replace(",", "."))
    raise ValueError(text)


def _length(text: str) -> timedelta:
    """A day, a minute, a second, or what the last written digit of a fraction is worth."""
    if _DAY.fullmatch(text):
        return timedelta(days=1)
    matched = _CLOCK.fullmatch(text) or _ISO.fullmatch(text)
    assert matched is not None
    *_, second, fraction = matched.groups()
    if second is None:
        return timedelta(minutes=1)
    return timedelta(seconds=1) if fraction is None else timedelta(microseconds=10 ** (6 - len(fraction)))
