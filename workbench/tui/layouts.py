"""Which layout a terminal of a size gets."""

from __future__ import annotations

BREAKPOINTS = [(0, "-narrow"), (110, "-normal"), (170, "-wide")]
"""Columns from which a layout holds, and its class."""


LOWNESS = [(0, "-low"), (22, "-high")]
"""Lines from which a layout holds, and its class."""


def layout_classes(columns: int, lines: int) -> str:
    """The layout's classes for a terminal of this size."""
    sizes = ((columns, BREAKPOINTS), (lines, LOWNESS))
    return " ".join(next(name for least, name in reversed(steps) if cells >= least) for cells, steps in sizes)
