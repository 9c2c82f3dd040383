"""The real app, by keys: start, type, preview, send, see the row delivered; and what goes wrong."""

from __future__ import annotations

import socket

from tests.tui.driving import driving
from workbench.clusters.faults import Faults
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings
from workbench.delivery.report import DeliveryState
from workbench.records.draft import FieldDraft, Presence, RecordDraft


async def test_start_type_preview_send_and_see_the_row_delivered() -> None:
    async with driving() as driver:
        await driver.sees("✓ up · 3 brokers", "12 partitions", "→ orders-4", "0x5700682c")
        await driver.type("7")
        await driver.sees("→ orders-", "user-427")
        shown = driver.session.compose(driver.app._main.composer.draft).placement
        assert shown is not None
        await driver.press("f5")
        await driver.sees("✓ delivered", f"orders-{shown.partition}")
        assert driver.report(1).partition == shown.partition
        assert driver.report(1).key == b"user-427"
        assert "user-427" in driver.screen


async def test_a_topic_is_completed_from_the_clusters_metadata() -> None:
    async with driving() as driver:
        await driver.sees("up · 3 brokers")
        field = driver.app.screen.query_one("#topic")
        field.focus()
        await driver.press("end", "ctrl+u", *"pay")
        await driver.sees("payments")
        await driver.press("right")
        await driver.sees("6 partitions", "→ payments-")


async def test_f8_lists_the_topics_with_their_partitions() -> None:
    async with driving() as driver:
        await driver.sees("up · 3 brokers")
        await driver.press("f8")
        await driver.sees("audit", "1 partition", "payments", "6 partitions")
        await driver.press(*"aud", "enter")
        await driver.sees("→ audit-0")


async def test_send_ten_keeps_the_form() -> None:
    async with driving() as driver:
        await driver.sees("up · 3 brokers")
        await driver.press("f6")
        await driver.until(lambda: driver.totals.delivered == 10, "ten delivered")
        assert "user-42" in driver.screen
        assert "9007199254740993" in driver.screen


async def test_null_empty_and_text_arrive_as_three_states() -> None:
    async with driving() as driver:
        await driver.sees("up · 3 brokers")
        for number, state in enumerate((b"user-42", b"", None), 1):
            await driver.press("f5")
            await driver.until(lambda number=number: driver.totals.delivered == number, f"record {number}")  # type: ignore[misc]
            assert driver.report(number).key == state
            await driver.press("ctrl+t")
        await driver.sees("● text")


async def test_a_null_key_promises_no_number() -> None:
    async with driving() as driver:
        await driver.sees("→ orders-4")
        await driver.press("ctrl+t", "ctrl+t")
        await driver.sees("any of 12", "sticky")


async def test_auto_then_a_partition_then_auto_again() -> None:
    async with driving() as driver:
        await driver.sees("→ orders-4")
        field = driver.app.screen.query_one("#partition-text")
        field.focus()
        await driver.press("f5", "end", "ctrl+u", *"2", "f5")
        await driver.sees("chosen by hand")
        await driver.press("end", "ctrl+u", *"auto", "f5")
        await driver.until(lambda: driver.totals.delivered == 3, "three delivered")
        assert [driver.report(number).partition for number in (1, 2, 3)] == [4, 2, 4]


async def test_errors_stand_beside_their_fields_and_nothing_is_sent() -> None:
    async with driving() as driver:
        await driver.sees("up · 3 brokers")
        driver.app.screen.query_one("#partition-text").focus()
        await driver.press("end", "ctrl+u", *"99")
        await driver.sees("✗ there is no partition 99", "0 to 11")
        await driver.press("f5")
        await driver.sees("not sent")
        assert driver.totals.handed_over == 0


async def test_headers_keep_order_duplicates_and_null() -> None:
    async with driving() as driver:
        await driver.sees("up · 3 brokers")
        await driver.press("f4")
        await driver.type("trace")
        await driver.press("tab")
        await driver.type("YWJj==,a=b")
        await driver.press("f4")
        await driver.type("trace")
        await driver.press("tab", "ctrl+t", "ctrl+t")
        await driver.press("f5")
        await driver.until(lambda: driver.totals.delivered == 1, "delivered")
        record = driver.report(1).record
        assert record is not None
        assert record.headers == (("trace", b"YWJj==,a=b"), ("trace", None))


async def test_a_paste_with_newlines_never_sends() -> None:
    async with driving() as driver:
        await driver.sees("up · 3 brokers")
        driver.app.screen.query_one("#value-text").focus()
        from textual import events

        driver.app.post_message(events.Paste('{"a": 1}\n{"b": 2}\n\n'))
        await driver.sees('{"b": 2}')
        assert driver.totals.handed_over == 0


async def test_a_cluster_that_is_down_is_said_with_its_cause_and_keys_still_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    async with driving(ClusterProfile("nowhere", f"127.0.0.1:{port}")) as driver:
        await driver.sees("✗ down", f"127.0.0.1:{port}", "refused")
        driver.app.screen.query_one("#topic").focus()
        await driver.type("orders")
        await driver.press("f5")
        await driver.sees("not sent", "orders")
        assert driver.totals.handed_over == 0


async def test_the_brokers_own_error_is_shown_and_the_form_is_kept() -> None:
    async with driving() as driver:
        await driver.sees("up · 3 brokers")
        assert driver.session.sandbox is not None
        Faults(driver.session.sandbox).topic_error("orders", 29)
        await driver.press("f5")
        await driver.until(lambda: driver.totals.failed == 1, "failed")
        await driver.sees("✗ failed", "TOPIC_AUTHORIZATION")
        assert "user-42" in driver.screen
        driver.app._main.deliveries.rows.focus()
        await driver.press("enter")
        await driver.sees("failed  TOPIC_AUTHORIZATION_FAILED", "its own words   Broker: Topic authorization failed")


async def test_a_broker_that_fails_half_way_and_comes_back() -> None:
    async with driving(settings=ProducerSettings(linger_ms=0)) as driver:
        await driver.sees("up · 3 brokers", "→ orders-4")
        await driver.press("f6")
        await driver.until(lambda: driver.totals.delivered == 10, "ten delivered")
        assert driver.session.sandbox is not None
        leader = driver.session.status.metadata.topics["orders"].partitions[4].leader
        assert leader is not None
        faults = Faults(driver.session.sandbox)
        faults.broker_down(leader)
        await driver.press("f6")
        await driver.until(lambda: driver.totals.handed_over == 20, "twenty handed over")
        await driver.sees("· queued")
        faults.broker_up(leader)
        await driver.until(lambda: driver.totals.delivered == 20, "all delivered after the broker is back")
        assert driver.totals.in_flight == 0


async def test_quitting_with_records_in_flight_asks_and_waits() -> None:
    async with driving() as driver:
        await driver.sees("up · 3 brokers")
        assert driver.session.sandbox is not None
        faults = Faults(driver.session.sandbox)
        faults.round_trip(1_500)
        await driver.press("f5", "ctrl+q")
        await driver.sees("Records are in flight", "1 record is still awaiting")
        await driver.press("escape")
        assert driver.app._exit is False
        await driver.press("ctrl+q", "w")
        await driver.until(lambda: driver.app._exit, "left by itself")
        assert driver.totals.delivered == 1


async def test_leaving_at_once_says_how_many_are_unknown() -> None:
    async with driving() as driver:
        await driver.sees("up · 3 brokers")
        assert driver.session.sandbox is not None
        Faults(driver.session.sandbox).round_trip(30_000)
        await driver.press("f6")
        await driver.until(lambda: driver.totals.in_flight == 10, "ten in flight")
        await driver.press("ctrl+q", "l")
        await driver.until(lambda: driver.app._exit, "left")
        session = driver.session
    totals = session.log.totals
    assert totals.in_flight == 0
    assert totals.unknown + totals.failed == 10


async def test_acks_0_is_sent_not_confirmed() -> None:
    async with driving(settings=ProducerSettings(acks="0", idempotence=False)) as driver:
        await driver.sees("up · 3 brokers", "acks 0")
        await driver.press("f5")
        await driver.sees("sent, not confirmed")
        assert driver.report(1).state is DeliveryState.SENT
        assert driver.totals.delivered == 0


async def test_a_changed_setting_holds_from_the_next_record_on() -> None:
    async with driving() as driver:
        await driver.sees("up · 3 brokers")
        driver.app.screen.query_one("#partitioner").focus()
        await driver.press("right")
        await driver.sees("consistent_random", "crc32")
        await driver.press("f5")
        await driver.until(lambda: driver.totals.delivered == 1, "delivered")
        shown = driver.session.compose(driver.app._main.composer.draft).placement
        assert shown is not None
        assert driver.report(1).partition == shown.partition


async def test_enter_on_a_row_shows_all_of_it() -> None:
    async with driving() as driver:
        await driver.sees("up · 3 brokers")
        await driver.press("f5")
        await driver.sees("✓ delivered")
        driver.app._main.deliveries.rows.focus()
        await driver.press("enter")
        await driver.sees("Record 1", "handed over", "9007199254740993", "not given")
        await driver.press("escape")
        assert driver.app.screen is driver.app._main


async def test_looking_at_a_topic_never_creates_it() -> None:
    async with driving(draft=RecordDraft("nope", FieldDraft(presence=Presence.NULL))) as driver:
        await driver.sees("up · 3 brokers", "no such topic")
        await driver.press("f5", "f3")
        await driver.sees("up · 3 brokers")
        assert driver.session.connection is not None
        driver.session.connection.refresh()
        await driver.press("f5")
        assert set(driver.session.status.metadata.topics) == {"orders", "payments", "audit"}


async def test_text_from_outside_cannot_write_on_the_screen() -> None:
    draft = RecordDraft("orders", FieldDraft(text="\x1b[31m[red]x[/]\u202e"), FieldDraft("string", text="\x1b]0;t\x07"))
    async with driving(draft=draft) as driver:
        await driver.sees("up · 3 brokers")
        await driver.press("f5")
        await driver.until(lambda: driver.totals.delivered == 1, "delivered")
        driver.app._main.deliveries.rows.focus()
        await driver.press("enter")
        await driver.sees("Record 1", r"\x1b[31m[red]x[/]")
        assert "\x1b" not in driver.screen
