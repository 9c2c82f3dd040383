"""Jump: letters in reading order on what is in sight, and each goes to its field."""

from __future__ import annotations

import pytest
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from tests.tui.holding import Held, holding
from workbench.tui.screens.jump import LETTERS, Jump, in_sight, letters_for


def field(name: str) -> Input:
    made = Input(id=name)
    made.styles.width = "1fr"
    return made


def letters(held: Held) -> dict[str, str | None]:
    return {letter: widget.id for letter, widget in letters_for(list(held.app.screen.query("*"))).items()}


async def test_letters_go_in_reading_order_whatever_the_order_of_the_tree() -> None:
    row = Horizontal(field("left"), field("right"))
    row.styles.height = 1
    async with holding(field("top"), row, Static("not a field"), field("below")) as held:
        assert letters(held) == {"a": "top", "s": "left", "d": "right", "f": "below"}


async def test_what_is_hidden_disabled_or_scrolled_away_gets_none() -> None:
    box = VerticalScroll(*(field(f"row-{number}") for number in range(20)), can_focus=False)
    box.styles.height = 3
    hidden, disabled = field("hidden"), field("disabled")
    hidden.display, disabled.disabled = False, True
    async with holding(box, hidden, disabled, field("below")) as held:
        assert list(letters(held).values()) == ["row-0", "row-1", "row-2", "below"]
        box.scroll_to(y=17, animate=False)
        await held.pilot.pause()
        assert list(letters(held).values()) == ["row-17", "row-18", "row-19", "below"]


async def test_more_fields_than_letters_is_no_error() -> None:
    async with holding(*(field(f"row-{number}") for number in range(60)), size=(20, 60)) as held:
        assert "".join(letters(held)) == LETTERS
        assert len(set(LETTERS)) == len(LETTERS)


async def test_a_widget_without_a_screen_is_not_in_sight() -> None:
    async with holding(field("a")) as held:
        gone = held.app.query_one("#a")
        gone.display = False
        await held.pilot.pause()
        assert not in_sight(gone).area
        await gone.remove()
        assert letters(held) == {}


async def opened(held: Held, answers: list[Widget | None]) -> None:
    targets = letters_for(list(held.app.screen.query("*")))
    await held.app.push_screen(Jump(targets), answers.append)
    await held.pilot.pause()


@pytest.mark.parametrize(("key", "name"), [("a", "one"), ("s", "two"), ("z", None), ("escape", None), ("f5", None)])
async def test_a_letter_answers_with_its_field_and_any_other_key_with_none(key: str, name: str | None) -> None:
    answers: list[Widget | None] = []
    async with holding(field("one"), field("two")) as held:
        await opened(held, answers)
        await held.press(key)
        assert [answer.id if answer else None for answer in answers] == [name]


async def test_the_letters_stand_on_their_fields() -> None:
    row = Horizontal(field("left"), field("right"))
    row.styles.height = 1
    async with holding(Static("first"), row) as held:
        await opened(held, [])
        line = held.screen.split("\n")[1]
        assert line.startswith(" a ")
        assert line[39:42] == " s "


@pytest.mark.parametrize("size", [(3, 2), (10, 2)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    answers: list[Widget | None] = []
    async with holding(field("one"), field("two"), size=size) as held:
        await opened(held, answers)
        await held.press("a")
        assert answers == [held.app.query_one("#one")]
