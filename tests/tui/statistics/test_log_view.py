"""The client log: it follows, holds still, and is filtered by typing."""

from __future__ import annotations

from tests.tui.holding import holding
from workbench.delivery.client_log import ClientLog
from workbench.tui.statistics.log_view import LogView


def filled(count: int = 60) -> ClientLog:
    """This many lines."""
    log = ClientLog()
    for number in range(count):
        log.add(6, f"line {number}.", 0.0)
    return log


async def test_the_newest_is_in_sight_until_somebody_scrolls() -> None:
    log = filled()
    shown = LogView(log)
    async with holding(shown, size=(80, 20)) as held:
        shown.come()
        await held.until(lambda: "line 59." in held.screen and "following" in held.screen)
        shown.turn(-1)
        await held.until(lambda: "paused" in held.screen and "line 59." not in held.screen)
        log.add(6, "line 60.", 0.0)
        shown.look()
        await held.until(lambda: "61 lines" in held.screen)
        assert "line 60." not in held.screen
        shown.turn(2)
        await held.until(lambda: "following" in held.screen and "line 60." in held.screen)
        shown.follow()
        await held.until(lambda: "paused" in held.screen)
        shown.follow()
        await held.until(lambda: "following" in held.screen)


async def test_typing_filters_and_one_step_back_takes_it_away() -> None:
    shown = LogView(filled())
    async with holding(shown, size=(80, 20)) as held:
        shown.come()
        await held.until(lambda: "60 lines" in held.screen)
        await held.press(*"7.")
        await held.until(lambda: "6 of 60 lines" in held.screen and "line 17." in held.screen)
        assert shown.stop()
        await held.until(lambda: "60 lines · " in held.screen and "of 60" not in held.screen)
        assert not shown.stop()


async def test_debug_lines_are_shown_when_asked_for() -> None:
    log = filled(1)
    log.add(7, "what nobody asked for", 0.0)
    shown = LogView(log)
    async with holding(shown, size=(80, 20)) as held:
        shown.come()
        await held.until(lambda: "1 debug hidden" in held.screen)
        assert "nobody" not in held.screen
        shown.step()
        await held.until(lambda: "nobody" in held.screen and "1 debug shown" in held.screen)
