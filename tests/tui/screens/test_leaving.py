"""Leaving with records in flight: wait, leave, stay; and it tells what it costs."""

from __future__ import annotations

import pytest
from textual.containers import Vertical
from textual.widgets import ProgressBar

from tests.tui.holding import asking
from tests.tui.still import Books, busy, order
from workbench.tui.screens.leaving import Leaving


@pytest.mark.parametrize(("key", "leaves"), [("l", True), ("escape", False)])
async def test_leave_and_stay(key: str, leaves: bool) -> None:
    async with asking(Leaving(busy())) as (held, answers):
        await held.press(key)
        assert answers == [leaves]


@pytest.mark.parametrize(
    ("in_flight", "words"), [(1, "1 record is still awaiting"), (1_204, "1,204 records are still awaiting")]
)
async def test_it_says_how_many_and_what_leaving_means(in_flight: int, words: str) -> None:
    async with asking(Leaving(busy(in_flight))) as (held, _):
        assert words in held.screen
        assert "fate is unknown" in " ".join(held.screen.replace("│", " ").split())
        for key in ("w wait for them", "l leave now", "Esc stay"):
            assert key in held.screen


async def test_waiting_leaves_by_itself_with_the_last_answer() -> None:
    kept = Books()
    kept.queued(order(1))
    async with asking(Leaving(kept.log)) as (held, answers):
        await held.press("w")
        assert "Waiting: 1 record is" in held.screen
        assert held.app.screen.query_one(ProgressBar).display
        kept.log.give_up()
        await held.until(lambda: answers == [True])


@pytest.mark.parametrize(("key", "leaves"), [("l", True), ("escape", False)])
async def test_waiting_can_be_broken_off(key: str, leaves: bool) -> None:
    async with asking(Leaving(busy())) as (held, answers):
        await held.press("w", "w", key)
        assert answers == [leaves]


async def test_progress_counts_from_when_the_waiting_began_and_never_below_nothing() -> None:
    kept = Books()
    kept.queued(order(1))
    dialog = Leaving(kept.log)
    async with asking(dialog) as (held, _):
        await held.press("w")
        bar = held.app.screen.query_one(ProgressBar)
        assert (bar.total, bar.progress) == (1, 0)
        kept.queued(order(2))
        await held.until(lambda: "2 records" in held.screen)
        assert bar.progress >= 0


async def test_everything_answered_before_it_waits_still_asks() -> None:
    kept = Books()
    kept.queued(order(1))
    async with asking(Leaving(kept.log)) as (held, answers):
        kept.log.give_up()
        await held.until(lambda: "Nothing is in flight any more" in held.screen)
        assert answers == []
        await held.press("w")
        assert answers == [True]


@pytest.mark.parametrize("size", [(20, 8), (40, 10), (80, 24)])
async def test_it_stays_inside_the_screen(size: tuple[int, int]) -> None:
    async with asking(Leaving(busy()), size=size) as (held, answers):
        box = held.app.screen.query_one(Vertical).region
        assert box.x >= 0
        assert box.right <= size[0]
        await held.press("escape")
        assert answers == [False]
