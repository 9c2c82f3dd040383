"""The names that could stand where another was written: all of them, or it says that these are not all."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from workbench.records.escape import escape

MOST_LISTED: Final = 8
"""Names up to which all are listed."""

_MOST_COMPARED: Final = 1_000
_LONGEST: Final = 80


def listed(names: Sequence[str], written: str = "") -> str:
    """All names, the nearest first; of very many only the nearest to what was written, and how many there are."""
    few = names[:_MOST_COMPARED]
    by_lower = {name.lower(): name for name in reversed(few)}
    near = [by_lower[name] for name in get_close_matches(written[:_LONGEST].lower(), by_lower, 3, 0.5)]
    if len(names) <= MOST_LISTED:
        return ", ".join(map(escape, dict.fromkeys((*near, *names))))
    if near:
        return f"{' or '.join(map(escape, near))} (the nearest of {len(names):,})"
    return f"{', '.join(map(escape, few[:MOST_LISTED]))}, … ({len(names):,} in all)"
