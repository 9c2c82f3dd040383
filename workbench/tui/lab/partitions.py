"""View 3: what the cluster says of the topic's partitions, the one of the typed key marked."""

from __future__ import annotations

import time

from textual.app import ComposeResult
from textual.containers import Vertical

from workbench.session import Session
from workbench.tui.lab.inquiry import Inquiry
from workbench.tui.lab.lines import paragraph
from workbench.tui.lab.partitions_page import PartitionRows, head_line, summary_line
from workbench.tui.lab.sheet import Sheet
from workbench.tui.lab.view import View

ASK_EVERY = 2.0
"""Seconds between two questions for the offsets while this view is in front."""


class PartitionsView(View):
    """Asks for the offsets while it is in front; the table keeps its place whatever arrives."""

    DEFAULT_CSS = """
    PartitionsView #partition-summary { height: 2; padding: 0 1; background: $background; }
    """

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
        moved = before is None or before.landing != asked.landing
        self._draw(asked.landing if moved else None)

    def look(self) -> None:
        if self._asked is None:
            return
        if time.monotonic() - self._asked_at >= ASK_EVERY:
            self._asked_at = time.monotonic()
            self.session.ask_offsets(self._asked.topic_name)
        self._draw(None)

    def on_resize(self) -> None:
        """The columns follow the width."""
        self.call_after_refresh(self._draw, self._asked.landing if self._asked else None)

    def _draw(self, reveal: int | None) -> None:
        asked, band, rows = (
            self._asked,
            self.query_one("#partition-summary", Sheet),
            self.query_one("#partition-rows", Sheet),
        )
        if asked is None or not rows.size.width:
            return
        offsets = self.session.offsets(asked.topic_name)
        if asked.partitions is None:
            band.show(paragraph("How many partitions there are is not known.", band.text_width, "any"))
            rows.show([])
            return
        racks = {broker.id: broker.rack for broker in self.session.status.metadata.brokers}
        width = rows.text_width
        table = PartitionRows(asked.topic, asked.partitions, offsets, racks, asked.landing, width)
        band.show([summary_line(asked.topic, offsets, asked.topic_name)])
        rows.show(table, [head_line(width)], reveal)

    def move(self, by: int) -> None:
        self.query_one("#partition-rows", Sheet).move(by)

    def turn(self, by: int) -> None:
        self.query_one("#partition-rows", Sheet).page(by)
