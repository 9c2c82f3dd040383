"""One delivery report in full: everything that is known of it, escaped, scrollable, and to be copied."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryReport
from workbench.delivery.teaching.facts import UNKNOWN, Facts
from workbench.delivery.teaching.words import outside
from workbench.records.escape import escape
from workbench.tui.delivery_keys import DELIVERY_KEYS
from workbench.tui.figures import count, latency, moment, size
from workbench.tui.panes.delivery_columns import landing
from workbench.tui.screens.taught_lines import taught_lines

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
        *DELIVERY_KEYS,
    ]

    def __init__(
        self, log: DeliveryLog, number: int, facts: Callable[[DeliveryReport], Facts] = lambda _report: UNKNOWN
    ) -> None:
        """`facts` are looked up again and again: what is known around the record, for the words about its error."""
        super().__init__()
        self.delivery_log = log
        self.number = number
        self._facts = facts
        self._shown: DeliveryReport | None = None
        self._known = UNKNOWN

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_subtitle = self.keys
            yield Static(id="taught")
            yield Static(id="found")
            yield Static(id="report")

    @property
    def keys(self) -> str:
        """What can be done here, for the lower border."""
        return "Esc back · ← → others · r resend · E edit · b read back · c copies"

    def on_mount(self) -> None:
        """Look again a few times a second while the answer is awaited."""
        self.show_found(None)
        self._show()
        self.set_interval(0.2, self._show)

    def show_found(self, content: Content | None) -> None:
        """What was found out about this record since, below what became of it; None takes it away."""
        found = self.query_one("#found", Static)
        found.display = content is not None
        found.update(content or "")

    def _show(self) -> None:
        report = self.delivery_log.report(self.number)
        if report is None:
            self.query_one("#taught", Static).update("This record has left the list; the newest ones are kept.")
            self.query_one("#report", Static).update("")
            return
        facts = self._facts(report)
        if (report, facts) != (self._shown, self._known):
            self._shown, self._known = report, facts
            self.query_one(VerticalScroll).border_title = f"Record {report.number:,}"
            self.query_one("#taught", Static).update(_joined(*taught_lines(report, facts), ""))
            self.query_one("#report", Static).update(_joined(*fact_lines(report, facts)))

    def action_go(self, by: int) -> None:
        """The neighbouring record."""
        first, last = self.delivery_log.first, self.delivery_log.next - 1
        self.number = max(first, min(self.number + by, last))
        self.show_found(None)
        self._show()

    def action_copy(self) -> None:
        """Everything on this screen, whole, to the clipboard."""
        if self._shown is not None:
            self.app.copy_to_clipboard(page(self._shown, None, self._known).plain)
            self.notify("copied")


def page(report: DeliveryReport, limit: int | None = KEPT_CHARACTERS, facts: Facts = UNKNOWN) -> Content:
    """What became of a record, and every fact of it under its name."""
    return _joined(*taught_lines(report, facts), "", *fact_lines(report, facts, limit))


def fact_lines(
    report: DeliveryReport, facts: Facts = UNKNOWN, limit: int | None = KEPT_CHARACTERS
) -> list[Content | str]:
    """Where it went and when, how large it is, and its bytes."""
    lines: list[Content | str] = [
        _fact("partition", landing(report)),
        _fact("offset", count(report.offset)),
        _fact("handed over", moment(report.time)),
        _fact("broker's time", "not given" if report.timestamp is None else moment(report.timestamp / 1000)),
        _fact("latency", "not measured" if report.latency is None else latency(report.latency)),
    ]
    if facts.attempts is not None:
        lines.append(_fact("attempts", count(facts.attempts)))
    if facts.queue_seconds is not None:
        lines.append(_fact("time in queue", latency(facts.queue_seconds)))
    if report.broker is not None:
        lines.append(_fact("broker", _broker(report.broker, facts)))
    if report.transaction is not None:
        aborted = " aborted: read_committed readers never see it" if report.aborted else ""
        lines.append(_fact("transaction", f"{count(report.transaction)}{aborted}"))
    lines.append(_fact("size", f"{size(report.size)}: key {size(report.key_size)}, value {size(report.value_size)}"))
    return [*lines, *_bytes(report, limit)]


def _broker(number: int, facts: Facts) -> str:
    """Its id, and its address where it still leads the partition."""
    return (
        f"{number} at {outside(facts.leader_address)}"
        if facts.leader == number and facts.leader_address
        else str(number)
    )


def _joined(*lines: Content | str) -> Content:
    return Content("\n").join(lines)


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
