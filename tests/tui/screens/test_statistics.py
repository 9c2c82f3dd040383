"""The statistics as a person meets them: records are sent, the screen is read."""

from __future__ import annotations

import pytest

from tests.tui.driving import driving
from tests.tui.still import StillSession, books
from workbench.tui.screens.statistics import StatisticsScreen


async def test_what_was_sent_is_read_at_a_glance() -> None:
    async with driving() as driver:
        await driver.sees("✓ up")
        await driver.press("f6", "f6")
        await driver.until(lambda: driver.totals.delivered == 20, "twenty are delivered")
        await driver.press("ctrl+d")
        await driver.sees("F2 Figures", "p99.9", "✓ has room", "of 100,000 records", "✓ UP", "127.0.0.1:")
        await driver.sees("20", "orders", "100.0%", "Batches")
        await driver.until(lambda: "none was sent yet" not in driver.screen, "the batches were measured")


async def test_librdkafkas_lines_are_a_view_of_their_own() -> None:
    async with driving() as driver:
        await driver.sees("✓ up")
        assert "Broker changed state" not in driver.screen
        await driver.press("ctrl+d", "f3")
        await driver.sees("debug hidden (F4)")
        assert "Broker changed state" not in driver.screen
        await driver.press("f4")
        await driver.type("state up")
        await driver.sees("debug shown", "changed state")
        await driver.press("escape")
        await driver.until(lambda: "state up" not in driver.screen, "the filter goes")
        assert isinstance(driver.app.screen, StatisticsScreen)
        await driver.press("escape")
        await driver.until(lambda: not isinstance(driver.app.screen, StatisticsScreen), "the main screen")


async def test_a_line_that_comes_is_shown() -> None:
    async with driving(session=StillSession(log=books())) as driver:
        await driver.press("ctrl+d", "tab")
        await driver.sees("librdkafka has said nothing yet")
        driver.session.worker.client_log.add(4, "THROTTLE: b:9092 holds this client back for 9 ms", 0.0)
        await driver.sees("‖ throttle", "holds this client back for 9 ms", "‖ 1 throttle")
        await driver.press("f7")
        await driver.sees("paused")


async def test_f5_sends_nothing_here_and_says_so() -> None:
    session = StillSession(log=books())
    before = session.log.totals
    async with driving(session=session) as driver:
        await driver.press("ctrl+d", "f5")
        await driver.sees("Nothing sent; Esc, then F5 sends.")
        assert driver.totals == before


async def test_keys_scroll_and_step_and_help() -> None:
    async with driving(session=StillSession(log=books()), size=(80, 24)) as driver:
        await driver.press("ctrl+d")
        await driver.sees("all rows kept")
        await driver.press("f4")
        await driver.sees("in the last 60 s")
        await driver.press("pagedown", "pagedown", "down", "up")
        await driver.sees("Batches")
        await driver.press("f1")
        await driver.sees("the other view")
        await driver.press("escape", "ctrl+d")
        await driver.until(lambda: not isinstance(driver.app.screen, StatisticsScreen), "the main screen")


@pytest.mark.parametrize("size", [(200, 50), (60, 16), (20, 5)])
@pytest.mark.parametrize("theme", ["workbench-dark", "workbench-light"])
async def test_any_size_is_drawn(size: tuple[int, int], theme: str) -> None:
    async with driving(session=StillSession(log=books()), size=size, theme=theme) as driver:
        await driver.press("ctrl+d", "f3", "f2", "tab", "escape")
        await driver.until(lambda: not isinstance(driver.app.screen, StatisticsScreen), "the main screen")
