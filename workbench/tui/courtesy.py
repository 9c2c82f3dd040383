"""Keys before records: one interpreter has to do with both."""

from __future__ import annotations

from textual.app import App
from textual.events import Event, Key

from workbench.session import Session

TURN = 0.001
"""Seconds after which a thread that computes lets another one have the interpreter; Python's own 5 ms is felt."""

QUIET = 0.03
"""Seconds that a key may take, at most, while the worker holds still."""


class Courteous(App[None]):
    """Needs the session of the app that it is part of."""

    session: Session

    async def on_event(self, event: Event) -> None:
        """A key is handled before more records are: the worker holds still for it."""
        if isinstance(event, Key):
            self.session.worker.be_quiet(QUIET)
            self.call_after_refresh(self.session.worker.be_quiet, 0)
        await super().on_event(event)
