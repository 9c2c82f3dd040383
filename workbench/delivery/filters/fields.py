"""The fields of a filter by name: what each is for, what may stand behind it, and how its values are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from workbench.delivery.filters.conditions import (
    Column,
    Condition,
    Errors,
    KeyText,
    Latency,
    Numbers,
    States,
    Times,
    Topics,
    Whole,
)
from workbench.delivery.filters.moments import Moment, read_moment
from workbench.delivery.filters.quantities import BYTES, PLAIN, SECONDS, Span, amount, span, unit_of
from workbench.delivery.filters.words import Value, Word
from workbench.delivery.report import DeliveryState
from workbench.records.escape import quoted


class Unreadable(Exception):
    """A value that its field cannot be; `start` and `end` are its characters in the line."""

    def __init__(self, sentence: str, value: Value) -> None:
        super().__init__(sentence)
        self.start, self.end = value.start, value.end


@dataclass(frozen=True, slots=True)
class Field:
    """`valid` is a clause that says what may stand behind the colon."""

    name: str
    about: str
    valid: str
    read: Callable[[Word], Condition]


_ANY_DAY = date(2000, 1, 1)
_STATES = {state.word: state for state in DeliveryState}
_STATE_WORDS = ", ".join(_STATES)


def _texts(word: Word) -> tuple[str, ...]:
    for value in word.values:
        if not value.text:
            raise Unreadable("an empty text is in everything: write some of it, such as user-42", value)
    return tuple(value.text for value in word.values)


def _key(word: Word) -> KeyText:
    texts = _texts(word)
    return KeyText(texts, exact=any(text != text.lower() for text in texts))


def _exact(word: Word) -> KeyText:
    return KeyText(_texts(word), exact=True)


def _states(word: Word) -> States:
    for value in word.values:
        if value.text.lower() not in _STATES:
            raise Unreadable(f"{_said(value)} is no state: {_STATE_WORDS}", value)
    return States(frozenset(_STATES[value.text.lower()] for value in word.values))


def _topics(word: Word) -> Topics:
    return Topics(_texts(word))


def _errors(word: Word) -> Errors:
    return Errors(tuple(text.lower() for text in _texts(word)))


def _numbers(column: Column) -> Callable[[Word], Numbers]:
    def read(word: Word) -> Numbers:
        return Numbers(column, tuple(_whole(column, value) for value in word.values))

    return read


def _whole(column: Column, value: Value) -> Whole:
    ends = _span(value, FIELDS[column.value].valid)
    low, high = (_whole_end(column, value, end, ends) for end in (ends.low, ends.high))
    low = low + 1 if low is not None and not ends.low_included else low
    high = high - 1 if high is not None and not ends.high_included else high
    _in_order(value, low, high)
    if high is not None and high < 0:
        raise Unreadable("nothing is below 0", value)
    return Whole(low, high)


def _whole_end(column: Column, value: Value, text: str | None, ends: Span) -> int | None:
    if text is None:
        return None
    units, bare = (BYTES, "b") if column is Column.SIZE else (PLAIN, "")
    if column is Column.SIZE and text is ends.low and ends.high is not None:
        bare = unit_of(ends.high) or bare
    number = amount(text, units, bare)
    if number is None or number != int(number) or number >= (1 << 63) - 1:
        raise Unreadable(f"{_said(value)} is not {FIELDS[column.value].valid}", value)
    return int(number)


def _latency(word: Word) -> Latency:
    value = _only(word)
    ends = _span(value, FIELDS["latency"].valid)
    if ends.single:
        raise Unreadable(f"hardly a latency is exactly {_said(value)}: write >{value.text} or a range, 5..20ms", value)
    bare = unit_of(ends.high or "") or "ms"
    low = None if ends.low is None else amount(ends.low, SECONDS, bare)
    high = None if ends.high is None else amount(ends.high, SECONDS, "ms")
    if (low is None) != (ends.low is None) or (high is None) != (ends.high is None):
        raise Unreadable(f"{_said(value)} is not {FIELDS['latency'].valid}", value)
    _in_order(value, low, high)
    return Latency(low, high, ends.low_included, ends.high_included)


def _times(word: Word) -> Times:
    value = _only(word)
    ends = _span(value, FIELDS["time"].valid)
    low, high = (_moment(value, text) for text in (ends.low, ends.high))
    if low is not None and high is not None and low.is_clock == high.is_clock:
        _in_order(value, low.interval(_ANY_DAY)[0], high.interval(_ANY_DAY)[1])
    return Times(low, high, ends.low_included, ends.high_included)


def _moment(value: Value, text: str | None) -> Moment | None:
    if text is None:
        return None
    moment = read_moment(text)
    if moment is None:
        raise Unreadable(f"{quoted(text)} is no time: {FIELDS['time'].valid}", value)
    return moment


def _span(value: Value, valid: str) -> Span:
    found = span(value.text)
    if found is None:
        raise Unreadable(f"{_said(value)} is not {valid}" if value.text else f"what is missing is {valid}", value)
    return found


def _only(word: Word) -> Value:
    if len(word.values) > 1:
        raise Unreadable(f"{word.field} takes one range, not {len(word.values)}", word.values[1])
    return word.values[0]


def _in_order(value: Value, low: object, high: object) -> None:
    if low is not None and high is not None and low > high:  # type: ignore[operator]
        raise Unreadable(f"{_said(value)} ends before it begins", value)


def _said(value: Value) -> str:
    return quoted(value.text) if value.text else "nothing"


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("key", "text in the key; a capital letter finds itself alone", "a text, such as user-42", _key),
        Field("exact", "the same, upper and lower case as typed", "a text, such as user-42", _exact),
        Field("state", _STATE_WORDS, f"one of {_STATE_WORDS}", _states),
        Field("topic", "name of the topic; * is any characters", "a name, such as orders or ord*", _topics),
        Field(
            "partition",
            "number, list or range: 3,5 or 0..4",
            "a number such as 3, or a range such as 0..4",
            _numbers(Column.PARTITION),
        ),
        Field(
            "offset",
            "number, list or range: >1000",
            "an offset such as 1204, or a range such as 1200..1300 or >1200",
            _numbers(Column.OFFSET),
        ),
        Field("error", "text in the error's name or words", "a text, such as TIMED_OUT", _errors),
        Field("latency", "range in us, ms, s, min: >10ms", "a range such as >10ms or 5..20ms", _latency),
        Field("size", "range in B, kB, MB, KiB, MiB: >1kB", "a range such as >1kB or 100..200B", _numbers(Column.SIZE)),
        Field(
            "time",
            "when it was handed over: 12:03..12:05",
            "12:03, 12:03:07 or 2026-11-22T12:03:07Z, or a range such as 12:03..12:05 or >12:03",
            _times,
        ),
    )
}
