"""Lines of styled text as plain values: what the lab's pages are made of, and what a sheet draws."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from textwrap import wrap
from typing import TypeAlias

from rich.cells import cell_len

from workbench.tui.figures import fit, short

Span: TypeAlias = tuple[str, str]
"""A text without line ends, and the name of one of the sheet's styles."""

Line: TypeAlias = tuple[Span, ...]

EMPTY: Line = ()


def line(*spans: Span | str) -> Line:
    """A line of spans; a bare text is plain."""
    return tuple((span, "plain") if isinstance(span, str) else span for span in spans)


def width_of(spans: Line) -> int:
    """Cells."""
    return sum(cell_len(text) for text, _ in spans)


def plain(lines: Sequence[Line]) -> str:
    """The text alone, for tests and for copies."""
    return "\n".join("".join(text for text, _ in spans).rstrip() for spans in lines)


def paragraph(text: str, width: int, style: str = "plain", indent: str = "") -> list[Line]:
    """A sentence in as many lines as it takes; further lines stand under the first one's words."""
    return [((one, style),) for one in _wrapped(text, max(8, width), indent)]


@lru_cache(maxsize=512)
def _wrapped(text: str, width: int, indent: str = "") -> tuple[str, ...]:
    """Most of what is shown is the same from key to key, and wrapping is what takes longest."""
    return tuple(wrap(text, width, initial_indent=indent, subsequent_indent=indent))


def ends(left: Line, right: Line, width: int) -> list[Line]:
    """Left and right at the two ends of a line; of two lines where they are too long for one."""
    gap = width - width_of(left) - width_of(right)
    if gap > 0:
        return [(*left, (" " * gap, "plain"), *right)]
    return [left, ((" " * max(0, width - width_of(right)), "plain"), *right)]


def beside(left: Sequence[Line], right: Sequence[Line], width: int, gap: int = 4) -> list[Line]:
    """Two columns, the left one in `width` cells."""
    pairs = zip_longest(left, right, fillvalue=EMPTY)
    return [(*one, (" " * max(1, width + gap - width_of(one)), "plain"), *two) for one, two in pairs]


def fact(name: str, value: str, width: int, style: str = "plain", names: int = 12) -> list[Line]:
    """A value under its quiet name; a long one in several lines beside it."""
    rows = _wrapped(value, max(8, width - names)) or ("",)
    heads = [name, *[""] * (len(rows) - 1)]
    return [((fit(head, names), "quiet"), (row, style)) for head, row in zip(heads, rows, strict=True)]


def table(rows: Sequence[Sequence[str]], widths: Sequence[int], styles: Sequence[str]) -> list[Line]:
    """Rows in columns; a negative width is right-aligned, and what is too long is cut."""
    return [
        tuple((cell_of(text, width) + "  ", style) for text, width, style in zip(row, widths, styles, strict=True))
        for row in rows
    ]


def cell_of(text: str, width: int) -> str:
    """A text in exactly `width` cells; a negative width is right-aligned."""
    if width >= 0:
        return fit(text, width)
    text = short(text, -width)
    return " " * (-width - cell_len(text)) + text
