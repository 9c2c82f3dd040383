"""The figures: worked out in a thread once a second while they are in front."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult

from workbench.delivery.client_history import ClientHistory
from workbench.delivery.log import DeliveryLog
from workbench.delivery.rates import RateHistory
from workbench.tui.actions import Action
from workbench.tui.lab.lines import Line
from workbench.tui.lab.sheet import Sheet
from workbench.tui.statistics.gathered import Since, gather
from workbench.tui.statistics.page import page
from workbench.tui.statistics.view import StatisticsView


class FiguresView(StatisticsView):
    """Pictures and tables on one sheet that scrolls."""

    keys: ClassVar[tuple[Action, ...]] = (
        Action("step", "f4", "Latency of", "All rows kept, those of the last minute, of the last 10 s.", "which rows"),
    )

    def __init__(self, log: DeliveryLog, rates: RateHistory, client: ClientHistory) -> None:
        super().__init__(id="view-figures", name="figures")
        self._log, self._rates, self._client = log, rates, client
        self._since = Since.ALL
        self._lines: Sequence[Line] = ()
        self._busy = False

    def compose(self) -> ComposeResult:
        yield Sheet(id="figures")

    @property
    def _sheet(self) -> Sheet:
        return self.query_one(Sheet)

    def on_resize(self) -> None:
        """The page follows the width."""
        self.call_after_refresh(self.look)

    def look(self) -> None:
        """Work the figures out, unless that still goes on."""
        if not self._busy:
            self._busy = True
            self._gather()

    @work(group="figures")
    async def _gather(self) -> None:
        try:
            since, rates, client = self._since, self._rates.rates, self._client.latest
            width = self._sheet.text_width
            self._lines = await asyncio.to_thread(lambda: page(gather(self._log, rates, client, since), width))
        finally:
            self._busy = False
        self._sheet.show(self._lines)
        if (since, width) != (self._since, self._sheet.text_width):
            self.look()

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
        self._since = self._since.next
        self.look()
