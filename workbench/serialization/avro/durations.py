"""Avro's duration: months, days and milliseconds in twelve bytes, written in ISO 8601."""

from __future__ import annotations

import re
import struct

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted

_ISO = re.compile(
    r"P(?:(?P<years>[0-9]{1,10})Y)?(?:(?P<months>[0-9]{1,10})M)?(?:(?P<weeks>[0-9]{1,10})W)?(?:(?P<days>[0-9]{1,10})D)?"
    r"(?P<time>T(?:(?P<hours>[0-9]{1,10})H)?(?:(?P<minutes>[0-9]{1,10})M)?"
    r"(?:(?P<seconds>[0-9]{1,10})(?:[.,](?P<fraction>[0-9]{1,9}))?S)?)?"
)
_VALID = "ISO 8601 without a sign, such as P1Y2M3DT4H5M6.789S or PT0S"
_MOST = (1 << 32) - 1


def from_text(text: str) -> bytes:
    """Three unsigned 32-bit numbers, little-endian. Raises Unserializable.

    A year is twelve months and a week seven days; nothing else is carried over, as a day is not always 24 hours.
    """
    found = _ISO.fullmatch(text.strip().upper())
    if found is None or found.group().endswith(("P", "T")):
        raise Unserializable(Problem(f"{quoted(text, 40)} is not a duration", _VALID))
    count = {name: int(digits or 0) for name, digits in found.groupdict().items() if name not in ("time", "fraction")}
    fraction = (found["fraction"] or "").rstrip("0")
    if len(fraction) > 3:
        what = f"{quoted(text, 40)} is finer than a millisecond"
        raise Unserializable(Problem(what, "at most 3 digits after the second"))
    seconds = count["hours"] * 3600 + count["minutes"] * 60 + count["seconds"]
    months, days = count["years"] * 12 + count["months"], count["weeks"] * 7 + count["days"]
    numbers = (months, days, seconds * 1000 + int(fraction.ljust(3, "0")))
    if max(numbers) > _MOST:
        what = f"{quoted(text, 40)} is too long: months, days and milliseconds are 32 bits each"
        raise Unserializable(Problem(what, f"at most {_MOST:,} of each"))
    return struct.pack("<III", *numbers)


def to_text(data: bytes) -> str | None:
    """The duration of twelve bytes, as `P14M3DT4.005S`."""
    if len(data) != 12:
        return None
    months, days, milliseconds = struct.unpack("<III", data)
    seconds, rest = divmod(milliseconds, 1000)
    time = f"T{seconds}{f'.{rest:03}' if rest else ''}S" if milliseconds or not (months or days) else ""
    return "P" + (f"{months}M" if months else "") + (f"{days}D" if days else "") + time
