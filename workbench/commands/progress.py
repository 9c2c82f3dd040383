"""How far a send is, on one line of a terminal."""

from __future__ import annotations

from typing import TextIO

from workbench.delivery.report import Totals
from workbench.delivery.statistics import RateMeter

BETWEEN = 0.2
"""Seconds between two looks."""

_ERASE = "\r\x1b[K"


class Progress:
    """Writes over its own line, five times a second at most. `stream` None writes nothing."""

    def __init__(self, stream: TextIO | None, now: float) -> None:
        self._stream = stream
        self._last = now
        self._rate = RateMeter(now)
        self._shown = False

    def show(self, totals: Totals, now: float) -> None:
        """Write where things stand, unless that was done a moment ago; `now` is of any steady clock."""
        if self._stream is None or now - self._last < BETWEEN:
            return
        self._last = now
        rate = self._rate.look(now, totals.handed_over - totals.in_flight)
        self._write(f"{_ERASE}{words(totals)} · {rate:,.0f}/s")
        self._shown = True

    def erase(self) -> None:
        """Leave the line as it was found, for what is to be written next."""
        if self._shown:
            self._write(_ERASE)
            self._shown = False

    def _write(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(text)
            self._stream.flush()


def words(totals: Totals) -> str:
    """The books in words: what there is none of is left out, delivered apart."""
    counts = (
        (totals.sent, "sent, not confirmed"),
        (totals.failed, "failed"),
        (totals.unknown, "unknown"),
        (totals.in_flight, "in flight"),
    )
    delivered = [] if totals.sent and not totals.delivered else [f"{totals.delivered:,} delivered"]
    return " · ".join([*delivered, *(f"{count:,} {word}" for count, word in counts if count)])
