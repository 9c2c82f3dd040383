"""Numbers with their units and ranges, read and written: `>10ms`, `5..20ms`, `>=1.5kB`, `3`, `..7`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

SECONDS: Mapping[str, Decimal] = {
    "us": Decimal("0.000001"),
    "\u00b5s": Decimal("0.000001"),
    "\u03bcs": Decimal("0.000001"),
    "ms": Decimal("0.001"),
    "s": Decimal(1),
    "min": Decimal(60),
}
BYTES: Mapping[str, Decimal] = {
    "b": Decimal(1),
    "kb": Decimal(1_000),
    "mb": Decimal(1_000_000),
    "gb": Decimal(1_000_000_000),
    "kib": Decimal(1 << 10),
    "mib": Decimal(1 << 20),
    "gib": Decimal(1 << 30),
}
PLAIN: Mapping[str, Decimal] = {"": Decimal(1)}

_COMPARED = re.compile(r"(>=|<=|>|<)(.+)")
_NUMBER = re.compile(r"([0-9]{1,19}(?:\.[0-9]{1,18})?)\s*([A-Za-z\u00b5\u03bc]*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """The two ends of a written range as text; None is open. `single` stands for itself: both ends are the same."""

    low: str | None
    high: str | None
    low_included: bool = True
    high_included: bool = True
    single: bool = False


def span(text: str) -> Span | None:
    """`>a`, `>=a`, `<b`, `<=b`, `a..b`, `a..`, `..b` or `a`; None for a range without any end."""
    if (compared := _COMPARED.fullmatch(text)) is not None:
        sign, bound = compared.groups()
        included = sign.endswith("=")
        return Span(bound, None, included) if sign.startswith(">") else Span(None, bound, True, included)
    low, dots, high = text.partition("..")
    if not dots:
        return Span(text, text, single=True) if text else None
    return Span(low or None, high or None) if low or high else None


def unit_of(text: str) -> str:
    """The unit that is written behind a number, `` for none or no number."""
    matched = _NUMBER.fullmatch(text.replace("_", ""))
    return matched[2].lower() if matched else ""


def amount(text: str, units: Mapping[str, Decimal], otherwise: str) -> Decimal | None:
    """What is written, in the unit whose scale is 1; `otherwise` is the unit of a bare number. None if it is none."""
    matched = _NUMBER.fullmatch(text.replace("_", ""))
    if matched is None:
        return None
    scale = units.get(matched[2].lower() or otherwise)
    return None if scale is None else Decimal(matched[1]) * scale


def written_seconds(seconds: Decimal) -> str:
    """Exactly these seconds, as milliseconds below one second."""
    number, unit = (seconds * 1000, "ms") if seconds < 1 else (seconds, "s")
    return f"{number.normalize():f}{unit}"


def written_range(low: str | None, high: str | None, low_included: bool = True, high_included: bool = True) -> str:
    """The range as it is typed."""
    if low is not None and low == high and low_included and high_included:
        return low
    if low is not None and high is not None and low_included and high_included:
        return f"{low}..{high}"
    return f">{'=' * low_included}{low}" if high is None else f"<{'=' * high_included}{high}"
