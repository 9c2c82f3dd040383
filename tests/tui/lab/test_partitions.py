"""The view of the topic's partitions."""

from __future__ import annotations

from dataclasses import replace

from tests.tui.driving import driving
from tests.tui.lab.opened import lab
from workbench.commands.tui import SANDBOX_DRAFT


async def test_facts_and_where_the_key_lands() -> None:
    async with lab("f4") as driver:
        await driver.sees("12 partitions on 3 leaders", "← the key lands here", "✓ none offline")


async def test_a_thousand_partitions_scroll_and_the_landing_is_in_sight() -> None:
    async with lab("f4", draft=replace(SANDBOX_DRAFT, topic="huge"), size=(80, 24)) as driver:
        await driver.sees("1,000 partitions", "▸ ", "460")
        await driver.press("pagedown", "pagedown")
        await driver.until(lambda: " 460 " not in driver.screen, "another page")


async def test_offline_is_said() -> None:
    async with lab("f4", draft=replace(SANDBOX_DRAFT, topic="payments")) as driver:
        await driver.sees("✗ 1 offline", "none")


async def test_offsets_of_a_real_cluster_come_by_themselves() -> None:
    async with driving() as driver:
        await driver.sees("→ orders-4")
        await driver.press("f6")
        await driver.until(lambda: driver.totals.delivered == 10, "ten delivered")
        await driver.press("ctrl+l", "f4")
        await driver.sees("10 records, by the offsets of 12 partitions")
