"""One delivery report in full: everything that is known of it, escaped, scrollable, and to be copied."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryReport, DeliveryState
from workbench.records.escape import escape
from workbench.tui.figures import count, latency, moment, size
from workbench.tui.panes.delivery_columns import SIGNS, WORDS, landing

KEPT_CHARACTERS = 20_000
"""Longer texts are cut on this screen; a copy has them whole."""


class Detail(ModalScreen[None]):
    """Follows its row: a queued record turns into its outcome while it is open."""

    CSS = """
    Detail { align: center middle; background: $background 60%; }
    Detail > VerticalScroll {
        width: 90%; max-width: 110; height: auto; max-height: 90%; background: $surface;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $quiet; padding: 0 1;
    }
    Detail VerticalScroll { scrollbar-size-vertical: 1; }
    Detail Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss(None)", "Back", show=False),
        Binding("c", "copy", "Copy", show=False),
        Binding("left,p", "go(-1)", "The record before", show=False),
        Binding("right,n", "go(1)", "The record after", show=False),
    ]

    def __init__(self, log: DeliveryLog, number: int) -> None:
        super().__init__()
        self.delivery_log = log
        self.number = number
        self._shown: DeliveryReport | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_subtitle = "Esc back · ← → the record before, after · c copies"
            yield Static(id="report")

    def on_mount(self) -> None:
        """Look again a few times a second while the answer is awaited."""
        self._show()
        self.set_interval(0.2, self._show)

    def _show(self) -> None:
        report = self.delivery_log.report(self.number)
        if report is None:
            self.query_one("#report", Static).update("This record has left the list; the newest ones are kept.")
        elif report != self._shown:
            self._shown = report
            self.query_one(VerticalScroll).border_title = f"Record {report.number:,}"
            self.query_one("#report", Static).update(page(report))

    def action_go(self, by: int) -> None:
        """The neighbouring record."""
        first, last = self.delivery_log.first, self.delivery_log.next - 1
        self.number = max(first, min(self.number + by, last))
        self._show()

    def action_copy(self) -> None:
        """Everything on this screen, whole, to the clipboard."""
        if self._shown is not None:
            self.app.copy_to_clipboard(page(self._shown, None).plain)
            self.notify("copied")


def page(report: DeliveryReport, limit: int | None = KEPT_CHARACTERS) -> Content:
    """Every fact of a report under its name."""
    lines: list[Content | str] = [_state(report)]
    if report.error is not None:
        lines += [
            _fact("error", f"{report.error.name}: {escape(report.error.message)}"),
            _fact("", "a retry can help" if report.error.retriable else "a retry of the same record will not help"),
        ]
    lines += [
        _fact("partition", landing(report)),
        _fact("offset", count(report.offset)),
        _fact("handed over", moment(report.time)),
        _fact("broker's time", "not given" if report.timestamp is None else moment(report.timestamp / 1000)),
        _fact("latency", "not measured" if report.latency is None else latency(report.latency)),
        _fact("size", f"{size(report.size)}: key {size(report.key_size)}, value {size(report.value_size)}"),
    ]
    return Content("\n").join([*lines, *_bytes(report, limit)])


def _state(report: DeliveryReport) -> Content:
    return Content.assemble(
        (f"{SIGNS[report.state]} {WORDS[report.state]}", f"bold ${report.state.word}"), _meaning(report.state)
    )


def _meaning(state: DeliveryState) -> str:
    if state is DeliveryState.SENT:
        return "  acks=0: the broker was not asked for an answer"
    if state is DeliveryState.UNKNOWN:
        return "  the connection or the worker ended before an answer; look on the broker before sending again"
    return ""


def _bytes(report: DeliveryReport, limit: int | None) -> list[Content | str]:
    record = report.record
    if record is None:
        return [
            *_data("key", report.key, limit),
            "",
            Content.styled("value and headers are no longer kept (the newest 64 MB are)", "$quiet"),
        ]
    lines = [*_data("key", record.key, limit)]
    for name, value in record.headers:
        lines += _data(f"header {escape(name)}", value, limit)
    lines += _data("value", record.value, limit)
    if record.timestamp is not None:
        lines.insert(0, _fact("timestamp asked", moment(record.timestamp / 1000)))
    return lines


def _data(name: str, data: bytes | None, limit: int | None) -> list[Content | str]:
    if not data:
        return [_fact(name, "null" if data is None else "empty, 0 B")]
    try:
        text = "\n".join(escape(line) for line in data.decode().split("\n"))
        kind = "text"
    except UnicodeDecodeError:
        text, kind = data.hex(" "), "hex"
    shown = text if limit is None or len(text) <= limit else f"{text[:limit]}… ({len(text) - limit:,} more characters)"
    return ["", _fact(name, f"{size(len(data))}, {kind}"), Content(shown)]


def _fact(name: str, value: str) -> Content:
    return Content.assemble((name.ljust(16), "$quiet"), value)
