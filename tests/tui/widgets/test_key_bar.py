"""The key bar shows as many whole keys as fit, and each is a button."""

from __future__ import annotations

import pytest

from tests.tui.holding import Holder, holding
from workbench.tui.actions import ACTIONS, Action
from workbench.tui.widgets.key_bar import KeyBar

TWO = (Action("send", "f5", "Send", "", "send"), Action("jump", "ctrl+o", "Jump", "", "jump [/]"))


async def test_signs_and_words() -> None:
    async with holding(KeyBar(TWO[:1])) as held:
        assert " F5 send" in held.screen


async def test_an_action_without_a_short_word_is_left_to_the_help() -> None:
    async with holding(KeyBar((*TWO[:1], Action("x", "f12", "X", "never here")))) as held:
        assert "F12" not in held.screen


@pytest.mark.parametrize("width", [1, 5, 10, 40, 80, 81, 120, 400])
async def test_no_key_is_cut_in_two(width: int) -> None:
    whole = [f"{sign}" for sign in ("F5 send", "F6 send ten", "F4 header", "F8 topic", "F2 settings", "^P commands")]
    async with holding(KeyBar(), size=(width, 3)) as held:
        shown = held.app.query_one(KeyBar).render().plain
    assert len(shown) <= max(0, width - 2)
    assert whole[: shown.count("  ") + 1][:6] == shown.split("  ")[:6] or shown == ""


async def test_all_of_them_stand_there_where_there_is_room() -> None:
    async with holding(KeyBar(), size=(400, 3)) as held:
        assert held.app.query_one(KeyBar).render().plain.count("  ") == len([one for one in ACTIONS if one.short]) - 1


class Clicked(Holder):
    """Notes the acts that are asked for."""

    sent = 0

    def action_send(self) -> None:
        """Once."""
        self.sent += 1


@pytest.mark.parametrize("cell", [1, 2, 5])
async def test_a_click_on_the_sign_or_on_the_word_acts(cell: int) -> None:
    app = Clicked(KeyBar(TWO[:1]))
    async with app.run_test() as pilot:
        await pilot.click(KeyBar, offset=(cell, 0))
        await pilot.pause()
        assert app.sent == 1
