"""The schemas screen opened over the embedded cluster and its registry."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.tui.driving import Driver, driving
from workbench.records.draft import FieldDraft, RecordDraft
from workbench.tui.screens.schemas import Schemas

ORDER = """{"id": 1, "customer": "ada", "status": "RETURNED", "total": "19.99", "placed": "2026-11-22T12:00:00Z"}"""
ORDERS = RecordDraft("orders", FieldDraft(text="user-42"), FieldDraft("avro", text=ORDER))
SUBJECTS = ("orders-value", "payments-value")


@asynccontextmanager
async def schemas(*keys: str, size: tuple[int, int] = (120, 40), draft: RecordDraft = ORDERS) -> AsyncIterator[Driver]:
    """The screen, once the registry has answered, with these keys pressed in it."""
    async with driving(size=size, draft=draft) as driver:
        await driver.sees("✓ up")
        await driver.until(lambda: driver.session.is_ready(draft), "the schemas are there")
        await driver.press("ctrl+r")
        await driver.sees(*SUBJECTS)
        await driver.press(*keys)
        yield driver


def screen(driver: Driver) -> Schemas:
    """The screen itself."""
    assert isinstance(driver.app.screen, Schemas)
    return driver.app.screen
