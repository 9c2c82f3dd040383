"""The key doctor's view."""

from __future__ import annotations

from tests.tui.lab.opened import lab


async def test_forms_follow_the_key_and_the_schema_ids() -> None:
    async with lab("f3") as driver:
        await driver.sees("string (yours)", "≠ Written as string", "Avro string, schema id 2")
        await driver.type("9")
        await driver.sees("75 73 65 72 2d 34 32 39")
        await driver.press("down", "down", "pagedown", "up")
        await driver.pilot.click("#schema-ids")
        await driver.press("end", *["backspace"] * 8)
        await driver.type("70000,42")
        await driver.sees("schema id 70000", "schema id 42")
        await driver.type("x")
        await driver.sees("70000,42x")


async def test_null_has_no_forms() -> None:
    async with lab("f3", "ctrl+t", "ctrl+t") as driver:
        await driver.until(lambda: "string (yours)" not in driver.screen, "no forms of null")
