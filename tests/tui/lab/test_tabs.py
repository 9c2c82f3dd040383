"""The views by their keys; a click on one asks the screen for it."""

from __future__ import annotations

from tests.tui.holding import holding
from workbench.tui.lab.tabs import TABS, LabTabs


async def test_all_views_stand_in_a_line_with_the_front_one_marked() -> None:
    async with holding(LabTabs()) as held:
        tabs = held.app.query_one(LabTabs)
        tabs.show("doctor")
        await held.until(lambda: all(tab.title in held.screen for tab in TABS))
        assert [tab.key for tab in TABS] == ["f2", "f3", "f4", "f6", "f7"]
