"""ISO 8601 texts of Avro's dates, times of day and timestamps, and the whole numbers that they are."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted

_DATE = r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
_TIME = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
_ZONE = r"(?P<zone>[Zz]|(?P<sign>[+-])(?P<hours>[0-9]{2})(?::?(?P<minutes>[0-9]{2}))?)"
_DAY_TEXT = re.compile(_DATE)
_TIME_TEXT = re.compile(_TIME)
_MOMENT_TEXT = re.compile(f"{_DATE}(?:[Tt ]{_TIME}{_ZONE}?)?")

_EPOCH: Final = date(1970, 1, 1).toordinal()
_DAY: Final = 86_400
_START: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_DIGITS: Final[dict[str, int]] = {"millis": 3, "micros": 6, "nanos": 9}
_UNITS: Final = {3: "millisecond", 6: "microsecond", 9: "nanosecond"}
_LONG: Final = 1 << 63


def from_text(name: str, text: str) -> int:
    """The number that a date, a time or a timestamp is. Raises Unserializable.

    `name` is the logical type. Nothing is rounded: more digits than the type holds are refused unless they are zeros.
    A timestamp needs a zone (a date alone is its midnight in UTC), a local timestamp must not have one.
    """
    if name == "date":
        return _days(_match(_DAY_TEXT, text, "a date", "such as 2026-11-22, or days since 1970-01-01")["date"])
    digits = _DIGITS[name.rpartition("-")[2]]
    if name.startswith("time-"):
        valid = f"such as {'12:34:56.789'[: 9 + digits]}, or {_UNITS[digits]}s since midnight"
        found = _match(_TIME_TEXT, text, "a time of day", valid)
        return _of_day(found, text, digits)
    return _moment(name, text, digits)


def check_number(name: str, number: int) -> None:
    """Whether a number may be the value of a logical type. Raises Unserializable: a time of day beyond the day."""
    if not name.startswith("time-"):
        return
    most = _DAY * 10 ** _DIGITS[name.rpartition("-")[2]] - 1
    if not 0 <= number <= most:
        raise Unserializable(Problem(f"{number} is no time of day", f"0 to {most}, or text such as 12:34:56"))


def to_text(name: str, number: int) -> str | None:
    """The text of a number, None beyond the years 1 to 9999 and beyond the day."""
    if name == "date":
        return _day_text(number)
    digits = _DIGITS[name.rpartition("-")[2]]
    days, rest = divmod(number, _DAY * 10**digits)
    if name.startswith("time-"):
        return _time_text(rest, digits) if days == 0 else None
    day = _day_text(days)
    if day is None:
        return None
    return f"{day}T{_time_text(rest, digits)}{'' if name.startswith('local') else 'Z'}"


def _moment(name: str, text: str, digits: int) -> int:
    is_local = name.startswith("local")
    if not is_local and (usual := _usual(text, digits)) is not None:
        return usual
    example = "2026-11-22T12:00:00" + ("" if is_local else "Z")
    valid = f"such as {example}, or {_UNITS[digits]}s since 1970"
    found = _match(_MOMENT_TEXT, text, "a date and time", valid)
    if found["zone"] and is_local:
        raise _refusal(f"{quoted(text, 40)} has a zone, and a local timestamp has none", valid)
    if found["hour"] and not found["zone"] and not is_local:
        raise _refusal(
            f"{quoted(text, 40)} does not say in which zone", "Z after it for UTC, or an offset such as +09:00"
        )
    of_day = _of_day(found, text, digits) if found["hour"] else 0
    number = (_days(found["date"]) * _DAY - _offset(found, text)) * int(10**digits) + of_day
    if not -_LONG <= number < _LONG:
        raise _refusal(f"{quoted(text, 40)} is out of range in {_UNITS[digits]}s", "1677-09-22 to 2262-04-11")
    return number


def _usual(text: str, digits: int) -> int | None:
    """The number of `2026-11-22T12:00:00Z` with no more than six digits of a second, None for every other text.

    Python itself reads these, five times as fast; what else it takes would not be ISO 8601 to everyone.
    """
    if not (20 <= len(text) <= 27 and text[-1] == "Z" and text[10] == "T" and text[4] == "-" == text[7]):
        return None
    try:
        rest, at = 0, datetime.fromisoformat(text)
    except ValueError:
        return None
    if text[13] != ":" or text[16] != ":" or text[11:13] == "24" or not text[-2].isdigit():
        return None
    microseconds = (at - _START) // _MICROSECOND
    if digits == 3:
        microseconds, rest = divmod(microseconds, 1000)
    number = microseconds * 1000 if digits == 9 else microseconds
    return None if rest or not -_LONG <= number < _LONG else number


def _match(pattern: re.Pattern[str], text: str, what: str, valid: str) -> re.Match[str]:
    found = pattern.fullmatch(text.strip())
    if found is None:
        raise _refusal(f"{quoted(text, 40)} is not {what}", valid)
    return found


def _days(text: str) -> int:
    try:
        return date.fromisoformat(text).toordinal() - _EPOCH
    except ValueError:
        raise _refusal(f"there is no day {text}", "a day of the years 0001 to 9999") from None


def _of_day(found: re.Match[str], text: str, digits: int) -> int:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise _refusal(f"there is no time {quoted(text, 40)}", "00:00:00 to 23:59:59")
    fraction = (found["fraction"] or "").rstrip("0")
    if len(fraction) > digits:
        raise _refusal(
            f"{quoted(text, 40)} is finer than a {_UNITS[digits]}", f"at most {digits} digits after the second"
        )
    return (hour * 3600 + minute * 60 + second) * int(10**digits) + int(fraction.ljust(digits, "0"))


def _offset(found: re.Match[str], text: str) -> int:
    """Seconds east of UTC."""
    if not found["sign"]:
        return 0
    seconds = int(found["hours"]) * 3600 + int(found["minutes"] or 0) * 60
    if seconds > 18 * 3600 or int(found["minutes"] or 0) > 59:
        raise _refusal(f"there is no zone {found['zone']} in {quoted(text, 40)}", "-18:00 to +18:00")
    return -seconds if found["sign"] == "-" else seconds


def _day_text(days: int) -> str | None:
    ordinal = days + _EPOCH
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else None


def _time_text(number: int, digits: int) -> str:
    seconds, fraction = divmod(number, 10**digits)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{text}.{fraction:0{digits}}" if fraction else text


def _refusal(what: str, valid: str) -> Unserializable:
    return Unserializable(Problem(what, valid))
