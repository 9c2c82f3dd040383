"""What was sent and what was found, side by side: equal bytes quiet, differing ones marked by a sign and a colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from workbench.lab.comparing import ComparedPart, ComparedTime, Likeness, Side
from workbench.lab.reading_back import ReadBack
from workbench.records.escape import escape
from workbench.records.fetched import Visibility
from workbench.tui.figures import moment, plural, short
from workbench.tui.flowing import pieces
from workbench.tui.lab.lines import EMPTY, Line, Span, ends, fact, paragraph, width_of
from workbench.tui.panes.bytes_lines import Chained, MadeLines

SIGNS = {Likeness.EQUAL: "✓", Likeness.DIFFERENT: "✗", Likeness.AS_INTENDED: "≈"}
STYLES = {Likeness.EQUAL: "same", Likeness.DIFFERENT: "bold-other", Likeness.AS_INTENDED: "any"}
DIFFERS = "≠"
BETWEEN = " │ "

PER_LINE = (16, 12, 8, 4, 2)
"""How many bytes a side of a line may have."""

MOST_READ = 4_000
"""Characters of a part's text that are shown."""


@dataclass(frozen=True, slots=True)
class Page:
    """`head` stays, `lines` scroll; `places` are the lines at which the differences begin."""

    head: Sequence[Line]
    lines: Sequence[Line]
    places: tuple[int, ...]


def page(back: ReadBack, width: int) -> Page:
    """All of a record that was read back."""
    layout = Layout.of(width, max(map(_length, back.compared.parts)))
    found: list[Sequence[Line]] = []
    places: list[int] = []
    at = 0
    for part in back.compared.parts:
        if part.difference:
            places.append(at + _first_line(part, layout, width))
        found += (block := [*_part(part, layout, width), [EMPTY]])
        at += sum(map(len, block))
    if back.compared.time.likeness is Likeness.DIFFERENT:
        places.append(at)
    head = [*_head(back, width), EMPTY, _titles(back, layout)]
    return Page(head, Chained([*found, _time(back.compared.time, width)]), tuple(places))


def _head(back: ReadBack, width: int) -> list[Line]:
    """Where it lies, whether it is the same, and who reads it."""
    report, found = back.report, back.found
    epoch = "" if found.leader_epoch is None else f"leader epoch {found.leader_epoch}"
    place = f"{escape(report.topic)}-{found.partition}"
    lines = ends(((place, "accent"), (" offset ", "quiet"), (f"{found.offset:,}", "bold")), ((epoch, "quiet"),), width)
    lines += _verdict(back, width)
    if found.visibility is not Visibility.COMMITTED:
        lines += paragraph(f"! {found.visibility.sentence}", width, "bold-any")
    return lines


def _titles(back: ReadBack, layout: Layout) -> Line:
    """What stands in which column."""
    side, before = layout.side, " " * (layout.digits + 3)
    sent = "sent" if back.is_whole else "no longer kept"
    return (
        (before + short(sent, side).ljust(side), "quiet"),
        (BETWEEN, "quiet"),
        (short("in the partition", side), "quiet"),
    )


def _verdict(back: ReadBack, width: int) -> list[Line]:
    if back.differences:
        count, where = plural(len(back.differences), "difference"), [one.partition(": ")[0] for one in back.differences]
        words = ", ".join(map(escape, where)) if back.is_whole else "; ".join(map(escape, back.differences))
        return paragraph(f"✗ {count}: {words}", width, "bold-other")
    seen = f"; {Visibility.COMMITTED.sentence}" if back.found.visibility is Visibility.COMMITTED else ""
    if not back.is_whole:
        words = f"· what was sent is no longer kept; the sizes and the key's beginning are the same{seen}"
        return paragraph(words, width, "any")
    return paragraph(f"✓ the same, byte for byte{seen}", width, "bold-same")


@dataclass(frozen=True, slots=True)
class Layout:
    """How many bytes a side has on a line, and how many digits their place."""

    per_line: int
    digits: int

    @property
    def side(self) -> int:
        """Cells of one side."""
        return self.per_line * 4

    @classmethod
    def of(cls, width: int, length: int) -> Layout:
        """As many bytes as fit."""
        digits = max(2, len(str(max(0, length - 1))))
        room = (width - digits - 3 - len(BETWEEN)) // 8
        return cls(next((count for count in PER_LINE if count <= room), PER_LINE[-1]), digits)


class PairedBytes(MadeLines):
    """The bytes of both sides, a line of each beside the other."""

    def __init__(self, sent: bytes, found: bytes, layout: Layout) -> None:
        self._sent, self._found, self._layout = sent, found, layout
        super().__init__([-(-max(len(sent), len(found)) // layout.per_line)])

    def _of_part(self, part: int, index: int) -> Line:
        layout = self._layout
        start = index * layout.per_line
        left, right = (data[start : start + layout.per_line] for data in (self._sent, self._found))
        sign: Span = ("  ", "plain") if left == right else (f"{DIFFERS} ", "bold-other")
        return (
            sign,
            (f"{start:{layout.digits}} ", "quiet"),
            *_side(left, right, layout),
            (BETWEEN, "quiet"),
            *_side(right, left, layout),
        )


def _side(data: bytes, other: bytes, layout: Layout) -> Iterator[Span]:
    """One side in hex and as text, bytes that differ from the other side's apart."""
    styled = [(one, "quiet" if one == beside else "bold-other") for one, beside in zip_longest(data, other)][
        : len(data)
    ]
    runs = [(style, bytes(one for one, _ in run)) for style, run in groupby(styled, lambda each: each[1])]
    for style, run in runs:
        yield run.hex(" ") + " ", style
    yield " " * (3 * (layout.per_line - len(data))), "plain"
    for style, run in runs:
        yield "".join(chr(one) if 32 <= one < 127 else "·" for one in run), style
    yield " " * (layout.per_line - len(data)), "plain"


def _first_line(part: ComparedPart, layout: Layout, width: int) -> int:
    """Where in its part the difference begins: at the title, unless a byte's line is far below it."""
    if part.begins is None:
        return 0
    row = part.begins // layout.per_line
    return 0 if row < 4 else len(_title(part, width)) + row


def _length(part: ComparedPart) -> int:
    return max(len(side.data or b"") for side in (part.sent, part.found) if side is not None)


def _part(part: ComparedPart, layout: Layout, width: int) -> list[Sequence[Line]]:
    sent, found = ((side.data or b"") if side is not None else b"" for side in (part.sent, part.found))
    return [_title(part, width), PairedBytes(sent, found, layout), _reading(part, width)]


def _title(part: ComparedPart, width: int) -> list[Line]:
    """`✓ key  string  7 B`, and what differs under it."""
    sign, style = SIGNS[part.likeness], STYLES[part.likeness]
    name: Line = ((f"{sign} ", style), (short(escape(part.title), width // 2), "accent"), ("  ", "plain"))
    spec = short(escape(part.spec), max(0, width - width_of(name) - 24))
    top = ends((*name, (spec, "quiet")), ((_sizes(part), "quiet" if not part.difference else "bold-other"),), width)
    return [*top, *paragraph(escape(part.difference), width, "bold-other", indent="  ")] if part.difference else top


def _sizes(part: ComparedPart) -> str:
    sent, found = _size(part.sent), _size(part.found)
    return sent if sent == found else f"{sent} → {found}"


def _size(side: Side | None) -> str:
    if side is None:
        return "–"
    if side.data is None:
        return "null"
    return f"{len(side.data):,} B" if side.data else "empty"


def _reading(part: ComparedPart, width: int) -> list[Line]:
    """What a consumer makes of it; of both sides where they differ."""
    if part.sent is not None and part.sent == part.found:
        return _read(part.sent, width, "reads as", "quiet")
    lines: list[Line] = []
    if part.sent is not None:
        lines += _read(part.sent, width, "sent reads as", "plain")
    if part.found is not None:
        lines += _read(part.found, width, "found reads as", "bold-other")
    return lines


def _read(side: Side, width: int, what: str, style: str) -> list[Line]:
    decoded = side.decoded
    if decoded.unread:
        return paragraph(f"✗ {what}: nothing. {escape(decoded.unread)}", width, "other", indent="  ")
    if not decoded.text:
        return []
    cut = decoded.text[:MOST_READ]
    rows = [((text, style),) for one in pieces(cut, width - 4) for text, _ in one]
    left = len(decoded.text) - len(cut)
    more: list[Line] = [((f"    … {left:,} more characters", "quiet"),)] if left else []
    if len(rows) == 1 and width_of(rows[0]) + len(what) + 4 <= width:
        return [((f"  {what}  ", "quiet"), *rows[0])]
    return [((f"  {what}", "quiet"),), *((("    ", "plain"), *row) for row in rows), *more]


def _time(time: ComparedTime, width: int) -> list[Line]:
    """The timestamp: what was asked for, what is there, and whose it is."""
    sign, style = SIGNS[time.likeness], STYLES[time.likeness]
    lines: list[Line] = [((f"{sign} ", style), ("timestamp", "accent"), (f"  {time.kind.word}", "quiet"))]
    sent = "now" if time.sent is None else _moment(time.sent)
    found = "none" if time.found is None else _moment(time.found)
    if sent == found:
        lines += paragraph(found, width, "quiet", indent="  ")
    else:
        lines += [*fact("  sent", sent, width, names=9), *fact("  found", found, width, names=9)]
    words = "quiet" if time.likeness is not Likeness.DIFFERENT else "bold-other"
    return [*lines, *paragraph(time.words, width, words, indent="  ")]


def _moment(milliseconds: int) -> str:
    return f"{milliseconds} = {moment(milliseconds / 1000)}"
