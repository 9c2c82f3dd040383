"""Numbers over time as columns of eighth blocks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from statistics import fmean

_EIGHTHS = " ▁▂▃▄▅▆▇█"


def grouped(values: Sequence[float], total: int, size: int) -> list[float]:
    """Means of `size` values each, the newest last; `values` are the last ones of `total`.

    A group begins at a multiple of `size` from the very first value, so that it stays the same while others come; the
    oldest and the newest group may have fewer values.
    """
    numbered = enumerate(values, total - len(values))
    return [fmean(value for _, value in group) for _, group in groupby(numbered, key=lambda one: one[0] // size)]


def sparkline(values: Sequence[float], width: int, height: int = 1) -> list[str]:
    """The last `width` values in lines from top to bottom, right-aligned; the largest is as high as all lines.

    A value that is not 0 shows at least an eighth of a line.
    """
    shown = values[-width:] if width > 0 else ()
    most = max(shown, default=0.0)
    levels = [_level(value, most, 8 * height) for value in shown]
    return [
        "".join(_EIGHTHS[min(8, max(0, level - 8 * below))] for level in levels).rjust(max(0, width))
        for below in reversed(range(height))
    ]


def _level(value: float, most: float, levels: int) -> int:
    return max(1, round(value * levels / most)) if value > 0 and most > 0 else 0
