"""The help names every key of the table and closes with the key that opened it."""

from __future__ import annotations

import pytest
from textual.containers import VerticalScroll

from tests.tui.holding import asking
from workbench.tui.actions import ACTIONS, key_sign
from workbench.tui.screens.help import IN_PLACE, INDENT, PANES, Help, page


def test_every_action_is_there_by_its_key_and_its_words() -> None:
    lines = page(400).plain.split("\n")
    for action in ACTIONS:
        assert f"{key_sign(action.key).ljust(INDENT)}{action.title}. {action.help}" in lines


def test_keys_in_place_and_panes_are_there() -> None:
    plain = page(400).plain
    assert all(words in plain for _, words in (*IN_PLACE, *PANES))
    assert [name for name, _ in PANES] == ["Connection", "Record", "Bytes", "Partition", "Deliveries"]


@pytest.mark.parametrize("width", [1, 20, 40, 75, 91])
def test_the_column_of_keys_holds_keys_alone(width: int) -> None:
    keys = {line[:INDENT].strip() for line in page(width).plain.split("\n")}
    assert keys == {"", *(key_sign(action.key) for action in ACTIONS), *(key for key, _ in IN_PLACE)}


@pytest.mark.parametrize("key", ["escape", "f1", "q"])
async def test_it_closes(key: str) -> None:
    async with asking(Help()) as (held, answers):
        assert "Help" in held.screen
        await held.press(key)
        assert answers == [None]


async def test_it_scrolls_where_it_does_not_fit() -> None:
    async with asking(Help(), size=(60, 12)) as (held, _):
        assert "F5" in held.screen
        await held.until(lambda: held.app.screen.query_one(VerticalScroll).allow_vertical_scroll)
        await held.press("end")
        await held.until(lambda: "Deliveries" in held.screen)


@pytest.mark.parametrize("size", [(1, 1), (40, 10)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    async with asking(Help(), size=size) as (held, answers):
        await held.press("escape")
        assert answers == [None]
