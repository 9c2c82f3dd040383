"""View 5: what if the topic had another partition count. Worked out in a thread over the keys of the spread."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label

from workbench.partitioning.growth import Growth
from workbench.partitioning.rules import Partitioner
from workbench.records.errors import Unplaceable
from workbench.tui.actions import Action
from workbench.tui.lab.growth_page import (
    default_counts,
    first_to_look_at,
    growth_lines,
    head_line,
    read_counts,
    sentence_lines,
)
from workbench.tui.lab.inquiry import Inquiry
from workbench.tui.lab.lines import Line, paragraph
from workbench.tui.lab.loading import Loading, Source
from workbench.tui.lab.sheet import Sheet
from workbench.tui.lab.spread_page import PROGRESS_FROM, progress_line
from workbench.tui.lab.view import View
from workbench.tui.widgets.line_input import LineInput


class GrowthView(View):
    """Loads a template's keys by itself where none were loaded."""

    DEFAULT_CSS = """
    GrowthView #counts { height: 1; padding: 0 1; }
    GrowthView #counts Label { color: $quiet; width: auto; padding: 0 1 0 0; }
    GrowthView #growth-counts { width: 40; background: $field; }
    GrowthView #growth-counts:focus { background: $panel; }
    GrowthView #growth-sentence { height: 4; padding: 0 1; background: $background; }
    """

    keys = (Action("move(1)", "↑↓", "Counts", "The next partition count.", "count"),)

    class Worked(Message):
        """The answer to one question, or why there is none."""

        def __init__(self, question: object, found: tuple[Growth, ...], problem: str = "") -> None:
            super().__init__()
            self.question, self.found, self.problem = question, found, problem

    def __init__(self, reading: Loading) -> None:
        super().__init__(name="growth", id="view-growth")
        self.reading = reading
        self._asked: Inquiry | None = None
        self._question: object = None
        self._found: tuple[Growth, ...] = ()
        self._problem = self._refusal = ""
        self._cursor: int | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="counts"):
            yield Label("partition counts")
            yield LineInput(id="growth-counts")
        yield Sheet(id="growth-sentence")
        with Vertical(classes="pane") as box:
            box.border_title = "What if the topic had"
            yield Sheet(id="growth-rows")

    def show(self, asked: Inquiry) -> None:
        self._asked = asked
        field = self.query_one("#growth-counts", Input)
        if not field.value and asked.partitions is not None and not field.has_focus:
            field.value = ", ".join(map(str, default_counts(asked.partitions)))
        if asked.partitions is not None and self.reading.source is None:
            self.reading.start(Source(), asked)
        self._work()
        self._draw()

    def look(self) -> None:
        self._work()
        if self.reading.is_running:
            self._draw()

    def _work(self) -> None:
        """Ask the thread, if the keys are there and it was not asked the same before."""
        asked, run = self._asked, self.reading.run
        counts, self._problem = read_counts(self.query_one("#growth-counts", Input).value)
        if asked is None or asked.partitions is None or run is None or not run.done or self._problem:
            return
        question = (id(run), asked.partitioner.name, asked.partitions, counts)
        if question != self._question:
            self._question = question
            self._work_out(question, run.keys, asked.partitioner, asked.partitions, counts)

    @work(thread=True, exclusive=True, exit_on_error=False, group="growth")
    def _work_out(
        self, question: object, keys: Sequence[bytes], partitioner: Partitioner, now: int, counts: tuple[int, ...]
    ) -> None:
        from workbench.partitioning.growth import what_if

        try:
            self.post_message(self.Worked(question, what_if(keys, partitioner, now, sorted({now, *counts}))))
        except Unplaceable as error:
            self.post_message(self.Worked(question, (), str(error)))

    @on(Worked)
    def _take_worked(self, event: Worked) -> None:
        event.stop()
        if event.question == self._question:
            self._found, self._refusal = event.found, event.problem
            self._draw()

    @on(Input.Changed, "#growth-counts")
    def _other_counts(self, event: Input.Changed) -> None:
        event.stop()
        self._cursor = None
        self._work()
        self._draw()

    def on_resize(self) -> None:
        """The sentence follows the width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        band, rows = self.query_one("#growth-sentence", Sheet), self.query_one("#growth-rows", Sheet)
        if not rows.size.width or self._asked is None:
            return
        here, width = self._here, rows.text_width
        band.show(self._band(band.text_width))
        rows.show(growth_lines(self._found, here, width), [head_line(width)] if self._found else [], max(0, here))

    @property
    def _here(self) -> int:
        """The row under the cursor; before anybody moved it, the one that most people ask about."""
        return first_to_look_at(self._found) if self._cursor is None else min(self._cursor, len(self._found) - 1)

    def _band(self, width: int) -> list[Line]:
        reading = self.reading
        if trouble := self._problem or reading.trouble or self._refusal:
            return paragraph(f"✗ {trouble}", width, "other")
        if reading.is_running and reading.run is not None:
            return [progress_line(reading.run.progress)] if reading.seconds >= PROGRESS_FROM else []
        over = paragraph(f"over {reading.words}" if reading.source else "", width, "quiet")
        return [*(sentence_lines(self._found[self._here], width) if self._found else []), *over]

    def stop(self) -> bool:
        return self.reading.stop()

    def move(self, by: int) -> None:
        if self._found:
            self._cursor = (self._here + by) % len(self._found)
            self._draw()

    @on(Sheet.Clicked, "#growth-rows")
    def _clicked(self, event: Sheet.Clicked) -> None:
        event.stop()
        self._cursor = event.line
        self._draw()
