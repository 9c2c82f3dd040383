"""The view of other partition counts."""

from __future__ import annotations

from tests.tui.lab.opened import lab


async def test_twice_as_many_partitions_is_explained_first_and_counts_can_be_typed() -> None:
    async with lab("f7") as driver:
        await driver.sees("as it is now", "From 12 to 24, ", "order per key breaks", "~ hidden")
        await driver.press("down")
        await driver.sees("From 12 to 48, ")
        await driver.pilot.click("#growth-counts")
        await driver.press("end", *["backspace"] * 20)
        await driver.type("13,x")
        await driver.sees("✗ partition counts are numbers")
        await driver.press("backspace", "backspace")
        await driver.sees("From 12 to 13, ")
