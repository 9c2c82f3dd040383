"""The figures, worked out beside the screen."""

from __future__ import annotations

from tests.tui.holding import holding
from tests.tui.statistics.told import CLIENT
from tests.tui.still import books
from workbench.delivery.client_history import ClientHistory
from workbench.delivery.log import DeliveryLog
from workbench.delivery.rates import RateHistory
from workbench.tui.lab.sheet import Sheet
from workbench.tui.statistics.figures_view import FiguresView


def view(log: DeliveryLog) -> FiguresView:
    """Over a log, with statistics."""
    client = ClientHistory()
    client.latest = CLIENT
    return FiguresView(log, RateHistory(), client)


async def test_it_shows_what_the_log_says_and_scrolls() -> None:
    shown = view(books())
    async with holding(shown, size=(80, 20)) as held:
        shown.come()
        await held.until(lambda: "p99.9" in held.screen and "12.0%" in held.screen)
        shown.turn(1)
        shown.move(20)
        await held.until(lambda: "Batches" in held.screen)
        assert "payments" in held.screen
        shown.move(-99)
        await held.until(lambda: "✓ rate" in held.screen)


async def test_latencies_of_other_rows() -> None:
    shown = view(books())
    async with holding(shown, size=(80, 40)) as held:
        shown.come()
        await held.until(lambda: "all rows kept" in held.screen)
        shown.step()
        shown.step()
        await held.until(lambda: "handed over in the last 10 s" in held.screen)
        shown.step()
        await held.until(lambda: "all rows kept" in held.screen)


async def test_another_width_is_another_page() -> None:
    shown = view(books())
    async with holding(shown, size=(80, 50)) as held:
        shown.come()
        await held.until(lambda: "Brokers" in held.screen)
        await held.pilot.resize_terminal(200, 50)
        await held.until(lambda: "Brokers" in held.screen.splitlines()[0])
        assert held.app.query_one(Sheet).size.width == 198
