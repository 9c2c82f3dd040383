"""The help names every key of the table and closes with the key that opened it."""

from __future__ import annotations

import pytest

from tests.tui.holding import asking
from workbench.tui.actions import ACTIONS, key_sign
from workbench.tui.screens.help import IN_PLACE, PANES, Help, page


def test_every_action_is_there_by_its_key_and_its_words() -> None:
    lines = page().plain.split("\n")
    for action in ACTIONS:
        assert any(line.startswith(key_sign(action.key).ljust(7) + action.title) for line in lines)
        assert any(action.help in line for line in lines)


def test_keys_in_place_and_panes_are_there() -> None:
    plain = page().plain
    assert all(words in plain for _, words in (*IN_PLACE, *PANES))
    assert [name for name, _ in PANES] == ["Connection", "Record", "Partition", "Deliveries"]


def test_words_do_not_touch_their_key() -> None:
    assert all(line[6:7] == " " for line in page().plain.split("\n") if line)


@pytest.mark.parametrize("key", ["escape", "f1", "q"])
async def test_it_closes(key: str) -> None:
    async with asking(Help()) as (held, answers):
        assert "Help" in held.screen
        await held.press(key)
        assert answers == [None]


async def test_it_scrolls_where_it_does_not_fit() -> None:
    async with asking(Help(), size=(60, 12)) as (held, _):
        assert "F5" in held.screen
        await held.press("end")
        await held.until(lambda: "Deliveries" in held.screen)


@pytest.mark.parametrize("size", [(1, 1), (40, 10)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    async with asking(Help(), size=size) as (held, answers):
        await held.press("escape")
        assert answers == [None]
