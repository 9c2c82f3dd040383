"""Keys before records."""

from __future__ import annotations

import pytest

from tests.tui.driving import driving


async def test_the_worker_holds_still_for_a_key_and_goes_on_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driving() as driver:
        told: list[float] = []
        monkeypatch.setattr(driver.session.worker, "be_quiet", told.append)
        await driver.press("x")
        await driver.until(lambda: bool(told) and told[-1] == 0, "it goes on")
        assert told[0] > 0
