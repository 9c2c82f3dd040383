"""Latencies as lines: percentiles beside a histogram whose bars grow by steps of 1, 2, 5."""

from __future__ import annotations

from math import inf

from workbench.delivery.latencies import Bar, Latencies
from workbench.lab.bars import bars
from workbench.tui.figures import count, latency
from workbench.tui.lab.lines import Line, beside, line

LEAST_ROWS = 8
"""Lines of the histogram that are kept for it, so that what stands below rests while it grows."""

_LEFT = 19
_LABEL = 14
_FIGURES = 22


def latency_lines(found: Latencies, width: int) -> list[Line]:
    """Percentiles at the left, bars at the right."""
    return beside(_percentiles(found), _histogram(found, max(0, width - _LEFT - 4)), _LEFT)


def _percentiles(found: Latencies) -> list[Line]:
    figures = (("p50", found.p50), ("p95", found.p95), ("p99", found.p99), ("p99.9", found.p999))
    rows = [line((name.ljust(8), "quiet"), (_latency(seconds), "bold")) for name, seconds in figures]
    return [*rows, line(("longest ", "quiet"), _latency(found.longest)), line(("of ", "quiet"), *_of(found))]


def _of(found: Latencies) -> tuple[tuple[str, str]]:
    return ((count(found.records).rjust(_LEFT - 3), "quiet"),)


def _latency(seconds: float | None) -> str:
    return ("–" if seconds is None else latency(seconds)).rjust(_LEFT - 8)


def _histogram(found: Latencies, width: int) -> list[Line]:
    """A bar for each step, the share of the records beside it."""
    room = max(0, width - _LABEL - _FIGURES - 2)
    drawn = bars([one.records for one in found.bars], room)
    rows = [
        line((label(one).rjust(_LABEL), "quiet"), "  ", (bar.ljust(room), "bar"), _figures(one.records, found.records))
        for one, bar in zip(found.bars, drawn, strict=True)
    ]
    if not rows:
        rows = [line(("no record of these has its answer yet", "quiet"))]
    return [*rows, *[()] * (LEAST_ROWS - len(rows))]


def _figures(records: int, of: int) -> str:
    return f"{count(records):>12} {records / of:7.1%}"


def label(bar: Bar) -> str:
    """0.1–0.2 ms, 500 ms–1 s, under 0.1 ms."""
    if bar.low == 0:
        return f"under {_edge(bar.high)}"
    if bar.high == inf:
        return f"from {_edge(bar.low)}"
    low, high = _edge(bar.low), _edge(bar.high)
    number, unit = low.split(" ")
    return f"{number if high.endswith(f' {unit}') else low}–{high}"


def _edge(seconds: float) -> str:
    return f"{seconds * 1e3:g} ms" if seconds < 0.999 else f"{seconds:g} s"
