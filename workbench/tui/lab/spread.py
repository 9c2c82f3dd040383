"""View 4: many keys over the partitions. A thread reads and counts; this looks at it on a tick."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Label

from workbench.partitioning.agreement import Agreement
from workbench.partitioning.spread import Spread
from workbench.tui.actions import Action
from workbench.tui.figures import plural
from workbench.tui.lab.inquiry import Inquiry
from workbench.tui.lab.lines import Line, paragraph
from workbench.tui.lab.loading import DEFAULT_TEMPLATE, DELIVERIES, FILE, TEMPLATE, TOPIC, Loading, read_source
from workbench.tui.lab.sheet import Sheet
from workbench.tui.lab.spread_page import (
    PROGRESS_FROM,
    bar_lines,
    figure_lines,
    progress_line,
    source_lines,
    verdict_lines,
)
from workbench.tui.lab.view import View
from workbench.tui.screens.pick import Option
from workbench.tui.widgets.choice import Choice
from workbench.tui.widgets.line_input import LineInput

SOURCES = (
    Option(TEMPLATE, "keys made of a text such as user-{n}"),
    Option(FILE, "one key a line"),
    Option(DELIVERIES, "what was sent in this session"),
    Option(TOPIC, "its newest records; reads, joins no group"),
)
SETTLED = 0.3
"""Seconds without another client or count, after which the keys are spread again."""
TEACHING = "F9 or Enter loads the keys and spreads them over the partitions, for the client that is emulated."


class SpreadView(View):
    """Bars and figures of the last run; another client or count runs it again, a topic only when asked to."""

    DEFAULT_CSS = """
    SpreadView #source { height: 1; padding: 0 1; }
    SpreadView #source Label { color: $quiet; width: auto; padding: 0 1 0 0; }
    SpreadView #source-text { width: 1fr; background: $field; margin: 0 1; }
    SpreadView #source-count { width: 13; background: $field; }
    SpreadView #source Input:focus { background: $panel; }
    SpreadView #spread-verdict { height: 2; padding: 0 1; background: $background; }
    SpreadView #bar-pane { width: 3fr; }
    SpreadView #figures-pane { width: 2fr; }
    """
    keys = (Action("run", "f9", "Start", "Load the keys and spread them.", "start"),)

    class Judged(Message):
        """Who wrote the topic is worked out."""

        def __init__(self, found: tuple[Agreement, ...]) -> None:
            super().__init__()
            self.found = found

    def __init__(self, reading: Loading) -> None:
        super().__init__(name="spread", id="view-spread")
        self.reading = reading
        self._asked: Inquiry | None = None
        self._problem = ""
        self._spread: Spread | None = None
        self._agreements: tuple[Agreement, ...] = ()
        self._judged: object = None
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="source"):
            yield Label("keys from")
            yield Choice("keys from", SOURCES, TEMPLATE, id="source-kind")
            yield LineInput(DEFAULT_TEMPLATE, id="source-text")
            yield Label("how many")
            yield LineInput("10,000", id="source-count")
        yield Sheet(id="spread-verdict")
        with Horizontal(classes="columns"):
            with Vertical(id="bar-pane", classes="pane") as bars:
                bars.border_title = "Keys by partition"
                yield Sheet(id="bars")
            with Vertical(id="figures-pane", classes="pane") as figures:
                figures.border_title = "Figures"
                yield Sheet(id="figures")

    def show(self, asked: Inquiry) -> None:
        self._asked = asked
        source = self.reading.source
        if source is not None and not self.reading.answers(asked) and source.kind != TOPIC:
            self._again_soon()
        self._draw()

    def _again_soon(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(SETTLED, self._again)

    def _again(self) -> None:
        if self._asked is not None and self.reading.source is not None and not self.reading.answers(self._asked):
            self.reading.start(self.reading.source, self._asked)

    def run(self) -> None:
        kind = self.query_one("#source-kind", Choice).value
        text, count = (self.query_one(f"#source-{one}", Input).value for one in ("text", "count"))
        source, self._problem = read_source(kind, text, count)
        if source is not None and self._asked is not None:
            self._agreements, self._judged = (), None
            self.reading.start(source, self._asked)
        self._draw()

    take = run

    def scroll_facts(self, by: int) -> None:
        self.query_one("#figures", Sheet).move(by)

    def stop(self) -> bool:
        return self.reading.stop()

    def look(self) -> None:
        if self.reading.run is not None and (self.reading.is_running or self.reading.run.spread is not self._spread):
            self._draw()
        self._judge()

    def _judge(self) -> None:
        run, source = self.reading.run, self.reading.source
        if run is not None and run.done and source is not None and source.kind == TOPIC and self._judged is not run:
            self._judged = run
            self._work_out(tuple(run.placed), self.reading.partitions)

    @work(thread=True, exclusive=True, exit_on_error=False, group="agreement")
    def _work_out(self, placed: tuple[tuple[bytes, int], ...], partitions: int) -> None:
        from workbench.partitioning.agreement import agreement

        self.post_message(self.Judged(agreement(placed, partitions)))

    @on(Judged)
    def _take_agreements(self, event: Judged) -> None:
        event.stop()
        self._agreements = event.found
        self._draw()

    @on(Choice.Changed, "#source-kind")
    def _other_kind(self, event: Choice.Changed) -> None:
        event.stop()
        text, count = (self.query_one(f"#source-{one}", LineInput) for one in ("text", "count"))
        text.visible = event.value in (TEMPLATE, FILE)
        count.visible = event.value in (TEMPLATE, TOPIC)
        text.placeholder = "a path" if event.value == FILE else DEFAULT_TEMPLATE
        if text.value in ("", DEFAULT_TEMPLATE):
            text.value = DEFAULT_TEMPLATE if event.value == TEMPLATE else ""

    def on_resize(self) -> None:
        """The bars follow the width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        band, bars, figures = (self.query_one(f"#{one}", Sheet) for one in ("spread-verdict", "bars", "figures"))
        if not bars.size.width:
            return
        run = self.reading.run
        self._spread = spread = run.spread if run is not None else None
        band.show(self._band(spread, band.text_width))
        if spread is None or not spread.total:
            bars.show(source_lines(bars.text_width) if self.reading.source is None else [])
            figures.show([])
            return
        landing = self._asked.landing if self._asked is not None and self.reading.answers(self._asked) else None
        bars.show(bar_lines(spread, bars.text_width, bars.size.height, landing))
        figures.show(figure_lines(spread, self._agreements, figures.text_width, figures.size.height))

    def _band(self, spread: Spread | None, width: int) -> list[Line]:
        reading, source = self.reading, self.reading.source
        if trouble := self._problem or reading.trouble:
            return paragraph(f"✗ {trouble}", width, "other")
        if source is None:
            return paragraph(TEACHING, width, "quiet")
        if reading.is_running and reading.run is not None:
            return [progress_line(reading.run.progress)] if reading.seconds >= PROGRESS_FROM else []
        if spread is None or not spread.total:
            return paragraph(f"There are no keys: {source.words}.", width, "any")
        of = f"{reading.words}, {reading.client} over {plural(reading.partitions, 'partition')}"
        return [*verdict_lines(spread, width), *paragraph(of, width, "quiet")]
