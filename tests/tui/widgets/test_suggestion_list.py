"""The list over the editor: a window of rows round its cursor."""

from __future__ import annotations

from textual.geometry import Offset

from tests.tui.holding import holding
from workbench.serialization.serializer import Suggestion
from workbench.tui.widgets.suggestion_list import MOST_ROWS, WIDEST, SuggestionList


def some(count: int) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(0, 0, f"n{index}", f"name{index:02} [/]", "about " * 30) for index in range(count))


async def test_it_shows_a_window_of_rows_and_goes_round_the_end() -> None:
    popup = SuggestionList()
    async with holding(popup) as held:
        assert not popup.display
        popup.show(some(20), Offset(3, 2))
        await held.pilot.pause()
        assert "name00 [/]" in held.screen
        assert "name08" not in held.screen
        assert popup.region.height == MOST_ROWS
        assert popup.region.width <= WIDEST + 4
        popup.move(-1)
        await held.pilot.pause()
        assert popup.current == some(20)[19]
        assert "name19" in held.screen
        popup.move(1)
        assert popup.current == some(20)[0]
        popup.hide()
        await held.pilot.pause()
        assert "name" not in held.screen
        assert popup.current is None


async def test_the_same_suggestions_keep_the_cursor_and_others_do_not() -> None:
    popup = SuggestionList()
    async with holding(popup):
        popup.show(some(3), Offset(0, 1))
        popup.move(2)
        popup.show(some(3), Offset(1, 1))
        assert popup.current == some(3)[2]
        popup.show(some(2), Offset(1, 1))
        assert popup.current == some(2)[0]


async def test_it_stays_on_the_screen() -> None:
    popup = SuggestionList()
    async with holding(popup, size=(80, 24)) as held:
        popup.show(some(8), Offset(70, 22))
        await held.pilot.pause()
        assert popup.region.right <= 80
        assert popup.region.bottom <= 24
