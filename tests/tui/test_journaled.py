"""A journal that cannot be written: said once, and a person decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import SANDBOX, driving
from tests.tui.still import StillSession
from workbench.delivery.journal.settings import JournalSettings
from workbench.session import Session
from workbench.tui.screens.held import Held


@pytest.mark.parametrize(("key", "delivered"), [("g", 1), ("s", 0)])
async def test_sending_waits_until_somebody_decides(tmp_path: Path, key: str, delivered: int) -> None:
    (tmp_path / "file").touch()
    session = Session(SANDBOX, journal=JournalSettings(tmp_path / "file" / "journal.db"))
    async with driving(session=session) as driver:
        await driver.sees("✓ up", "→ orders-")
        await driver.press("f5")
        await driver.until(lambda: isinstance(driver.app.screen, Held), "the question")
        await driver.sees("cannot be used")
        await driver.press(key)
        await driver.until(lambda: driver.totals.delivered + driver.totals.failed == 1, "it has its outcome")
        assert driver.totals.delivered == delivered
        assert not isinstance(driver.app.screen, Held)


async def test_a_journal_that_is_none_is_said_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"no database" * 1_000)
    async with driving(session=Session(SANDBOX, journal=JournalSettings(tmp_path / "journal.db"))) as driver:
        await driver.until(
            lambda: any("is no journal" in one.message for one in driver.app._notifications), "the words"
        )


async def test_without_a_journal_the_key_says_so() -> None:
    async with driving(session=StillSession()) as driver:
        driver.app.action_journal()
        await driver.until(lambda: any("no journal" in one.message for one in driver.app._notifications), "the words")
