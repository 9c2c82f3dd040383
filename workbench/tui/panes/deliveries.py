"""The deliveries: every record from the moment it is handed over, newest at the bottom."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState, Totals
from workbench.delivery.statistics import Statistics
from workbench.tui.delivery_keys import DELIVERY_KEYS
from workbench.tui.figures import count, latency, rate
from workbench.tui.panes.delivery_columns import Columns, cells, columns, heading
from workbench.tui.widgets.row_list import RowList

TICKS_A_SECOND = 20
READ_AT_MOST = 500
"""Rows between two looks that an eye could follow."""

SUMMARY_EVERY = 5
"""Ticks between two looks at the big numbers: four times a second is what an eye can read."""


class DeliveryList(RowList):
    """The rows of a delivery log, a colour and a sign for each state."""

    BINDINGS: ClassVar[list[BindingType]] = [*DELIVERY_KEYS]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"delivery--quiet", *(f"delivery--{state.word}" for state in DeliveryState)}
    DEFAULT_CSS = """
    DeliveryList > .delivery--quiet { color: $quiet; }
    DeliveryList > .delivery--queued { color: $queued; }
    DeliveryList > .delivery--delivered { color: $delivered; }
    DeliveryList > .delivery--sent { color: $unknown; }
    DeliveryList > .delivery--failed { color: $failed; }
    DeliveryList > .delivery--unknown { color: $unknown; }
    """

    def __init__(self, log: DeliveryLog) -> None:
        super().__init__(log, self._paint, id="delivery-list")
        self.log_rows = log
        self._columns: Columns = columns(80)
        self._states: dict[DeliveryState, Style] = {}

    def resolve_styles(self) -> None:
        """The states' colours alone; the row's background comes from the list."""
        super().resolve_styles()
        names = {state: f"delivery--{state.word}" for state in DeliveryState}
        self._states = {state: Style(color=self.get_component_rich_style(name).color) for state, name in names.items()}

    def _paint(self, number: int, width: int) -> list[Segment]:
        self._columns = columns(width)
        report = self.log_rows.row(number)
        if report is None:
            return [Segment(" " * width)]
        row, state = cells(report, self._columns)
        painted = Strip([Segment(row), Segment(state, self._states[report.state])])
        return list(painted.adjust_cell_length(width))


class Deliveries(Vertical):
    """The list, its headings, and the summary that is read at a glance."""

    DEFAULT_CSS = """
    Deliveries #delivery-heading { height: 1; color: $quiet; }
    Deliveries #delivery-summary { height: 1; color: $foreground; }
    Deliveries #delivery-empty { height: 1fr; color: $quiet; content-align: center middle; }
    """

    def __init__(self, log: DeliveryLog) -> None:
        super().__init__(id="deliveries", classes="pane")
        self.delivery_log = log
        self.border_title = "Deliveries"
        self._ticks = self._drawn = 0
        self._summary = Content()
        self._seen: tuple[int, int, Totals] | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="delivery-heading")
        yield Static("Nothing sent yet. F5 sends the record, F6 sends it ten times.", id="delivery-empty")
        yield DeliveryList(self.delivery_log)
        yield Static(id="delivery-summary")

    def on_mount(self) -> None:
        """Look at the log twenty times a second, and draw only what changed."""
        self.query_one(DeliveryList).display = False
        self.set_interval(1 / TICKS_A_SECOND, self._tick)
        self._tick()

    def on_resize(self) -> None:
        """Headings follow the width."""
        self.query_one("#delivery-heading", Static).update(heading(columns(self.content_size.width - 1)))
        self._summarise(self.delivery_log.totals)
        self._say_following()

    @property
    def rows(self) -> DeliveryList:
        """The list itself."""
        return self.query_one(DeliveryList)

    def _tick(self) -> None:
        log = self.delivery_log
        seen = (log.first, log.next, log.totals)
        changed = seen != self._seen
        self._ticks += 1
        if changed and not self._is_too_soon(log.next):
            self._seen = seen
            self._drawn = self._ticks
            if log.next > 1 and not self.rows.display:
                self.rows.display = True
                self.query_one("#delivery-empty").display = False
            self.rows.update()
            self._say_following()
        if self._ticks % SUMMARY_EVERY == 0 or (changed and seen[2].in_flight == 0):
            self._summarise(seen[2])

    def _is_too_soon(self, next_: int) -> bool:
        """While more rows arrive than anyone reads, every third look is drawn: the time belongs to the producer."""
        before = self._seen[1] if self._seen else next_
        return next_ - before > READ_AT_MOST and self._ticks - self._drawn < 3

    def _summarise(self, totals: Totals) -> None:
        line = summary(totals, self.delivery_log, self.content_size.width)
        if not self._summary.is_same(line):
            self._summary = line
            self.query_one("#delivery-summary", Static).update(line, layout=False)

    @on(RowList.Moved)
    def _say_following(self) -> None:
        """In the lower border; in the upper one on a narrow screen, where the pane has no other."""
        view = self.rows.viewport
        words = "following ▼" if view.following else f"paused ‖  {view.waiting:,} new"
        if self.delivery_log.first > 1:
            words = f"{self.delivery_log.first - 1:,} oldest let go · {words}"
        title = f"Deliveries · {words}" if self.screen.has_class("-narrow") else "Deliveries"
        if (title, words) != (self.border_title, self.border_subtitle):
            self.border_title, self.border_subtitle = title, words


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
        Content.assemble(("sent ", "$quiet"), count(totals.handed_over).rjust(number)),
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
