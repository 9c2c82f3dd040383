"""The columns of the delivery list: which there is room for, and one report as the text of its cells."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.delivery.error_kinds import ErrorKind, kind_of_error
from workbench.delivery.report import DeliveryReport, DeliveryState
from workbench.records.escape import escape, shown
from workbench.tui.figures import clock, count, figure, fit, latency, size

SIGNS = {
    DeliveryState.QUEUED: "·",
    DeliveryState.DELIVERED: "✓",
    DeliveryState.SENT: "→",
    DeliveryState.FAILED: "✗",
    DeliveryState.UNKNOWN: "?",
}
WORDS = {
    DeliveryState.QUEUED: "queued",
    DeliveryState.DELIVERED: "delivered",
    DeliveryState.SENT: "sent, not confirmed",
    DeliveryState.FAILED: "failed",
    DeliveryState.UNKNOWN: "unknown",
}

KIND_SIGNS = {ErrorKind.RETRIABLE: "~", ErrorKind.PERMANENT: "■", ErrorKind.FATAL: "!"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Cell widths, in the order of the columns; `state` takes what is left. `gap` cells stand between columns."""

    number: int
    time: int
    partition: int
    offset: int
    key: int
    size: int
    latency: int
    state: int
    gap: int = 2

    @property
    def millis(self) -> bool:
        """Whether the time of day has room for milliseconds."""
        return self.time >= 12

    @property
    def kinds(self) -> bool:
        """Whether the state has room for the kind of an error."""
        return self.partition >= 30


def columns(width: int) -> Columns:
    """The widths for a list of `width` cells."""
    gap = 2 if width >= 100 else 1
    if width >= 150:
        fixed = (9, 12, 30, 13, 28, 9, 9)
    elif width >= 100:
        fixed = (6, 12, 13, 9, 11, 8, 8)
    else:
        fixed = (5, 8, 11, 7, 8, 6, 7)
    return Columns(*fixed, max(11, width - sum(fixed) - gap * len(fixed)), gap)


def heading(layout: Columns) -> str:
    """The columns' names, aligned as their figures are."""
    return (" " * layout.gap).join(
        (
            "#".rjust(layout.number),
            "time".ljust(layout.time),
            "partition".ljust(layout.partition),
            "offset".rjust(layout.offset),
            "key".ljust(layout.key),
            "size".rjust(layout.size),
            "latency".rjust(layout.latency),
            "state".ljust(layout.state),
        )
    )


def landing(report: DeliveryReport) -> str:
    """`orders-4`, or `orders` while the partition is the producer's to choose."""
    return escape(report.topic) if report.partition is None else f"{escape(report.topic)}-{report.partition}"


def outcome(report: DeliveryReport, gap: str = "  ", *, kinds: bool = False) -> str:
    """Sign, word and, for a failure, the broker's own error; with its kind, if that is wanted."""
    words, error = f"{SIGNS[report.state]} {WORDS[report.state]}", report.error
    if error is None:
        return f"{words}{gap}✗ aborted" if report.aborted else words
    kind = kind_of_error(error.name, retriable=error.retriable)
    named = f"{gap}{KIND_SIGNS[kind]} {kind.value}" if kinds else ""
    return f"{words}{named}{gap}{error.name}: {escape(error.message)}"


def cells(report: DeliveryReport, layout: Columns) -> tuple[str, str]:
    """The row's text up to the state, and the state's, each of its exact width."""
    waiting = report.state in (DeliveryState.QUEUED, DeliveryState.FAILED) or report.latency is not None
    gap = " " * layout.gap
    row = gap.join(
        (
            figure(f"{report.number:,}", layout.number),
            clock(report.time, millis=layout.millis),
            fit(_tail(landing(report), layout.partition), layout.partition),
            figure(count(report.offset), layout.offset),
            fit(shown(report.key, layout.key * 4), layout.key),
            figure(size(report.size, layout.size), layout.size),
            figure(latency(report.latency) if waiting else "–", layout.latency),
        )
    )
    return row + gap, fit(outcome(report, gap, kinds=layout.kinds), layout.state)


def _tail(text: str, width: int) -> str:
    """A long topic loses its beginning, never its partition."""
    return text if len(text) <= width else "…" + text[len(text) - width + 1 :]
