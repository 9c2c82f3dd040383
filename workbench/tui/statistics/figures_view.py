"""The figures: worked out in a thread once a second while they are in front."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult

from workbench.delivery.client_history import ClientHistory
from workbench.delivery.log import DeliveryLog
from workbench.delivery.rates import RateHistory
from workbench.tui.actions import Action
from workbench.tui.lab.sheet import Sheet
from workbench.tui.statistics.gathered import Figures, Span, gather
from workbench.tui.statistics.page import page
from workbench.tui.statistics.view import StatisticsView


class FiguresView(StatisticsView):
    """Pictures and tables on one sheet that scrolls."""

    keys: ClassVar[tuple[Action, ...]] = (
        Action("step", "f4", "Latency of", "All rows kept, those of the last minute, of the last 10 s.", "latency of"),
    )

    def __init__(self, log: DeliveryLog, rates: RateHistory, client: ClientHistory) -> None:
        super().__init__(id="view-figures", name="figures")
        self._log, self._rates, self._client = log, rates, client
        self._span = Span.ALL
        self._figures = Figures()
        self._busy = False

    def compose(self) -> ComposeResult:
        yield Sheet(id="figures")

    @property
    def _sheet(self) -> Sheet:
        return self.query_one(Sheet)

    def on_resize(self) -> None:
        """The page follows the width."""
        self.call_after_refresh(self._draw)

    def look(self) -> None:
        """Work the figures out, unless that still goes on."""
        if not self._busy:
            self._busy = True
            self._gather()

    @work(group="figures")
    async def _gather(self) -> None:
        try:
            span, rates, client = self._span, self._rates.rates, self._client.latest
            self._figures = await asyncio.to_thread(gather, self._log, rates, client, span)
        finally:
            self._busy = False
        self._draw()
        if span is not self._span:
            self.look()

    def _draw(self) -> None:
        self._sheet.show(page(self._figures, self._sheet.text_width))

    def come(self) -> None:
        """Show what is so now."""
        self.screen.set_focus(None)
        self.look()

    def move(self, by: int) -> None:
        self._sheet.move(by)

    def turn(self, by: int) -> None:
        self._sheet.page(by)

    def step(self) -> None:
        """Latencies of other rows."""
        self._span = self._span.next
        self.look()
