"""Bytes as lines: place, hex, text, and the name of what they are. Only the lines in sight are ever made."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import overload

from workbench.records.escape import escape
from workbench.serialization.anatomy import Span
from workbench.tui.figures import short
from workbench.tui.flowing import cut
from workbench.tui.lab.lines import EMPTY, Line

NAMES = 28
"""Cells that the bytes' names need at least; a name takes two lines where one is too short for it."""

PER_LINE = (16, 8, 6, 4)
"""How many bytes a line may have."""


@dataclass(frozen=True, slots=True)
class Run:
    """Bytes from `start` up to `end` that are one thing; `span` names it, None names nothing."""

    start: int
    end: int
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How many bytes a line has, and the cells of a line."""

    per_line: int
    width: int
    digits: int

    @property
    def names(self) -> int:
        """Cells that the names have, without the two before them."""
        return self.width - self.digits - self.per_line * 4 - 3

    @classmethod
    def of(cls, width: int, length: int, names: int) -> Layout:
        """As many bytes as leave `names` cells for what they are."""
        digits = max(2, len(str(max(0, length - 1))))
        room = (width - digits - 1 - names) // 4
        return cls(next((count for count in PER_LINE if count <= room), PER_LINE[-1]), width, digits)


class MadeLines(Sequence[Line]):
    """Parts of lines one after the other, each line made when it is asked for."""

    def __init__(self, lengths: Iterable[int]) -> None:
        self._first = [0, *accumulate(lengths)]

    def __len__(self) -> int:
        return self._first[-1]

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [self._line(one) for one in range(*index.indices(len(self)))]
        return self._line(range(len(self))[index])

    def _line(self, index: int) -> Line:
        at = bisect_right(self._first, index) - 1
        return self._of_part(at, index - self._first[at])

    @abstractmethod
    def _of_part(self, part: int, index: int) -> Line:
        """A line by its part and its place in it."""


class ByteLines(MadeLines):
    """The lines of `data`, each run beginning a line of its own."""

    def __init__(self, data: bytes, spans: Sequence[Span], width: int) -> None:
        self._data, self._layout = data, Layout.of(width, len(data), NAMES if spans else 0)
        self._runs = list(runs(spans, len(data)))
        super().__init__(_lengths(self._runs, self._layout.per_line, self._layout.names))

    def _of_part(self, part: int, index: int) -> Line:
        run, layout = self._runs[part], self._layout
        start = run.start + index * layout.per_line
        data = self._data[start : max(start, min(run.end, start + layout.per_line))]
        place = f"{start:{layout.digits}} " if data else " " * (layout.digits + 1)
        hexadecimal = data.hex(" ").ljust(layout.per_line * 3)
        text = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in data).ljust(layout.per_line)
        line: Line = ((place, "quiet"), (hexadecimal, "plain"), (text, "quiet"))
        return line if run.span is None or index > 1 else (*line, *_name(run.span, layout.names, index))


def _lengths(found: Iterable[Run], per_line: int, names: int) -> Iterator[int]:
    """Lines of each run: as many as its bytes take, and two at least where its name takes two."""
    for run in found:
        lines = -(-(run.end - run.start) // per_line)
        yield 2 if lines < 2 and run.span and _cells(run.span) > names > 3 else lines


def runs(spans: Sequence[Span], length: int) -> Iterator[Run]:
    """All bytes in order, those that no span names as well."""
    at = 0
    for span in spans:
        if not at <= span.start < span.end <= length:
            continue  # what does not fit the bytes names nothing
        if at < span.start:
            yield Run(at, span.start)
        yield Run(span.start, span.end, span)
        at = span.end
    if at < length:
        yield Run(at, length)


def _cells(span: Span) -> int:
    """About how long a name is; what has to be escaped is longer."""
    return len(span.path) + len(span.label) + len(span.value) + bool(span.path) + bool(span.label)


def _name(span: Span, width: int, index: int) -> Line:
    """`items[2].price length 6` on a run's first line; where that is too long, the value stands on the second."""
    if width < 4:
        return EMPTY
    path, label, value = escape(span.path), escape(span.label), escape(span.value)
    texts: Line
    if _cells(span) <= width:
        texts = ((path, "bold"), (label, "quiet"), (value, "plain")) if index == 0 else ()
    elif index:
        texts = (("  " + short(value, width - 2), "plain"),)
    else:  # the path's end will do where there is no room for all of it
        fits = len(path) + 1 + len(label) <= width
        texts = ((path if fits else path.rpartition(".")[2], "bold"), (label, "quiet"))
    spans = [("  ", "plain")]
    for text, style in texts:
        spans += [(text, style), (" ", "plain")] if text.strip() else []
    return cut(tuple(spans[:-1]), width + 2) if len(spans) > 1 else EMPTY


class Chained(MadeLines):
    """Sequences of lines one after the other, none of them copied."""

    def __init__(self, parts: Sequence[Sequence[Line]]) -> None:
        self._parts = parts
        super().__init__(map(len, parts))

    def _of_part(self, part: int, index: int) -> Line:
        return self._parts[part][index]
