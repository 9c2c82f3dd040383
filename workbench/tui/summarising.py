"""What of the app is about figures: those of the last minutes, noted once a second whether anyone looks or not."""

from __future__ import annotations

import time

from textual import work
from textual.app import App

from workbench.delivery.client_history import ClientHistory
from workbench.delivery.rates import RateHistory
from workbench.session import Session

NOTED_EVERY = 1.0
"""Seconds between two looks at the totals."""


class Summarising(App[None]):
    """Needs the session of the app that it is part of."""

    session: Session

    def on_mount(self) -> None:
        """From now on."""
        self.rate_history, self.client_history = RateHistory(), ClientHistory()
        self._note()
        self.set_interval(NOTED_EVERY, self._note)

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
