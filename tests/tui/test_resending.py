"""By keys: resend, edit and resend, read back, of one delivery and of many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import Driver, driving
from workbench.clusters.faults import Api, Faults, error_code
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.records.record import ProducerRecord
from workbench.tui.actions import OF_A_DELIVERY
from workbench.tui.panes.delivery_list import DeliveryList

WHOLE = RecordDraft(
    "orders",
    FieldDraft("long", text="42"),
    FieldDraft("json", text='{"id":\n 1}'),
    (
        HeaderDraft("trace", FieldDraft("hex", text="0aff")),
        HeaderDraft("trace", FieldDraft(presence=Presence.NULL)),
        HeaderDraft("empty", FieldDraft(presence=Presence.EMPTY)),
    ),
    "3",
    "2026-11-22T12:00:00Z",
)


async def sent(driver: Driver, count: int = 1) -> None:
    """Send the form, and stand on the newest row."""
    await driver.sees("✓ up")
    before = driver.totals.delivered
    for number in range(1, count + 1):
        await driver.press("f5")
        await driver.until(lambda number=number: driver.totals.delivered == before + number, f"record {number}")  # type: ignore[misc]
    driver.app.main.deliveries.rows.focus()
    await driver.pilot.pause()


async def says(driver: Driver, words: str) -> None:
    """Wait until it is said in a notification."""
    await driver.until(lambda: any(words in one.message for one in driver.app._notifications), words)


async def test_the_row_under_the_cursor_is_resent_as_it_was() -> None:
    async with driving(draft=WHOLE) as driver:
        await sent(driver)
        await driver.press("r")
        await driver.until(lambda: driver.totals.delivered == 2, "resent")
        assert driver.report(2).record is driver.report(1).record
        assert driver.report(2).partition == 3


async def test_a_failed_record_is_retried_from_where_it_is_shown_in_full() -> None:
    async with driving() as driver:
        await driver.sees("✓ up", "→ orders-4")
        assert driver.session.sandbox is not None
        Faults(driver.session.sandbox).fail_next(Api.PRODUCE, error_code("MSG_SIZE_TOO_LARGE"))
        await driver.press("f5")
        await driver.until(lambda: driver.totals.failed == 1, "refused")
        driver.app.main.deliveries.rows.focus()
        await driver.press("enter")
        await driver.sees("Record 1")
        await driver.press("r")
        await driver.until(lambda: driver.totals.delivered == 1, "delivered at last")
        assert (driver.report(2).partition, driver.report(2).key) == (4, b"user-42")


async def test_several_are_asked_about_first(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driving() as driver:
        await sent(driver, 3)
        monkeypatch.setattr(DeliveryList, "marked", {1, 3}, raising=False)
        await driver.press("r")
        await driver.sees("Resend 2 records?", "2 records to orders.")
        await driver.press("escape", "r")
        await driver.sees("Resend 2 records?")
        await driver.press("r")
        await driver.until(lambda: driver.totals.delivered == 5, "resent")
        await says(driver, "2 records handed over again.")


async def test_a_hundred_thousand_go_as_one_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driving() as driver:
        await driver.sees("✓ up")
        driver.session.send_records([ProducerRecord("orders", b"k", None)] * 100_000)
        await driver.until(lambda: driver.totals.delivered == 100_000, "all of them")
        driver.app.main.deliveries.rows.focus()
        monkeypatch.setattr(DeliveryList, "marked", range(1, 100_001), raising=False)
        await driver.press("r")
        await driver.sees("Resend 100,000 records?")
        await driver.press("r")
        await driver.until(lambda: driver.totals.delivered == 200_000, "and again")


async def test_the_draft_comes_back_into_the_form_exactly_and_the_one_before_too() -> None:
    async with driving(draft=WHOLE) as driver:
        await sent(driver)
        composer = driver.app.main.composer
        other = RecordDraft("audit", FieldDraft(text="other"))
        await composer.take(other)
        driver.app.main.deliveries.rows.focus()
        await driver.press("E")
        await driver.until(lambda: composer.draft == WHOLE, "the draft as it was sent")
        await driver.press("f5")
        await driver.until(lambda: driver.totals.delivered == 2, "sent again")
        assert driver.report(2).record == driver.report(1).record
        driver.app.action_bring_back()
        await driver.until(lambda: composer.draft == other, "the one before")


async def test_edited_where_it_is_shown_in_full() -> None:
    async with driving(draft=WHOLE) as driver:
        await sent(driver)
        await driver.press("enter")
        await driver.sees("Record 1")
        await driver.app.main.composer.take(RecordDraft())
        await driver.press("E")
        await driver.until(lambda: driver.app.screen is driver.app.main, "back at the form")
        await driver.until(lambda: driver.app.main.composer.draft == WHOLE, "the draft")


async def test_a_record_that_nobody_typed_is_put_into_the_form_from_its_bytes() -> None:
    async with driving() as driver:
        await driver.sees("✓ up")
        driver.session.send_records([ProducerRecord("orders", b"k", b"\xff\x00", (("a", b"b"),), 7)])
        await driver.until(lambda: driver.totals.delivered == 1, "delivered")
        driver.app.main.deliveries.rows.focus()
        await driver.press("E")
        await says(driver, "value: in hex, because")
        draft = driver.app.main.composer.draft
        assert (draft.key.text, draft.value, draft.partition) == ("k", FieldDraft("hex", text="ff00"), "7")
        assert draft.headers == (HeaderDraft("a", FieldDraft(text="b")),)


async def test_what_is_no_longer_kept_is_neither_resent_nor_edited() -> None:
    async with driving() as driver:
        await sent(driver, 2)
        for chunk, low, high in driver.session.log.stretches(1, 3):
            chunk.let_go(low, high)
        await driver.press("r")
        await says(driver, "1 record cannot be resent: the bytes are no longer kept.")
        await driver.press("E")
        await says(driver, "there is nothing to edit")
        assert driver.totals.handed_over == 2


@pytest.mark.parametrize("shown_in_full", [False, True])
async def test_the_record_is_read_back_and_is_the_same(shown_in_full: bool) -> None:
    async with driving(draft=WHOLE, size=(80, 24)) as driver:
        await sent(driver)
        await driver.press(*(("enter", "b") if shown_in_full else ("b",)))
        await driver.sees("the same, byte for byte; every consumer reads it", "orders-3 offset 0")
        await driver.press("escape")
        assert (driver.app.screen is driver.app.main) is not shown_in_full


async def test_nothing_was_sent_yet() -> None:
    async with driving() as driver:
        await driver.sees("✓ up")
        for name in ("resend", "edit_again", "read_back"):
            driver.app.clear_notifications()
            getattr(driver.app, f"action_{name}")()
            await says(driver, "Nothing was sent yet.")
        driver.app.action_bring_back()
        await says(driver, "No record was put aside.")


async def test_the_palette_has_them() -> None:
    async with driving() as driver:
        await sent(driver)
        await driver.press("ctrl+p", *"read back")
        await driver.sees("Fetch it from its partition and offset")
        await driver.press("enter", "enter")
        await driver.sees("the same, byte for byte")


def test_they_are_in_the_help_and_loaded_when_first_used() -> None:
    from workbench.tui.screens.help import page

    for action in OF_A_DELIVERY:
        assert action.help in page(400).plain
    source = Path("workbench/tui/resending.py").read_text()
    assert "\nfrom workbench.tui.screens" not in source
