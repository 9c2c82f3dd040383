"""Rates and statistics are noted whether anyone looks or not."""

from __future__ import annotations

from tests.tui.driving import driving


async def test_they_are_there_when_the_screen_is_opened() -> None:
    async with driving() as driver:
        await driver.sees("✓ up")
        await driver.press("f6")
        rates, client = driver.app.rate_history, driver.app.client_history
        await driver.until(lambda: sum(rates.rates.delivered) > 9, "the records are in the rates")
        await driver.until(lambda: client.latest is not None, "librdkafka has told its figures")
        assert client.latest is not None
        assert client.latest.most_records == 100_000
