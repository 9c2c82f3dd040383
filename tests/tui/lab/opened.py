"""The lab opened over a still session, or over a real one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.tui.driving import Driver, driving
from tests.tui.still import StillSession
from workbench.clusters.settings import ProducerSettings
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.session import Session

ORDERS = RecordDraft(topic="orders", key=FieldDraft(text="user-42"))


@asynccontextmanager
async def lab(
    *keys: str,
    size: tuple[int, int] = (120, 40),
    draft: RecordDraft = ORDERS,
    partitioner: str = "murmur2_random",
    session: Session | None = None,
) -> AsyncIterator[Driver]:
    """The lab, with these keys pressed in it."""
    session = session or StillSession(settings=ProducerSettings(partitioner=partitioner))
    async with driving(size=size, draft=draft, session=session) as driver:
        await driver.press("ctrl+l")
        await driver.sees("F2 Clients")
        await driver.press(*keys)
        yield driver
