"""The view of many keys: sources, bars, progress, and stopping."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import driving
from tests.tui.lab.opened import lab


async def test_a_template_is_spread_and_follows_the_client() -> None:
    async with lab("f6", "f9") as driver:
        await driver.sees("Even: ", "10,000, all distinct", "every key comes once")
        await driver.press("f8")
        await driver.type("kafka-go")
        await driver.press("enter", "enter")
        await driver.sees("✓ Emulating kafka-go")
        await driver.press("f6")
        await driver.sees("No number is promised for any of these keys")


async def test_a_file_that_is_missing_is_said_and_one_that_is_there_is_spread(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text("hot\n" * 50 + "".join(f"k{number}\n" for number in range(50)))
    async with lab("f6") as driver:
        await driver.pilot.click("#source-kind")
        await driver.type("file")
        await driver.press("enter")
        await driver.pilot.click("#source-text")
        await driver.press("f9")
        await driver.sees("type the path of a file")
        await driver.type(str(file) + "x")
        await driver.press("f9")
        await driver.sees("cannot read")
        await driver.press("backspace", "f9")
        await driver.sees("One key is 50% of all records", "hot")


async def test_escape_stops_a_long_run_first_and_keys_are_answered_meanwhile() -> None:
    async with lab("f6") as driver:
        await driver.pilot.click("#source-count")
        await driver.press("end", *["backspace"] * 10)
        await driver.type("90000000")
        await driver.press("f9")
        await driver.sees("Esc stops")
        await driver.pilot.click("#key-text")
        await driver.press("end")
        await driver.type("7")
        await driver.sees("user-427")
        await driver.press("escape")
        await driver.until(lambda: "Esc stops" not in driver.screen, "stopped")
        await driver.sees("F6 Spread")


async def test_who_wrote_a_topic() -> None:
    async with driving() as driver:
        await driver.sees("→ orders-4")
        for number in range(4):
            await driver.type(str(number))
            await driver.press("f5")
        await driver.until(lambda: driver.totals.delivered == 4, "four delivered")
        await driver.press("ctrl+l", "f6")
        await driver.pilot.click("#source-kind")
        await driver.type("topic")
        await driver.press("enter", "f9")
        await driver.sees("who wrote this topic", "too few keys tell: 4 distinct")
