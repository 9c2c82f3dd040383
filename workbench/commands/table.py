"""Rows as aligned columns, for a terminal; they may come without end."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

Row = tuple[str, ...]

_ROWS_ALIGNED_TOGETHER = 1000


def aligned(headings: Row, rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a table; its last column stands to the right. Columns only ever widen, a thousand rows at a time.

    The cells hold no control characters. If `rows` raises, the lines of the rows before come first.
    """
    widths = [cells(heading) for heading in headings]
    part = [headings]
    for more in _together(rows):
        part += more
        for column, width in enumerate(widths):
            widths[column] = max([width, *(cells(row[column]) for row in part)])
        yield from (_line(row, widths) for row in part)
        part = []


def cells(text: str) -> int:
    """How wide a terminal shows the text."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of_character, text))


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells; what is cut ends in an ellipsis."""
    if cells(text) <= width:
        return text
    text = text[:width]
    while cells(text) >= width:
        text = text[:-1]
    return text + "…"


def _cells_of_character(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _line(row: Row, widths: list[int]) -> str:
    spaces = [" " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)]
    left = [cell + space for cell, space in zip(row[:-1], spaces, strict=False)]
    return "  ".join([*left, spaces[-1] + row[-1]])


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
