"""Rows as aligned columns, for a terminal; they may come without end."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache

Row = tuple[str, ...]

_ROWS_ALIGNED_TOGETHER = 1000


def aligned(headings: Row, rows: Iterable[Row], right: Container[int] | None = None) -> Iterator[str]:
    """The lines of a table; the columns numbered in `right`, or its last one, stand to the right.

    Columns only ever widen, a thousand rows at a time. The cells hold no control characters. If `rows` raises, the
    lines of the rows before come first.
    """
    right = {len(headings) - 1} if right is None else right
    widths = [0] * len(headings)
    part = [headings]
    for more in _together(rows):
        columns = list(zip(*part, *more, strict=True))
        widths = [max(width, _widest(column)) for width, column in zip(widths, columns, strict=False)] or widths
        padded = [_padded(column, widths[at], at in right) for at, column in enumerate(columns)]
        lines = map("  ".join, zip(*padded, strict=True))
        yield from lines if len(widths) - 1 in right else (line.rstrip(" ") for line in lines)
        part = []


def cells(text: str) -> int:
    """How wide a terminal shows the text."""
    return len(text) if text.isascii() else sum(map(_cells_of_character, text))


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells; what is cut ends in an ellipsis."""
    if cells(text) <= width:
        return text
    text = text[:width]
    while cells(text) >= width:
        text = text[:-1]
    return text + "…"


@cache
def _cells_of_character(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _widest(column: Sequence[str]) -> int:
    return max(map(len, column)) if _is_one_cell_each(column) else max(map(cells, column))


def _padded(column: Sequence[str], width: int, right: bool) -> list[str]:
    if _is_one_cell_each(column):
        return [cell.rjust(width) if right else cell.ljust(width) for cell in column]
    spaces = [" " * (width - cells(cell)) for cell in column]
    return [space + cell if right else cell + space for cell, space in zip(column, spaces, strict=True)]


def _is_one_cell_each(column: Sequence[str]) -> bool:
    """Whether length and width are the same, which they mostly are."""
    text = "".join(column)
    return text.isascii() or all(_cells_of_character(character) == 1 for character in set(text))


def _together(rows: Iterable[Row]) -> Iterator[list[Row]]:
    part: list[Row] = []
    try:
        for row in rows:
            part.append(row)
            if len(part) == _ROWS_ALIGNED_TOGETHER:
                yield part
                part = []
    except Exception:
        yield part
        raise
    yield part  # perhaps of no rows: the headings are shown all the same
