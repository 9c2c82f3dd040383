"""One line to fill in: Enter gives it back, Escape, nothing and a click outside do not."""

from __future__ import annotations

import pytest
from textual.containers import Vertical
from textual.geometry import Region

from tests.tui.holding import asking
from workbench.tui.screens.ask import Ask

BELOW = Region(10, 3, 20, 1)


def ask(text: str = "", below: Region = BELOW) -> Ask:
    return Ask("rule file", text, "path/to/rules.toml", below)


async def test_enter_gives_back_what_was_typed_without_spaces_around_it() -> None:
    async with asking(ask()) as (held, answers):
        assert "path/to/rules.toml" in held.screen
        await held.press("space", *"a b", "space", "enter")
        assert answers == ["a b"]


async def test_what_was_typed_before_stands_there() -> None:
    async with asking(ask("rules.toml")) as (held, answers):
        await held.press("enter")
        assert answers == ["rules.toml"]


@pytest.mark.parametrize("keys", [("escape",), ("x", "escape"), ("enter",), ("space", "enter")])
async def test_nothing_is_given_back(keys: tuple[str, ...]) -> None:
    async with asking(ask()) as (held, answers):
        await held.press(*keys)
        assert answers == [None]


async def test_a_click_outside_leaves_and_one_inside_does_not() -> None:
    async with asking(ask()) as (held, answers):
        await held.click(held.app.screen.query_one(Vertical), 2, 1)
        assert answers == []
        await held.click(None, 79, 23)
        assert answers == [None]


@pytest.mark.parametrize("size", [(20, 6), (80, 24)])
@pytest.mark.parametrize("below", [BELOW, Region(70, 22, 10, 1), Region(0, 0, 1, 1)])
async def test_it_stays_on_the_screen(size: tuple[int, int], below: Region) -> None:
    async with asking(ask(below=below), size=size) as (held, _):
        box = held.app.screen.query_one(Vertical).region
        assert box.x >= 0
        assert box.y >= 0
        assert box.bottom <= size[1]
        assert box.right <= size[0]
