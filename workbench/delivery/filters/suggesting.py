"""What may stand at the cursor of a filter's line: fields by name, their values, those of this log first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.delivery.filters.fields import FIELDS
from workbench.delivery.filters.words import Value, Word, quote, split
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.serialization.serializer import Suggestion

MOST = 200

_EXAMPLES = {
    "latency": (">10ms", "5..20ms", "<1ms"),
    "size": (">1kB", "100..200B"),
    "offset": (">1000", "1200..1300"),
    "partition": ("3,5", "0..4"),
    "time": ("12:03..12:05", ">12:03"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """Values that occur: names of topics and of errors."""

    topics: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


def known(log: DeliveryLog) -> Known:
    """What occurs in a log."""
    topics, errors = log.names.topics, log.names.errors
    named = (errors[number] for number in range(len(errors)))
    names = {error.name: None for error in named if error is not None}
    return Known(tuple(topics[number] for number in range(len(topics))), tuple(names))


def suggestions(line: str, cursor: int, occurring: Known) -> tuple[Suggestion, ...]:
    """What may stand in place of the word, or of its value, that the cursor is at the end of or within."""
    word = next((word for word in split(line) if word.start <= cursor <= word.end), None)
    if word is None:
        return tuple(_fields(cursor, cursor, ""))
    if word.field is None:
        start = word.start + word.negated
        return tuple(_fields(start, word.end, line[start:cursor])) if cursor >= start else ()
    value = next((value for value in word.values if value.start <= cursor <= value.end), None)
    return () if value is None else tuple(_values(word, value, line[value.start : cursor], occurring))[:MOST]


def _fields(start: int, end: int, begin: str) -> Iterable[Suggestion]:
    for field in FIELDS.values():
        if field.name.startswith(begin.lower()):
            yield Suggestion(start, end, f"{field.name}:", f"{field.name}:", field.about)


def _values(word: Word, value: Value, begin: str, occurring: Known) -> Iterable[Suggestion]:
    begin = begin.removeprefix('"').lower()
    for text, about in _offered(word.field or "", occurring):
        if text.lower().startswith(begin) and text != value.text:
            yield Suggestion(value.start, value.end, _safe(word.field or "", text), text, about)


def _offered(field: str, occurring: Known) -> Iterable[tuple[str, str]]:
    if field == "state":
        return ((state.word, "") for state in DeliveryState)
    if field == "topic":
        return ((name, "") for name in occurring.topics)
    if field == "error":
        return ((name, "") for name in occurring.errors)
    return ((example, "an example") for example in _EXAMPLES.get(field, ()))


def _safe(field: str, text: str) -> str:
    """As it is typed; names from outside may need quotes."""
    plain = field in _EXAMPLES or not set(text) & set(' ",\\')
    return text if plain else quote(text)
