"""Three words of which one holds: keys and mouse choose, and others hear of it once."""

from __future__ import annotations

from tests.tui.holding import Held, holding
from workbench.tui.widgets.segments import Segments

WORDS = ("text", "empty", "null")


def chosen(held: Held) -> list[str]:
    return [message.value for message in held.heard(Segments.Changed)]


async def test_the_sign_shows_which_holds() -> None:
    async with holding(Segments(WORDS, "empty")) as held:
        assert "○ text ● empty ○ null" in held.screen


async def test_right_left_and_space_go_round() -> None:
    segments = Segments(WORDS, "text")
    async with holding(segments) as held:
        segments.focus()
        await held.press("right", "right", "right", "left", "space", "enter")
        assert chosen(held) == ["empty", "null", "text", "null", "text", "empty"]
        assert segments.value == "empty"


async def test_each_word_can_be_clicked_over_its_whole_length() -> None:
    segments = Segments(WORDS, "text")
    async with holding(segments) as held:
        for x in (15, 20, 0, 5, 7, 13):
            await held.click(segments, x)
        assert chosen(held) == ["null", "text", "empty"]


async def test_a_click_on_the_word_that_holds_is_no_change() -> None:
    segments = Segments(WORDS, "null")
    async with holding(segments) as held:
        await held.click(segments, 16)
        assert chosen(held) == []


async def test_setting_the_value_is_not_a_persons_choice() -> None:
    segments = Segments(WORDS, "text")
    async with holding(segments) as held:
        segments.value = "null"
        await held.pilot.pause()
        assert chosen(held) == []
        assert "● null" in held.screen


async def test_words_are_not_markup() -> None:
    async with holding(Segments(("[red]x[/]", "[/]"), "[/]")) as held:
        assert "○ [red]x[/] ● [/]" in held.screen


async def test_one_cell_is_enough_not_to_fail() -> None:
    segments = Segments(WORDS, "text")
    async with holding(segments, size=(1, 1)) as held:
        segments.focus()
        await held.press("right")
        assert segments.value == "empty"
