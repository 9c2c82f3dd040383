"""The figures below the deliveries: read at a glance, and nothing moves while they count."""

from __future__ import annotations

from textual.content import Content

from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import Totals
from workbench.delivery.statistics import Statistics
from workbench.tui.figures import count, latency, rate


def summary(totals: Totals, log: DeliveryLog, width: int) -> Content:
    """One line of figures, each in a fixed number of cells so that nothing moves while it counts.

    Words where they all fit, else signs; what still does not fit is left out from the end, never cut in two.
    """
    statistics = log.statistics
    for gap, number in (("   ", 9), ("  ", 7), (" ", 5)):
        words = _figures(totals, statistics, number)
        line = Content(gap).join(words)
        if line.cell_length <= width:
            return line
    while len(words) > 1 and line.cell_length > width:
        words.pop()
        line = Content(gap).join(words)
    return line


def _figures(totals: Totals, statistics: Statistics, number: int) -> list[Content]:
    """Each figure with its word, or with its sign where only fewer than nine cells are left for a number."""
    wide = number >= 9
    failed = "$failed" if totals.failed else "$quiet"
    words = [
        Content.assemble(("all ", "$quiet"), count(totals.handed_over).rjust(number)),
        Content.assemble(("delivered " if wide else "✓ ", "$delivered"), count(totals.delivered).rjust(number)),
        Content.assemble(("failed " if wide else "✗ ", failed), count(totals.failed).rjust(number - 2)),
        Content.assemble(("in flight " if wide else "· ", "$quiet"), count(totals.in_flight).rjust(number - 2)),
    ]
    if totals.sent:
        words.append(Content.assemble(("not confirmed " if wide else "→ ", "$unknown"), count(totals.sent)))
    if totals.unknown:
        words.append(Content.assemble(("unknown " if wide else "? ", "$unknown"), count(totals.unknown)))
    return [
        *words,
        Content.assemble(("p50 ", "$quiet"), latency(statistics.p50).rjust(8 if wide else 7)),
        Content.assemble(("p99 ", "$quiet"), latency(statistics.p99).rjust(8 if wide else 7)),
        Content(rate(statistics.rate).rjust(10 if wide else 8)),
    ]
