"""What of the app is about figures: those of the last minutes, noted once a second whether anyone looks or not."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

from workbench.delivery.rates import RateHistory
from workbench.session import Session

if TYPE_CHECKING:
    from workbench.delivery.client_history import ClientHistory

NOTED_EVERY = 1.0
"""Seconds between two looks at the totals."""


class Summarising(App[None]):
    """Needs the session of the app that it is part of."""

    session: Session

    def on_mount(self) -> None:
        """From now on."""
        self.rate_history = RateHistory()
        self.rate_history.look(time.monotonic(), self.session.log.totals)
        self.set_interval(NOTED_EVERY, self._note)

    @cached_property
    def client_history(self) -> ClientHistory:
        """librdkafka's figures; loaded after the first paint."""
        from workbench.delivery.client_history import ClientHistory

        return ClientHistory()

    def _note(self) -> None:
        self.rate_history.look(time.monotonic(), self.session.log.totals)
        if self.client_history.is_new(self.session.worker.statistics):
            self._note_client()

    @work(thread=True, exit_on_error=False, exclusive=True, group="client")
    def _note_client(self) -> None:
        self.client_history.look(self.session.worker.statistics)

    def action_statistics(self) -> None:
        """Rates, latencies, queue, brokers, partitions; librdkafka's own lines."""
        from workbench.tui.screens.statistics import StatisticsScreen

        self.push_screen(StatisticsScreen(self.session, self.rate_history, self.client_history))
