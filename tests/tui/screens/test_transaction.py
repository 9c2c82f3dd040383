"""Transactions by hand, from the keys to the broker's books."""

from __future__ import annotations

import pytest

from tests.tui.driving import driving
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import Totals
from workbench.delivery.transactions import TransactionState
from workbench.tui.screens.leaving import Leaving
from workbench.tui.screens.transaction import keys_of


async def test_begin_send_commit() -> None:
    async with driving() as driver:
        await driver.sees("✓ up")
        await driver.press("ctrl+e")
        await driver.sees("None was begun yet", "b begin")
        await driver.press("b")
        await driver.sees("● open", "c commit", "a abort", "read_committed readers do not see them")
        await driver.press("escape", "f5", "f5")
        await driver.sees("transaction 1 open · 2 records")
        await driver.press("ctrl+e", "c")
        await driver.sees("✓ committed", "every reader", "b begin")
        assert driver.totals == Totals(delivered=2)
        await driver.press("escape", "f5")
        await driver.until(lambda: driver.totals.delivered == 3, "a record after it is delivered")
        assert [driver.report(number).transaction for number in (1, 2, 3)] == [1, 1, None]


async def test_abort() -> None:
    async with driving() as driver:
        await driver.sees("✓ up")
        await driver.press("ctrl+e", "b")
        await driver.sees("● open")
        await driver.press("escape", "f6")
        await driver.until(lambda: driver.totals.delivered == 10, "ten are delivered")
        await driver.press("ctrl+e", "a")
        await driver.sees("✗ aborted", "b begin")


async def test_leaving_inside_one_asks() -> None:
    async with driving() as driver:
        await driver.sees("✓ up")
        await driver.press("ctrl+e", "b")
        await driver.sees("● open")
        await driver.press("escape", "ctrl+q")
        await driver.sees("A transaction is open", "leaving aborts it", "l leave")
        assert isinstance(driver.app.screen, Leaving)
        await driver.press("escape")
        await driver.sees("transaction 1 open")


@pytest.mark.parametrize(
    ("state", "keys"),
    [
        (TransactionState.STARTING, ["Esc"]),
        (TransactionState.OPEN, ["c", "a", "Esc"]),
        (TransactionState.MUST_ABORT, ["a", "Esc"]),
        (TransactionState.COMMITTING, ["Esc"]),
        (TransactionState.LOST, ["b", "Esc"]),
    ],
)
def test_only_keys_that_do_something_are_shown(state: TransactionState, keys: list[str]) -> None:
    log = DeliveryLog()
    log.transactions.begin("a", 1, 0.0)
    log.transactions.note(state)
    assert [key for key, _ in keys_of(log.transactions.latest)] == keys
