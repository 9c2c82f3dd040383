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
from workbench.tui.lab.growth_page import default_counts, growth_lines, head_line, read_counts, sentence_lines
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
    GrowthView #counts Label { color: $quiet; width: auto; padding: 0 1; }
    GrowthView #growth-counts { width: 40; background: $field; }
    GrowthView #growth-counts:focus { background: $panel; }
    GrowthView #growth-sentence { height: 3; padding: 0 1; background: $background; }
    """

    class Worked(Message):
        """The answer for one question."""

        def __init__(self, question: object, found: tuple[Growth, ...]) -> None:
            super().__init__()
            self.question, self.found = question, found

    def __init__(self, loading: Loading) -> None:
        super().__init__(name="growth", id="view-growth")
        self.reading = loading
        self._asked: Inquiry | None = None
        self._question: object = None
        self._found: tuple[Growth, ...] = ()
        self._problem = ""
        self._cursor = 0

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
        if asked.partitions is not None and (self.reading.source is None or not self.reading.answers(asked)):
            self.reading.start(self.reading.source or Source(), asked)
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
            self._work_out(question, tuple(run.keys), asked.partitioner, asked.partitions, counts)

    @work(thread=True, exclusive=True, exit_on_error=False, group="growth")
    def _work_out(
        self, question: object, keys: Sequence[bytes], partitioner: Partitioner, now: int, counts: tuple[int, ...]
    ) -> None:
        from workbench.partitioning.growth import what_if

        self.post_message(self.Worked(question, what_if(keys, partitioner, now, (now, *counts))))

    @on(Worked)
    def _take_worked(self, event: Worked) -> None:
        event.stop()
        if event.question == self._question:
            self._found = event.found
            self._draw()

    @on(Input.Changed, "#growth-counts")
    def _other_counts(self, event: Input.Changed) -> None:
        event.stop()
        self._work()
        self._draw()

    def on_resize(self) -> None:
        """The sentence follows the width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        band, rows = self.query_one("#growth-sentence", Sheet), self.query_one("#growth-rows", Sheet)
        if not rows.size.width or self._asked is None:
            return
        band.show(self._band(band.text_width))
        self._cursor = max(0, min(self._cursor, len(self._found) - 1))
        now = self._asked.partitions or 0
        rows.show(growth_lines(self._found, now, self._cursor), [head_line()], self._cursor)

    def _band(self, width: int) -> list[Line]:
        loading = self.reading
        if trouble := self._problem or loading.trouble:
            return paragraph(f"✗ {trouble}", width, "other")
        if loading.is_running and loading.run is not None:
            return [progress_line(loading.run.progress)] if loading.seconds >= PROGRESS_FROM else []
        over = paragraph(f"Over {loading.source.words}." if loading.source else "", width, "quiet")
        return [*sentence_lines(self._found, self._cursor, width)[:2], *over[:1]]

    def move(self, by: int) -> None:
        if self._found:
            self._cursor = (self._cursor + by) % len(self._found)
            self._draw()

    @on(Sheet.Clicked, "#growth-rows")
    def _clicked(self, event: Sheet.Clicked) -> None:
        event.stop()
        self._cursor = event.line
        self._draw()
