"""Rates, totals and the producer's queue, as lines."""

from __future__ import annotations

from itertools import groupby

from workbench.delivery.client_statistics import ClientStatistics
from workbench.delivery.rates import SECONDS, Rates
from workbench.delivery.report import Totals
from workbench.lab.bars import bars
from workbench.tui.figures import count, rate, size
from workbench.tui.lab.lines import Line, Span, cell_of, line
from workbench.tui.statistics.sparkline import grouped, sparkline

NAMES = 11
"""Cells of a name at the beginning of a line."""

_FIGURE = 12
_HEIGHT = 3
FULL, FILLING = 0.9, 0.5
"""Shares of the queue from which it is called full, and filling."""


def rate_lines(rates: Rates, width: int) -> list[Line]:
    """Now, and over the last minutes: delivered in three lines, failed in one."""
    room = max(0, width - NAMES - _FIGURE - 2)
    seconds = max(1, SECONDS // max(1, room))
    delivered, failed = (grouped(one, rates.seconds, seconds) for one in (rates.delivered, rates.failed))
    cells = min(room, SECONDS // seconds)
    *above, last = sparkline(delivered, cells, _HEIGHT)
    [failures] = sparkline(failed, cells)
    now = rates.delivered[-1] if rates.delivered else 0.0
    failing = rates.failed[-1] if rates.failed else 0.0
    most = rate(max(delivered[-cells:], default=0.0)) if cells else rate(0)
    gap = " " * (NAMES + _FIGURE + 2)
    scale = f"last {_minutes(cells * seconds)}, {seconds} s a column, highest {most}"
    return [
        *(line(gap, (one, "same")) for one in above),
        line(_name("✓ rate"), (rate(now).rjust(_FIGURE), "bold-same"), "  ", *_based(last, len(delivered), "same")),
        line(
            _name("✗ failed"),
            (rate(failing).rjust(_FIGURE), _trouble(failing)),
            "  ",
            *_based(failures, len(failed), "other"),
        ),
        line(gap, (scale[:room], "quiet")),
    ]


def _based(columns: str, known: int, style: str) -> list[Span]:
    """The lowest line of columns: a quiet dot where there was nothing, blank where nobody had looked yet."""
    start = max(0, len(columns) - known)
    runs = groupby(columns[start:], key=" ".__eq__)
    return [
        (" " * start, "plain"),
        *(("·" * len(text), "thumb") if blank else (text, style) for blank, text in ((b, "".join(t)) for b, t in runs)),
    ]


def _minutes(seconds: int) -> str:
    """Four and a half minutes as 4:30 min."""
    return f"{seconds // 60}:{seconds % 60:02d} min"


def total_lines(totals: Totals) -> list[Line]:
    """The books, names above figures: the first figure is the sum of the others."""
    columns = (
        ("handed over", totals.handed_over, "quiet", "bold"),
        ("✓ delivered", totals.delivered, "same", "bold"),
        ("→ not confirmed", totals.sent, "quiet", "plain"),
        ("✗ failed", totals.failed, _trouble(totals.failed), _trouble(totals.failed)),
        ("? unknown", totals.unknown, "any" if totals.unknown else "quiet", "any" if totals.unknown else "quiet"),
        ("· in flight", totals.in_flight, "quiet", "plain"),
    )
    names = (((cell_of(name, _cells(name)) + " "), style) for name, _, style, _ in columns)
    figures = ((cell_of(count(figure), _cells(name)) + " ", style) for name, figure, _, style in columns)
    return [tuple(names), tuple(figures)]


def _cells(name: str) -> int:
    """Right-aligned, with room for millions."""
    return -max(11, len(name))


def queue_lines(client: ClientStatistics | None, width: int) -> list[Line]:
    """How much of librdkafka's queue is taken, as a bar and in figures."""
    if client is None:
        return [line(_name("queue"), ("librdkafka has told no figures yet", "quiet")), ()]
    cells = max(10, width - NAMES - 28)
    word, style = _filling(client.fill)
    bar = bars((round(client.fill * 10_000), 10_000), cells)[0]
    records = f"{client.queued_records:,} of {client.most_records:,} records"
    octets = f"{size(client.queued_bytes)} of {size(client.most_bytes)}"
    return [
        line(
            _name("queue"),
            (bar, style or "bar"),
            ("·" * (cells - len(bar)), "thumb"),
            f" {client.fill:6.1%}  ",
            (word, style or "quiet"),
        ),
        line(" " * NAMES, (f"{records}, {octets}", "quiet")),
    ]


def _filling(share: float) -> tuple[str, str]:
    """Its word, and its style where it is not as it should be."""
    if share >= FULL:
        return "✗ full: sends wait", "other"
    return ("! filling", "any") if share >= FILLING else ("✓ has room", "")


def _trouble(figure: float) -> str:
    return "bold-other" if figure else "quiet"


def _name(name: str) -> Span:
    return (name.ljust(NAMES), "quiet")
