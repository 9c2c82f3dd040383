"""Partitions and brokers as tables whose columns never move."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.delivery.client_statistics import BrokerFigures, Window
from workbench.delivery.partition_figures import PartitionFigures
from workbench.lab.bars import bars
from workbench.records.escape import escape
from workbench.tui.figures import count, latency, size
from workbench.tui.lab.lines import Line, cell_of, line, table

ROOMY = 100
"""Cells from which addresses and topics have more of them."""

_PARTITION = ("topic", "partition", "records", "bytes", "failed", "share", "")
MOST = 500
"""Partitions that are listed; all of them count for the shares."""


def partition_lines(found: Sequence[PartitionFigures], width: int) -> list[Line]:
    """Where the records went: figures, and a bar for each share."""
    if not found:
        return [line(("no record has reached a partition yet", "quiet"))]
    figures = (24, -9, -11, -10, -8, -6) if width >= ROOMY else (14, -9, -9, -8, -6, -6)
    bar = max(0, width - sum(abs(cells) + 2 for cells in figures))
    widths = (*figures, bar)
    head = table([_PARTITION], widths, ["quiet"] * 7)
    drawn = bars([one.delivered for one in found], bar)
    whole = sum(one.delivered for one in found)
    rows = [_partition(one, widths, whole, bar) for one, bar in zip(found[:MOST], drawn, strict=False)]
    more = len(found) - len(rows)
    return [*head, *rows, *([line((f"and {more:,} more partitions", "quiet"))] if more else [])]


def _partition(one: PartitionFigures, widths: Sequence[int], whole: int, bar: str) -> Line:
    cells = (
        escape(one.topic),
        f"{one.partition:,}",
        count(one.delivered),
        size(one.bytes, 8),
        f"✗ {one.failed:,}" if one.failed else "0",
        f"{one.delivered / whole:.1%}" if whole else "–",
        bar,
    )
    styles = ("quiet", "plain", "bold", "plain", "other" if one.failed else "quiet", "quiet", "bar")
    [row] = table([cells], widths, styles)
    return row


def broker_lines(found: Sequence[BrokerFigures], width: int) -> list[Line]:
    """Who is talked to: state, round trip, what awaits an answer, whether it holds this client back."""
    if not found:
        return [line(("librdkafka has told of no broker yet", "quiet"))]
    columns = _broker_columns(width)
    head = [(cell_of(name, cells) + "  ", "quiet") for name, cells in columns]
    return [tuple(head), *(_broker(one, columns) for one in found)]


def _broker_columns(width: int) -> list[tuple[str, int]]:
    """Those that have room; what says least goes first."""
    found = [
        ("id", -4),
        ("address", 24 if width >= ROOMY else 16),
        ("state", 13 if width >= ROOMY else 8),
        ("p50", -7),
        ("p99", -7),
        ("in flight", -9),
        ("throttle", -8),
        ("errors", -6),
        ("retries", -7),
        ("in client", -9),
        ("sent", -8),
        ("received", -8),
    ]
    while sum(abs(cells) + 2 for _, cells in found) > max(width, 60):
        found.pop(-1 if len(found) > 7 else 1)
    return found


def _broker(one: BrokerFigures, columns: Sequence[tuple[str, int]]) -> Line:
    up, trouble = one.state == "UP", one.errors + one.timeouts
    held = one.throttle.largest if one.throttle is not None else 0.0
    cells = {
        "id": (str(one.id), "bold"),
        "address": (escape(one.name), "plain"),
        "state": (f"{'✓' if up else '✗'} {escape(one.state)}", "same" if up else "other"),
        "p50": (_time(one.round_trip, "p50"), "bold"),
        "p99": (_time(one.round_trip, "p99"), "plain"),
        "in flight": (count(one.in_flight), "plain"),
        "throttle": (f"‖ {latency(held)}" if held else "none", "any" if held else "quiet"),
        "errors": (f"✗ {trouble:,}" if trouble else "0", "other" if trouble else "quiet"),
        "retries": (count(one.retries), "any" if one.retries else "quiet"),
        "in client": (_time(one.queued, "p50"), "plain"),
        "sent": (size(one.sent_bytes, 8), "quiet"),
        "received": (size(one.received_bytes, 8), "quiet"),
    }
    return tuple((cell_of(cells[name][0], width) + "  ", cells[name][1]) for name, width in columns)


def _time(window: Window | None, name: str) -> str:
    """A round trip may take microseconds."""
    if window is None:
        return "–"
    seconds = window.p50 if name == "p50" else window.p99
    return f"{seconds * 1e6:.0f} µs" if seconds < 0.9995e-3 else latency(seconds)
