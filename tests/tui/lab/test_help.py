"""The lab's help names every view, key and sign."""

from __future__ import annotations

from tests.tui.holding import asking
from workbench.tui.actions import key_sign
from workbench.tui.lab.help import IN_PLACE, SIGNS, LabHelp, page
from workbench.tui.lab.tabs import TABS


def test_every_view_key_and_sign_is_there() -> None:
    plain = page(400).plain
    assert all(key_sign(tab.key) in plain and tab.title in plain for tab in TABS)
    assert all(words in plain for _, words in (*IN_PLACE, *SIGNS))


async def test_it_closes() -> None:
    async with asking(LabHelp(), size=(100, 40)) as (held, answers):
        await held.until(lambda: "as Java" in held.screen)
        await held.press("escape")
        assert answers == [None]
