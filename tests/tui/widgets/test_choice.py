"""A one-line choice: arrows step, Enter and a click open its list, Escape leaves it as it was."""

from __future__ import annotations

import pytest

from tests.tui.holding import Held, holding
from workbench.tui.screens.pick import Option, Pick
from workbench.tui.widgets.choice import Choice

OPTIONS = (Option("all", "every replica"), Option("1", "the leader"), Option("0", "no answer"))
WITH_ACT = (Option("text"), Option("null"), Option("remove", "take it away", act=True))


def chosen(held: Held) -> list[str]:
    return [message.value for message in held.heard(Choice.Changed)]


async def test_it_shows_its_value_and_that_there_are_more() -> None:
    async with holding(Choice("acks", OPTIONS, "1")) as held:
        assert " 1 ▾ " in held.screen


async def test_left_and_right_step_and_stop_at_the_ends() -> None:
    choice = Choice("acks", OPTIONS, "all")
    async with holding(choice) as held:
        choice.focus()
        await held.press("left", "right", "right", "right", "left")
        assert chosen(held) == ["1", "0", "1"]


@pytest.mark.parametrize("key", ["enter", "space", "down"])
async def test_keys_open_the_list_and_enter_takes(key: str) -> None:
    choice = Choice("acks", OPTIONS, "all")
    async with holding(choice) as held:
        choice.focus()
        await held.press(key)
        assert isinstance(held.app.screen, Pick)
        assert "every replica" in held.screen
        await held.press("down", "enter")
        assert chosen(held) == ["1"]
        assert held.app.focused is choice


async def test_a_click_opens_the_list_and_escape_changes_nothing() -> None:
    choice = Choice("acks", OPTIONS, "all")
    async with holding(choice) as held:
        await held.click(choice, 1)
        await held.press("down", "escape")
        assert (choice.value, chosen(held)) == ("all", [])


async def test_picking_what_holds_already_is_no_change() -> None:
    choice = Choice("acks", OPTIONS, "all")
    async with holding(choice) as held:
        choice.focus()
        await held.press("enter", "enter")
        assert chosen(held) == []


async def test_an_act_is_picked_from_the_list_alone_and_never_is_the_value() -> None:
    choice = Choice("value", WITH_ACT, "null")
    async with holding(choice) as held:
        choice.focus()
        await held.press("right", "right")
        assert chosen(held) == []
        await held.press("enter", "down", "enter")
        assert (choice.value, chosen(held)) == ("null", ["remove"])


async def test_labels_are_not_markup_and_a_value_from_elsewhere_is_shown() -> None:
    choice = Choice("x", (Option("[/]"), Option("[@click=app.quit]y")), "[/]")
    async with holding(choice) as held:
        choice.focus()
        assert " [/] ▾" in held.screen
        await held.press("right")
        assert "[@click=app.quit]y ▾" in held.screen
        choice.value = "[bold]other"
        await held.press("left")
        assert "[bold]other ▾" in held.screen


async def test_options_are_made_when_they_are_looked_at() -> None:
    made: list[int] = []

    def options() -> tuple[Option, ...]:
        made.append(1)
        return OPTIONS

    choice = Choice("acks", options, "all", shown=str.upper)
    async with holding(choice) as held:
        assert " ALL ▾" in held.screen
        assert made == []
        choice.focus()
        await held.press("right")
        assert chosen(held) == ["1"]
        await held.press("enter", "down", "enter")
        assert chosen(held) == ["1", "0"]
