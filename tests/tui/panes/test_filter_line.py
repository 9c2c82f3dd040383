"""The filter's line: what is typed holds once it rests, what is wrong is said under it, what may stand is offered."""

from __future__ import annotations

from tests.tui.holding import Held, holding
from tests.tui.still import books
from workbench.delivery.filters.reading import read
from workbench.tui.panes.filter_line import FilterLine
from workbench.tui.widgets.suggestion_list import SuggestionList


def changes(held: Held) -> list[str]:
    return [message.text for message in held.heard(FilterLine.Changed)]


async def opened(held: Held) -> FilterLine:
    line = held.app.query_one(FilterLine)
    line.open()
    await held.pilot.pause()
    return line


async def typed(held: Held, text: str) -> None:
    for char in text:
        await held.press({" ": "space"}.get(char, char))


async def test_what_is_typed_holds_when_no_key_came_for_a_moment() -> None:
    async with holding(FilterLine(books()), size=(100, 12)) as held:
        await opened(held)
        await typed(held, "user-4")
        await held.until(lambda: changes(held)[-1:] == ["user-4"])
        assert held.heard(FilterLine.Changed)[-1].wanted == read("user-4").filter


async def test_enter_takes_it_at_once_and_leaves() -> None:
    async with holding(FilterLine(books()), size=(100, 12)) as held:
        line = await opened(held)
        await typed(held, "state:failed ")
        await held.press("enter")
        assert changes(held) == ["state:failed"]
        assert [message.cleared for message in held.heard(FilterLine.Done)] == [False]
        line.close(clear=False)
        await held.pilot.pause()
        assert not line.display
        assert (await opened(held)).input.value == "state:failed "


async def test_a_wrong_word_is_said_under_the_line_and_not_taken() -> None:
    async with holding(FilterLine(books()), size=(120, 12)) as held:
        line = await opened(held)
        await typed(held, "state:faild ")
        await held.until(lambda: "'faild' is no state: queued, delivered" in held.screen)
        assert line.has_class("-wrong")
        await held.press("enter")
        assert changes(held) == []
        assert held.heard(FilterLine.Done) == []
        await typed(held, "user latency:x")
        await held.press("enter")
        assert "(and 1 more)" in held.screen


async def test_a_word_that_is_being_typed_is_not_wrong_yet() -> None:
    async with holding(FilterLine(books()), size=(100, 12)) as held:
        line = await opened(held)
        await typed(held, "latency:")
        await held.press("escape")
        await held.until(lambda: "what is missing is a range such as >10ms" in held.screen)
        assert not line.has_class("-wrong")
        await held.press("enter")
        assert line.has_class("-wrong")


async def test_suggestions_are_taken_with_tab() -> None:
    async with holding(FilterLine(books()), size=(100, 12)) as held:
        line = await opened(held)
        await typed(held, "user to")
        await held.until(lambda: "name of the topic" in held.screen)
        await held.press("tab")
        assert line.input.value == "user topic:"
        await held.until(lambda: "payments" in held.screen)
        await held.press("down", "down", "enter")
        assert line.input.value == "user topic:payments"
        assert held.heard(FilterLine.Done) == []
        await held.press("enter")
        assert changes(held)[-1] == "user topic:payments"


async def test_enter_takes_no_suggestion_that_nobody_chose() -> None:
    async with holding(FilterLine(books()), size=(100, 12)) as held:
        await opened(held)
        await typed(held, "s")
        assert held.app.query_one(SuggestionList).is_open
        await held.press("enter")
        assert changes(held) == ["s"]


async def test_suggestions_are_there_when_asked_for_and_go_with_escape() -> None:
    async with holding(FilterLine(books()), size=(100, 12)) as held:
        await opened(held)
        await held.press("ctrl+@")
        popup = held.app.query_one(SuggestionList)
        assert popup.is_open
        await held.press("up", "escape")
        assert not popup.is_open
        assert held.heard(FilterLine.Done) == []
        await held.press("down", "down")
        assert popup.current is not None and popup.current.text == "exact:"
        await held.press("escape", "escape")
        assert [message.cleared for message in held.heard(FilterLine.Done)] == [True]


async def test_an_empty_line_is_all_rows() -> None:
    async with holding(FilterLine(books()), size=(100, 12)) as held:
        line = await opened(held)
        await typed(held, "a")
        await held.press("enter", "backspace", "enter")
        assert [bool(message.wanted) for message in held.heard(FilterLine.Changed)] == [True, False]
        assert [message.cleared for message in held.heard(FilterLine.Done)] == [False, True]
        line.close(clear=True)
        assert line.input.value == ""


async def test_tab_goes_on_where_nothing_is_offered() -> None:
    async with holding(FilterLine(books()), size=(100, 12)) as held:
        line = await opened(held)
        await typed(held, "zz")
        await held.press("tab")
        assert line.input.value == "zz"
