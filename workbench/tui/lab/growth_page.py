"""Other partition counts side by side, as lines: how many keys move, how even they lie, what a sign bug would do."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.lab.bars import bars
from workbench.partitioning.growth import Growth
from workbench.tui.lab.inquiry import MOST_PARTITIONS
from workbench.tui.lab.lines import Line, Span, cell_of, paragraph

MOST_COUNTS = 12
WIDE = 100
BAR = 20
_NAMES = ("partitions", "keys that move", "", "largest", "skew", "sign bug")


def _widths(width: int) -> tuple[int, ...]:
    """The columns' widths; 0 leaves one out, a negative one is right-aligned."""
    return (-10, -18, BAR, -20, -6, -18) if width >= WIDE else (-10, -16, 0, -14, -5, -16)


def head_line(width: int) -> Line:
    """The columns' names."""
    cells = zip(_NAMES, _widths(width), strict=True)
    return (("  " + "  ".join(cell_of(name, cells) for name, cells in cells if cells), "quiet"),)


def growth_lines(found: Sequence[Growth], cursor: int, width: int) -> list[Line]:
    """One line a count; the present one is marked."""
    return [_line(growth, _widths(width), index == cursor) for index, growth in enumerate(found)]


def _line(growth: Growth, widths: Sequence[int], under_cursor: bool) -> Line:
    columns = zip(_cells(growth, under_cursor), widths, strict=True)
    sign = "▸ " if growth.partitions == growth.now else "  "
    return ((sign, "accent"), *((cell_of(text, cells) + "  ", style) for (text, style), cells in columns if cells))


def _cells(growth: Growth, under_cursor: bool) -> list[Span]:
    is_now = growth.partitions == growth.now
    share = growth.moved / growth.keys if growth.keys else 0
    moved = "as it is now" if is_now else f"{growth.moved:,} ({share:.0%})"
    most, count = growth.largest
    return [
        (f"{growth.partitions:,}", "cursor" if under_cursor else "bold"),
        (moved, "quiet" if is_now else "other" if growth.moved else "same"),
        (bars([round(share * 1000), 1000], BAR)[0], "bar"),
        (f"{count:,} on {most:,}", "plain"),
        (f"{growth.skew:.2f}", "plain"),
        _sign_bug(growth),
    ]


def _sign_bug(growth: Growth) -> Span:
    return ("~ hidden", "any") if growth.sign_bug == 0 else (f"≠ on {growth.sign_bug:.0%} of keys", "quiet")


def sentence_lines(growth: Growth, width: int) -> list[Line]:
    """The practical sentence about one count."""
    return paragraph(growth.sentence, width, "bold")


def first_to_look_at(found: Sequence[Growth]) -> int:
    """The row of twice as many partitions as now, which is what most people ask about; else the second one."""
    twice = [index for index, growth in enumerate(found) if growth.partitions == 2 * growth.now]
    return twice[0] if twice else min(1, len(found) - 1)


def default_counts(now: int) -> tuple[int, ...]:
    """What people ask about first: twice and four times as many, and the next power of two."""
    return tuple(sorted({2 * now, 4 * now, 1 << now.bit_length()}))


def read_counts(text: str) -> tuple[tuple[int, ...], str]:
    """Counts as in `12,24,48`; none, and a sentence, where they are no counts."""
    words = text.replace(",", " ").split()
    if len(words) > MOST_COUNTS:
        return (), f"at most {MOST_COUNTS} counts side by side"
    if not words or not all(_is_count(word) for word in words):
        return (), f"partition counts are numbers from 1 to {MOST_PARTITIONS:,}, as in 12,24,48"
    return tuple(dict.fromkeys(map(int, words))), ""


def _is_count(word: str) -> bool:
    return word.isascii() and word.isdigit() and 1 <= int(word[:12]) <= MOST_PARTITIONS
