"""The views by their keys."""

from __future__ import annotations

from tests.tui.holding import holding
from workbench.tui.statistics.tabs import TABS, StatisticsTabs


async def test_both_views_stand_in_a_line_and_what_is_said_beside_them() -> None:
    async with holding(StatisticsTabs()) as held:
        held.app.query_one(StatisticsTabs).show("log", "a word [b]")
        await held.until(lambda: all(tab.title in held.screen for tab in TABS))
        assert "a word [b]" in held.screen
        assert "f5" not in {tab.key for tab in TABS}
