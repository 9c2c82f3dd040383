"""The cost of the three ways: asked first, measured on the embedded cluster, shown as bars."""

from __future__ import annotations

from tests.tui.driving import driving
from tests.tui.holding import asking
from tests.tui.still import StillSession
from workbench.lab.ways import Cost
from workbench.records.draft import RecordDraft
from workbench.records.way import Way
from workbench.tui.screens.ways import WaysScreen, outcome


async def test_it_is_measured_by_sending_once_somebody_says_so() -> None:
    async with driving() as driver:
        await driver.sees("✓ up", "→ orders-")
        driver.app.action_ways()
        await driver.sees("303 times", "orders")
        assert driver.totals.handed_over == 0
        await driver.press("enter")
        await driver.sees("sync: each waits for its answer", "async: an answer for each", "█", " ms")
        assert driver.totals.handed_over == 303
        await driver.press("escape")


async def test_a_record_that_cannot_be_sent_is_not() -> None:
    async with asking(WaysScreen(StillSession(), RecordDraft("nowhere"))) as (held, answers):
        await held.press("enter")
        await held.until(lambda: "cannot be sent as it stands" in held.screen)
        await held.press("escape")
        assert answers == [None]


def test_bars_are_as_long_as_the_time() -> None:
    shown = outcome([Cost(Way.SYNC, 100, 1.2), Cost(Way.ASYNC, 100, 0.014), Cost(Way.FORGET, 100, None)]).plain
    title, sync, asynchronous, forget = shown.split("\n")
    assert title.startswith("100 records each way")
    assert sync.count("█") == 22
    assert asynchronous.count("█") == 1
    assert sync.endswith("1.2 s")
    assert "no end in time" in forget
