"""Reading a record back: it never waits on the screen, can be stopped, and goes from difference to difference."""

from __future__ import annotations

from threading import Event

import pytest

from tests.tui.holding import Held, asking
from tests.tui.read_backs import FOUND, OTHER, SENT, back
from workbench.clusters.reading import ReadError
from workbench.lab.reading_back import ReadBack
from workbench.tui.lab.sheet import Sheet
from workbench.tui.screens.read_back import ReadBackScreen

TITLE = "Read back · record 42"


def top(held: Held) -> int:
    return held.app.screen.query_one(Sheet).top


async def test_the_record_comes_and_the_keys_go_through_it() -> None:
    async with asking(ReadBackScreen(TITLE, lambda stopped: back(OTHER))) as (held, answers):
        await held.until(lambda: "2 differences" in held.screen)
        assert TITLE in held.screen
        await held.press("n")
        assert top(held) == 4
        await held.press("home", "end", "p", "home", "pagedown", "up", "down")
        assert top(held) > 0
        await held.press("c")
        assert "✗ header trace" in held.app.clipboard
        await held.press("escape")
        assert answers == [None]


async def test_while_it_is_read_time_passes_and_escape_stops_it() -> None:
    told: list[Event] = []
    entered = Event()

    def read(stopped: Event) -> ReadBack:
        told.append(stopped)
        entered.set()
        stopped.wait(60)
        raise ReadError("stopped")

    async with asking(ReadBackScreen(TITLE, read)) as (held, answers):
        await held.until(entered.is_set)
        await held.until(lambda: "reading … 0.2 s" in held.screen)
        await held.press("n", "c", "escape")
        assert answers == [None]
        assert told[0].is_set()


async def test_why_it_cannot_be_had_is_a_sentence_and_it_is_read_again() -> None:
    answers_of: list[ReadBack | Exception] = [ReadError("offset 7 is not there any more"), back()]

    def read(stopped: Event) -> ReadBack:
        answer = answers_of.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async with asking(ReadBackScreen(TITLE, read)) as (held, _):
        await held.until(lambda: "✗ offset 7 is not there any more" in held.screen)
        await held.press("n")
        await held.press("r")
        await held.until(lambda: "the same, byte for byte" in held.screen)


async def test_an_answer_that_nobody_waits_for_any_more_is_not_shown() -> None:
    first, begun = Event(), list[Event]()

    def read(stopped: Event) -> ReadBack:
        begun.append(stopped)
        if len(begun) == 1:
            first.wait(60)
            return back(OTHER)
        return back(FOUND)

    async with asking(ReadBackScreen(TITLE, read)) as (held, _):
        await held.until(lambda: len(begun) == 1)
        await held.press("r")
        await held.until(lambda: "the same, byte for byte" in held.screen)
        first.set()
        await held.pilot.pause(0.1)
        assert "the same, byte for byte" in held.screen


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 10), (200, 60)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    async with asking(ReadBackScreen(TITLE, lambda stopped: back(OTHER)), size=size) as (held, answers):
        await held.press("n", "end", "escape")
        assert answers == [None]


def test_what_is_read_is_the_sent_one() -> None:
    assert back().report.record is SENT
