"""View 3: what the cluster says of the topic's partitions, the one of the typed key marked."""

from __future__ import annotations

import time

from textual.app import ComposeResult
from textual.containers import Vertical

from workbench.session import Session
from workbench.tui.actions import Action
from workbench.tui.lab.inquiry import Inquiry
from workbench.tui.lab.lines import paragraph
from workbench.tui.lab.partitions_page import PartitionRows, head_line, summary_lines
from workbench.tui.lab.sheet import Sheet
from workbench.tui.lab.view import View

ASK_EVERY = 2.0
"""Seconds between two questions for the offsets while this view is in front."""


class PartitionsView(View):
    """Asks for the offsets while it is in front; the table keeps its place whatever arrives."""

    DEFAULT_CSS = """
    PartitionsView #partition-summary { height: 3; padding: 0 1; background: $background; }
    """

    keys = (Action("move(1)", "↑↓", "Scroll", "A line; PgUp and PgDn: a screenful.", "scroll"),)

    def __init__(self, session: Session) -> None:
        super().__init__(name="partitions", id="view-partitions")
        self.session = session
        self._asked: Inquiry | None = None
        self._asked_at = float("-inf")

    def compose(self) -> ComposeResult:
        yield Sheet(id="partition-summary")
        with Vertical(classes="pane") as box:
            box.border_title = "Partitions"
            yield Sheet(id="partition-rows")

    def show(self, asked: Inquiry) -> None:
        before, self._asked = self._asked, asked
        self._draw(before is None or before.landing != asked.landing)

    def look(self) -> None:
        if self._asked is None:
            return
        if time.monotonic() - self._asked_at >= ASK_EVERY:
            self._asked_at = time.monotonic()
            self.session.ask_offsets(self._asked.topic_name)
        self._draw(False)

    def on_resize(self) -> None:
        """The columns follow the width."""
        self.call_after_refresh(self._draw, True)

    def _draw(self, moved: bool) -> None:
        """`moved`: the key lands elsewhere than before, so that place is brought into sight."""
        band, rows = self.query_one("#partition-summary", Sheet), self.query_one("#partition-rows", Sheet)
        asked, width = self._asked, rows.text_width
        if asked is None or not width:
            return
        if asked.partitions is None:
            band.show(paragraph("How many partitions there are is not known.", band.text_width, "any"))
            rows.show([])
            return
        offsets = self.session.offsets(asked.topic_name)
        racks = {broker.id: broker.rack for broker in self.session.status.metadata.brokers}
        band.show(summary_lines(asked.topic, offsets, asked.topic_name))
        table = PartitionRows(asked.topic, asked.partitions, offsets, racks, asked.landing, width)
        rows.show(table, [head_line(asked.topic, racks, width)])
        if moved and asked.landing is not None:
            rows.centre(asked.landing)

    def move(self, by: int) -> None:
        self.query_one("#partition-rows", Sheet).move(by)

    def turn(self, by: int) -> None:
        self.query_one("#partition-rows", Sheet).page(by)
