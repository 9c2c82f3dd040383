"""librdkafka's lines as lines of the screen: level, time and text, all of it, escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len

from workbench.delivery.client_log import DEBUG, ClientLine, ClientLog
from workbench.records.escape import escape
from workbench.tui.figures import clock, plural
from workbench.tui.lab.lines import Line, line

_LEVELS = (
    ("✗ emergency", "bold-other"),
    ("✗ alert", "bold-other"),
    ("✗ critical", "bold-other"),
    ("✗ error", "other"),
    ("! warning", "any"),
    ("· notice", "plain"),
    ("· info", "plain"),
    ("  debug", "quiet"),
)
_THROTTLE = ("‖ throttle", "bold-any")
_BEFORE = 27
"""Cells of time and level, before the text."""

NOTHING = "librdkafka has said nothing yet."


@dataclass(frozen=True, slots=True)
class Shown:
    """The lines that match, and what is said above them."""

    lines: tuple[Line, ...] = ()
    words: str = ""


def shown(log: ClientLog, wanted: str, width: int, *, debug: bool) -> Shown:
    """Every line that has all the `wanted` words, whatever their case, in its level or its text; the newest last."""
    kept = log.lines
    told = [one for one in kept if debug or one.level < DEBUG]
    found = matching(told, wanted)
    lines = tuple(drawn for one in found for drawn in lines_of(one, width))
    return Shown(lines or (line((_nothing(len(kept), wanted), "quiet")),), _words(log, len(found), len(told), debug))


def matching(lines: Iterable[ClientLine], wanted: str) -> list[ClientLine]:
    """Those that have all the words."""
    words = wanted.lower().split()
    if not words:
        return [*lines]
    return [one for one in lines if _has(f"{level_of(one)[0]} {escape(one.text)}".lower(), words)]


def _has(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)


def level_of(one: ClientLine) -> tuple[str, str]:
    """The level's sign and word, and their style."""
    return _THROTTLE if one.is_throttle else _LEVELS[one.level]


def lines_of(one: ClientLine, width: int) -> list[Line]:
    """Time, level and text; a long text goes on below itself."""
    word, style = level_of(one)
    first, *rest = pieces(escape(one.text), max(20, width - _BEFORE))
    text = "quiet" if one.level == DEBUG else "plain"
    head = line((clock(one.time) + "  ", "quiet"), (word.ljust(_BEFORE - 14), style), (first, text))
    return [head, *(line(" " * _BEFORE, (piece, text)) for piece in rest)]


def pieces(text: str, width: int) -> list[str]:
    """All of the text in lines of at most `width` cells, after a space where one is near. Thousands take no time."""
    if not text.isascii():
        return _wide_pieces(text, width)
    found = []
    while len(text) > width:
        space = text.rfind(" ", width // 2, width)
        end = space + 1 if space > 0 else width
        found.append(text[:end])
        text = text[end:]
    return [*found, text]


def _wide_pieces(text: str, width: int) -> list[str]:
    """The same for characters of any width."""
    found, start, cells = list[str](), 0, 0
    for place, character in enumerate(text):
        wide = cell_len(character)
        if cells + wide > width:
            found.append(text[start:place])
            start, cells = place, 0
        cells += wide
    return [*found, text[start:]]


def _nothing(kept: int, wanted: str) -> str:
    if wanted.strip():
        return "No line has these words. Esc takes the filter away."
    return "Nothing but debug lines yet: F4 shows them." if kept else NOTHING


def _words(log: ClientLog, found: int, told: int, debug: bool) -> str:
    """What is shown of what there is."""
    lines, count = plural(told, "line"), log.counts.get(DEBUG, 0)
    said = [lines if found == told else f"{found:,} of {lines}"]
    if log.throttles:
        said.append(f"‖ {plural(log.throttles, 'throttle')}")
    said.append(f"{count:,} debug {'shown' if debug else 'hidden'} (F4)")
    if left := log.left:
        said.append(f"{left:,} oldest let go")
    return " · ".join(said)
