"""Pieces of styled text one after the other, in as many lines as they take; what has no room is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len, chop_cells, set_cell_size

from workbench.records.escape import escape
from workbench.tui.lab.lines import Line, Span, width_of

INDENT = 2
"""Cells before every line but the first."""


def flow(head: Line, items: Sequence[Line], between: str, width: int, most: int, end: Line = ()) -> list[Line]:
    """The items after the head, in at most `most` lines of `width` cells; `end` stands at the last one's right.

    Items that have no room are counted: "7 more".
    """
    flowing = _Flow(list(head), width, most, between, width_of(end) + 2 if end else 0)
    for index, item in enumerate(items):
        if not flowing.put(item, len(items) - index - 1):
            flowing.more(len(items) - index)
            break
    return flowing.finished(end)


class _Flow:
    """The line that is being written, and those that are finished."""

    def __init__(self, head: list[Span], width: int, most: int, between: str, end: int) -> None:
        self._line, self._cells, self._begun = head, width_of(tuple(head)), False
        self._width, self._most, self._between, self._end = width, most, between, end
        self._lines: list[Line] = []

    def put(self, item: Line, left: int) -> bool:
        """Write an item after which `left` follow; False where neither this line nor another one has room."""
        if self._has_room(item, left):
            self._write(item)
            return True
        if len(self._lines) + 1 >= self._most or not self._cells:
            return False
        self._break()
        if self._has_room(item, left) or len(self._lines) + 1 < self._most:
            self._write(cut(item, self._width - self._cells))
            return True
        return False

    def more(self, left: int) -> None:
        """How many have no room."""
        self._write(((f"{left:,} more" if self._begun or self._lines else f"{left:,} of them", "quiet"),))

    def finished(self, end: Line) -> list[Line]:
        """All lines."""
        if end and self._cells + width_of(end) > self._width:
            self._begun = False
            self._break()
        if end:
            self._line += [(" " * (self._width - self._cells - width_of(end)), "plain"), *end]
        lines = [*self._lines, tuple(self._line)] if self._line else self._lines
        return [cut(line, self._width) for line in lines]

    def _has_room(self, item: Line, left: int) -> bool:
        """On the last line `N more` and the end have to have room as well."""
        separator = len(self._between) if self._begun else 0
        kept = int(bool(left) and self._between.startswith(","))
        if len(self._lines) + 1 >= self._most:
            kept = (len(self._between) + len(f"{left:,} more") if left else 0) + self._end
        return self._cells + separator + width_of(item) + kept <= self._width

    def _write(self, item: Line) -> None:
        if self._begun:
            self._line.append((self._between, "quiet"))
            self._cells += len(self._between)
        self._line += item
        self._cells += width_of(item)
        self._begun = True

    def _break(self) -> None:
        if self._begun and self._between.startswith(","):
            self._line.append((self._between.rstrip(), "quiet"))
        self._lines.append(tuple(self._line))
        self._line, self._cells, self._begun = [(" " * INDENT, "plain")], INDENT, False


def cut(spans: Line, width: int) -> Line:
    """The spans in at most `width` cells, with an ellipsis where something was cut off."""
    if width_of(spans) <= width:
        return spans
    found: list[Span] = []
    left = max(0, width - 1)
    for text, style in spans:
        kept = text if cell_len(text) <= left else set_cell_size(text, left)
        found.append((kept, style))
        left -= cell_len(kept)
        if left <= 0:
            break
    return (*found, ("…", found[-1][1])) if found and width > 0 else ()


@lru_cache(maxsize=16)
def pieces(text: str, width: int) -> Sequence[Line]:
    """Every character of a text; what is too long for a line goes on below it, further in."""
    rows = (escape(row.replace("\t", "    ")) for row in text.split("\n"))
    return tuple(((piece, "plain"),) for row in rows for piece in _pieces(row, max(1, width)))


def _pieces(row: str, width: int) -> Iterator[str]:
    """The row in pieces, each no wider than `width`, broken after a blank where that leaves no large hole."""
    indent = " " * min(len(row) - len(row.lstrip()) + 4, width // 3)
    at, room, inset = 0, width, ""
    while at < len(row):
        piece = row[at : at + room]
        piece = piece if piece.isascii() else chop_cells(piece, max(2, room))[0]
        if at + len(piece) < len(row) and (blank := piece.rfind(" ", room // 2)) > 0:
            piece = piece[: blank + 1]
        yield inset + piece
        at, room, inset = at + len(piece), width - len(indent), indent
    if not row:
        yield ""
