"""The help names every view, key and figure."""

from __future__ import annotations

from tests.tui.holding import asking
from workbench.tui.actions import key_sign
from workbench.tui.statistics.help import FIGURES, KEYS, StatisticsHelp, page
from workbench.tui.statistics.tabs import TABS


def test_everything_is_there() -> None:
    plain = page(400).plain
    assert all(key_sign(tab.key) in plain and tab.title in plain for tab in TABS)
    assert all(words in plain for _, words in (*KEYS, *FIGURES))


async def test_it_closes() -> None:
    async with asking(StatisticsHelp(), size=(100, 40)) as (held, answers):
        await held.until(lambda: "Client log" in held.screen)
        await held.press("escape")
        assert answers == [None]
