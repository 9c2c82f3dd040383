"""Whole numbers as options: argparse's own words for one that is none are Python's."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from workbench.records.escape import quoted


def whole_number(what: str, least: int, most: int) -> Callable[[str], int]:
    """An option's `type`: a number from `least`, which is not negative, to `most`. It raises ArgumentTypeError."""

    def read(text: str) -> int:
        fits = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
        if not fits or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{quoted(text)} is no {what}; valid: a whole number, {least} to {most:,}")
        return int(text)

    return read


def positive(text: str, most: float) -> float | None:
    """A number above 0 and up to `most`, None for any other text."""
    try:
        given = float(text)
    except ValueError:
        return None
    return given if 0 < given <= most else None
