"""A record's timestamp as typed: now, ISO 8601 or epoch milliseconds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from workbench.records.draft import NOW
from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted

LATEST = 253_402_300_799_999
"""The last millisecond of the year 9999."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ISO = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?P<time>[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?(?P<zone>Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?"
)
_FORMS = "now, epoch milliseconds such as 1795305600000, or ISO 8601 such as 2026-11-22T12:00:00Z"


def parse_timestamp(text: str) -> int | None:
    """Epoch milliseconds, None for now (also when the text is empty). Raises Unserializable.

    A date alone is its midnight in UTC, as in ECMAScript. A time of day without a zone is refused: what it means
    would differ from machine to machine. 0 is refused because librdkafka reads it as "now", and so are numbers that
    are far more likely seconds, microseconds or a date than milliseconds. What is finer than a millisecond is cut off.
    """
    text = text.strip()
    if text.lower() in ("", NOW):
        return None
    if text.isascii() and text.lstrip("+-").isdigit():
        return _in_range(_epoch_milliseconds(text), text)
    return _in_range(_iso_milliseconds(text), text)


def _epoch_milliseconds(text: str) -> int:
    digits = text.lstrip("+-")
    if len(digits) == 10 and text == digits:
        raise _unreadable(f"{text} milliseconds are in early 1970; these look like seconds", f"{text}000, or ISO 8601")
    if len(digits) == 8 and _is_date(digits):
        day = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
        raise _unreadable(f"{text} can be read as a date and as milliseconds", f"{day} for the date")
    if len(digits) > 18 or len(text) > len(digits) + 1:
        raise _unreadable(f"{quoted(text)} is no time up to the year 9999", _FORMS)
    return int(text)


def _iso_milliseconds(text: str) -> int:
    match = _ISO.fullmatch(text.upper())
    if match is None:
        raise _unreadable(f"{quoted(text)} cannot be read as a time", _FORMS)
    if match["time"] and not match["zone"]:
        raise _unreadable(f"{quoted(text)} does not say in which zone", "add Z for UTC, or an offset such as +09:00")
    try:
        moment = datetime.fromisoformat(match[0])
    except ValueError as error:
        raise _unreadable(f"{quoted(text)} does not exist: {error}", _FORMS) from None
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - _EPOCH) // timedelta(milliseconds=1)


def _in_range(milliseconds: int, text: str) -> int:
    if milliseconds == 0:
        raise _unreadable("0 cannot be sent: librdkafka reads timestamp 0 as now", _FORMS)
    if milliseconds < 0:
        raise _unreadable(f"{quoted(text)} is before 1970", "1 or later, " + _FORMS)
    if milliseconds > LATEST:
        raise _unreadable(f"{quoted(text)} is after the year 9999; milliseconds are meant, not a finer unit", _FORMS)
    return milliseconds


def _is_date(digits: str) -> bool:
    try:
        return 1900 <= date.fromisoformat(digits).year < 2200
    except ValueError:
        return False


def _unreadable(what: str, valid: str) -> Unserializable:
    return Unserializable(Problem(what, valid))
