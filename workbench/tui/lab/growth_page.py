"""Other partition counts side by side, as lines: how many keys move, how even they lie, what a sign bug would do."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.partitioning.growth import Growth
from workbench.tui.lab.inquiry import MOST_PARTITIONS
from workbench.tui.lab.lines import Line, cell_of, paragraph

MOST_COUNTS = 12
_WIDTHS = (-10, -18, -14, -7, -20)
_NAMES = ("partitions", "keys that move", "largest", "skew", "sign bug")


def head_line() -> Line:
    """The columns' names."""
    return (("  " + "  ".join(cell_of(name, width) for name, width in zip(_NAMES, _WIDTHS, strict=True)), "quiet"),)


def growth_lines(found: Sequence[Growth], now: int, cursor: int) -> list[Line]:
    """One line a count; the present one is marked."""
    return [_row(growth, growth.partitions == now, index == cursor) for index, growth in enumerate(found)]


def _row(growth: Growth, is_now: bool, under_cursor: bool) -> Line:
    share = growth.moved / growth.keys if growth.keys else 0
    moved = "as it is now" if is_now else f"{growth.moved:,} ({share:.0%})"
    bug, style = _sign_bug(growth)
    cells = (f"{growth.partitions:,}", moved, f"{growth.largest[1]:,} on {growth.largest[0]:,}", f"{growth.skew:.2f}")
    styles = ("cursor" if under_cursor else "bold", "quiet" if is_now else "other" if growth.moved else "same")
    spans = [
        (cell_of(cell, width) + "  ", kind)
        for cell, width, kind in zip(cells, _WIDTHS, (*styles, "plain", "plain"), strict=False)
    ]
    return (("▸ " if is_now else "  ", "accent"), *spans, (cell_of(bug, _WIDTHS[4]), style))


def _sign_bug(growth: Growth) -> tuple[str, str]:
    return ("~ hidden", "any") if growth.sign_bug == 0 else (f"≠ on {growth.sign_bug:.0%} of keys", "quiet")


def sentence_lines(found: Sequence[Growth], cursor: int, width: int) -> list[Line]:
    """The practical sentence about the count under the cursor."""
    return paragraph(found[min(cursor, len(found) - 1)].sentence, width, "bold") if found else []


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
