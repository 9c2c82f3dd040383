"""The README's pictures, from a real run on the embedded cluster: `python -m tests.screenshots`."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.tui.driving import Driver, driving
from workbench.clusters.faults import Api, Faults, error_code

HERE = Path(__file__).parent
PICTURES = {
    "dark": ((120, 40), "workbench-dark"),
    "light": ((120, 40), "workbench-light"),
    "narrow": ((80, 24), "workbench-dark"),
    "wide": ((200, 60), "workbench-dark"),
}


async def play(driver: Driver) -> None:
    """Send under three keys, one of them into a broker's refusal."""
    await driver.sees("✓ up · 3 brokers", "→ orders-4")
    await driver.press("f6")
    await driver.until(lambda: driver.totals.delivered == 10, "ten delivered")
    await driver.type("7")
    await driver.press("f5")
    await driver.until(lambda: driver.totals.delivered == 11, "one more")
    assert driver.session.sandbox is not None
    Faults(driver.session.sandbox).fail_next(Api.PRODUCE, error_code("MSG_SIZE_TOO_LARGE"))
    await driver.press("f5")
    await driver.until(lambda: driver.totals.failed == 1, "one refused")
    await driver.press("backspace", "f4")
    await driver.type("trace")
    await driver.press("tab")
    await driver.type("4bf92f35")
    await driver.press("f5")
    await driver.until(lambda: driver.totals.delivered == 12, "one with a header")
    await driver.sees("12", "✗ failed")


async def picture(name: str, size: tuple[int, int], theme: str) -> None:
    """One picture as SVG."""
    async with driving(size=size, theme=theme) as driver:
        await play(driver)
        await driver.pilot.pause(0.6)
        (HERE / f"{name}.svg").write_text(driver.app.export_screenshot(title="workbench"), encoding="utf-8")


async def main() -> None:
    """All of them."""
    for name, (size, theme) in PICTURES.items():
        await picture(name, size, theme)


if __name__ == "__main__":
    asyncio.run(main())
