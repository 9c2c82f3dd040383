"""Driving the real app: keys go in, the screen is read, events are waited for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.pilot import Pilot

from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings
from workbench.commands.tui import CLUSTER_DRAFT, SANDBOX_DRAFT
from workbench.delivery.report import DeliveryReport, Totals
from workbench.records.draft import RecordDraft
from workbench.session import Session
from workbench.tui.app import WorkbenchApp

PATIENCE = 60.0
"""Seconds after which an awaited event counts as missing."""


@dataclass(slots=True)
class Driver:
    """A running app, and the hands and eyes of a person before it."""

    app: WorkbenchApp
    pilot: Pilot[None]

    @property
    def session(self) -> Session:
        """What the app runs on."""
        return self.app.session

    @property
    def totals(self) -> Totals:
        """The books."""
        return self.session.log.totals

    @property
    def screen(self) -> str:
        """All text that is on the screen now."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    def report(self, number: int) -> DeliveryReport:
        """One row of the log, whole."""
        report = self.session.log.report(number)
        assert report is not None
        return report

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text into what has the cursor."""
        await self.press(*(_key(char) for char in text))

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for an event; fail with the screen if it never comes."""
        async with asyncio.timeout(PATIENCE):
            try:
                while not holds():
                    await self.pilot.pause(0.01)
            except asyncio.CancelledError:
                raise AssertionError(f"never came: {what}\n{self.screen}") from None

    async def sees(self, *words: str) -> None:
        """Wait until all these words are on the screen."""
        await self.until(lambda: all(word in self.screen for word in words), " and ".join(words))


def _key(char: str) -> str:
    from textual.keys import _character_to_key

    return _character_to_key(char)


SANDBOX = ClusterProfile("sandbox", embedded=True)


@asynccontextmanager
async def driving(
    profile: ClusterProfile = SANDBOX,
    *,
    size: tuple[int, int] = (120, 40),
    settings: ProducerSettings | None = None,
    draft: RecordDraft | None = None,
    session: Session | None = None,
    theme: str = "workbench-dark",
) -> AsyncIterator[Driver]:
    """The app on a cluster, closed on every way out."""
    session = session or Session(profile, settings)
    first = draft or (SANDBOX_DRAFT if profile.embedded else CLUSTER_DRAFT)
    app = WorkbenchApp(session, first, theme)
    try:
        async with app.run_test(size=size) as pilot:
            yield Driver(app, pilot)
    finally:
        await asyncio.to_thread(session.close)
