"""Timestamps, durations and field masks between their JSON text and their fields (timestamp.proto, duration.proto)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from workbench.records.escape import quoted
from workbench.serialization.protobuf.scalars import Refused

_MOMENT = re.compile(
    r"(?P<at>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.(?P<nanos>[0-9]{1,9}))?"
    r"(?:Z|(?P<sign>[+-])(?P<hours>[0-9]{2}):(?P<minutes>[0-9]{2}))",
    re.ASCII,
)
_LENGTH = re.compile(r"(?P<sign>-?)(?P<seconds>[0-9]{1,12})(?:\.(?P<nanos>[0-9]{1,9}))?s", re.ASCII)
_PATH = re.compile(r"[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENT_VALID: Final = "a moment of the years 1 to 9999 such as 2026-11-22T12:00:00.5Z or 2026-11-22T21:00:00+09:00"
_LENGTH_VALID: Final = "seconds such as 1.5s or -3s, at most 315576000000s"
_LONGEST: Final = 315_576_000_000


def timestamp(text: str) -> tuple[int, int]:
    """Seconds since 1970 and nanoseconds after them. Raises Refused."""
    found = _MOMENT.fullmatch(text)
    try:
        if found is None or int(found["minutes"] or 0) > 59 or int(found["hours"] or 0) > 23:
            raise ValueError(text)
        offset = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
        moment = datetime.fromisoformat(found["at"] + "+00:00")
        seconds = (moment - _EPOCH) // timedelta(seconds=1) - _signed(found["sign"], offset)
    except ValueError:
        raise Refused(f"{quoted(text, 40)} is no timestamp", _MOMENT_VALID) from None
    if not -62_135_596_800 <= seconds <= 253_402_300_799:
        raise Refused(f"{quoted(text, 40)} is out of range", _MOMENT_VALID)
    return seconds, _nanos(found["nanos"])


def duration(text: str) -> tuple[int, int]:
    """Seconds and nanoseconds, of one sign. Raises Refused."""
    found = _LENGTH.fullmatch(text)
    if found is None:
        raise Refused(f"{quoted(text, 40)} is no duration", _LENGTH_VALID)
    sign = -1 if found["sign"] else 1
    seconds, nanos = int(found["seconds"]), _nanos(found["nanos"])
    if seconds > _LONGEST or (seconds == _LONGEST and nanos):
        raise Refused(f"{quoted(text, 40)} is out of range", _LENGTH_VALID)
    return sign * seconds, sign * nanos


def field_mask(text: str) -> list[str]:
    """The paths, each in the .proto's spelling: `userName,address.zip` is user_name and address.zip. Raises Refused."""
    paths = text.split(",") if text else []
    for path in paths:
        if not _PATH.fullmatch(path):
            valid = "names in lowerCamelCase, with commas between: userName,address.zip"
            raise Refused(f"{quoted(path, 40)} is no path of fields", valid)
    return [re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), path) for path in paths]


def _signed(sign: str | None, offset: timedelta) -> int:
    return (-1 if sign == "-" else 1) * (offset // timedelta(seconds=1))


def _nanos(digits: str | None) -> int:
    return int((digits or "").ljust(9, "0"))
