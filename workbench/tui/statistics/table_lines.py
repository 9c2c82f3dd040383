"""Partitions and brokers as tables whose columns never move."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.delivery.client_statistics import BrokerFigures, Window
from workbench.delivery.partition_figures import PartitionFigures
from workbench.lab.bars import bars
from workbench.records.escape import escape
from workbench.tui.figures import count, latency, size
from workbench.tui.lab.lines import Line, cell_of, line, table

_PARTITION = ("partition", "records", "bytes", "failed", "share")
_SHARE = 7


def partition_lines(found: Sequence[PartitionFigures], width: int) -> list[Line]:
    """Where the records went: figures, and a bar for each share."""
    if not found:
        return [line(("no record has reached a partition yet", "quiet"))]
    topic = 24 if width >= 100 else 16
    bar = max(0, width - topic - 9 - 11 - 9 - 8 - _SHARE - 12)
    widths = (topic, -9, -11, -9, -8, -_SHARE, bar)
    head = table([("topic", *_PARTITION, "")], widths, ["quiet"] * 7)
    drawn = bars([one.delivered for one in found], bar)
    whole = sum(one.delivered for one in found)
    return [*head, *(_partition(one, widths, whole, drawn[place]) for place, one in enumerate(found))]


def _partition(one: PartitionFigures, widths: Sequence[int], whole: int, bar: str) -> Line:
    cells = (
        escape(one.topic),
        f"{one.partition:,}",
        count(one.delivered),
        size(one.bytes, 9),
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
        ("id", -3),
        ("address", 21),
        ("state", 9),
        ("p50", -7),
        ("p99", -7),
        ("in flight", -9),
        ("throttle", -10),
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
        "id": (f"{one.id:,}", "bold"),
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
    return "–" if window is None else latency(window.p50 if name == "p50" else window.p99)
