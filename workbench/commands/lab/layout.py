"""How wide the lines may be, and what becomes of those that are wider."""

from __future__ import annotations

import os
import sys
from textwrap import wrap

from workbench.commands.table import cells, cut
from workbench.records.escape import escape

WIDTH = 80
"""Cells of a line for a person where no terminal says otherwise."""

_BYTES, _LEAST_KEY = 8, 20


def terminal_width() -> int | None:
    """The terminal's columns, or what COLUMNS says; None where stdout is no terminal."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdecimal() and 0 < int(given) <= 10_000:
        return int(given)
    try:
        return (os.get_terminal_size(sys.stdout.fileno()).columns or None) if sys.stdout.isatty() else None
    except (AttributeError, OSError, ValueError):  # no stdout, or one of a test's
        return None


def wrapped(text: str, width: int, indent: str = "", first: str | None = None) -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces alone; `first` stands before the first instead."""
    return wrap(
        text,
        max(width, len(indent) + 16),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )


def count_of(number: int, word: str) -> str:
    """`1 partition`, `1,204 partitions`."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def key_words(text: str | None, data: bytes | None) -> str:
    """A key for a person: its text escaped; of a null or an empty one the word."""
    if not data:
        return "null" if data is None else "empty"
    return escape(text or "")


def titled(text: str | None, data: bytes | None, what: str, width: int) -> list[str]:
    """The title of a paragraph about a key: the key, cut to the width, and what is said of it."""
    beside = width - cells(what) - 1
    shown = key_words(text, data)
    if beside >= min(cells(shown), _LEAST_KEY):
        return [f"{cut(shown, beside)} {what}"]
    return [cut(shown, width), *wrapped(what, width, "  ")]


def bytes_words(data: bytes | None, most: int = _BYTES) -> str:
    """The beginning of the bytes in hex; `null`, `empty`."""
    if not data:
        return "null" if data is None else "empty"
    return data[:most].hex(" ") + (" …" if len(data) > most else "")
