"""The four panes together: what each size shows, where keys lead, and sentences that reach a person."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from tests.tui.driving import driving
from tests.tui.still import DOWN, UP, StillSession, books, metadata, topic
from workbench.clusters.connection import ConnectionState, ConnectionStatus
from workbench.clusters.profile import ClusterProfile
from workbench.delivery.log import DeliveryLog
from workbench.records.draft import FieldDraft, HeaderDraft, Presence, RecordDraft
from workbench.tui.panes.record_bytes import RecordBytes

COMPOSER = ["topic", "key-serializer", "key-presence", "key-text", "value-serializer", "value-presence", "value-text"]
SETTINGS = ["acks", "idempotence", "compression", "linger", "way", "partitioner"]
NASTY = RecordDraft(
    "[@click=app.quit]t\x1b[31m\u202e",
    FieldDraft("long", text="[/]"),
    FieldDraft("json", text='{"홍길동": "[red]"' + " " * 4_000),
    (HeaderDraft("[/]", FieldDraft("uuid", text="[/]")),),
    "[red]",
    "[/]",
)


async def test_all_four_panes_show_at_120x40() -> None:
    async with driving(session=StillSession(log=books())) as driver:
        await driver.sees("Connection", "Record", "Partition", "Deliveries", "idempotence", "0x5700682c", "✓ delivered")
        await driver.sees("12 partitions", "7 + 51 B")


async def test_tabs_over_one_pane_at_80x24_and_six_rows_of_deliveries() -> None:
    async with driving(session=StillSession(log=books()), size=(80, 24)) as driver:
        await driver.sees("→ orders-4 · leader 2", " Record ", "✓ delivered")
        assert "idempotence" not in driver.screen
        assert driver.app._main.deliveries.rows.size.height >= 6
        assert driver.app._main.query_one("#timestamp").region.bottom <= 14


async def test_the_bytes_stand_beside_the_record_at_200x60() -> None:
    async with driving(session=StillSession(), size=(200, 60)) as driver:
        await driver.sees("─ Bytes ─", "7b 0a 20 20 22 69 64 22", "key 7 + value 51 + headers 0", "94 of 1,000,000 B")
        driver.app._main.query_one("#value-text").focus()
        await driver.press("ctrl+t", "ctrl+t")
        await driver.sees("key 7 + value 0 + headers 0")
        await driver.type("x")
        await driver.sees("size not known yet")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_one_key_shows_the_bytes_and_the_same_key_goes_back(size: tuple[int, int]) -> None:
    async with driving(session=StillSession(), size=size) as driver:
        await driver.sees("✓ up")
        assert not driver.app._main.query_one(RecordBytes).display
        await driver.press("ctrl+b")
        await driver.sees("75 73 65 72 2d 34 32", "key 7 + value 51 + headers 0")
        await driver.press("ctrl+g")
        await driver.until(lambda: not driver.app._main.query_one(RecordBytes).display, "the bytes go")
        assert driver.app.focused is not None and driver.app.focused.region.area


async def test_bytes_follow_what_is_typed() -> None:
    async with driving(session=StillSession()) as driver:
        await driver.sees("✓ up")
        await driver.press("ctrl+b")
        await driver.sees("75 73 65 72 2d 34 32")
        await driver.press("end", "7")
        await driver.sees("75 73 65 72 2d 34 32 37", "key 8 + value 51")


@pytest.mark.parametrize(("size", "before"), [((120, 40), SETTINGS), ((80, 24), []), ((200, 60), SETTINGS)])
async def test_tab_is_the_journey(size: tuple[int, int], before: list[str]) -> None:
    async with driving(session=StillSession(log=books()), size=size) as driver:
        await driver.sees("✓ delivered")
        driver.app._main.query_one("#topic").focus()
        await driver.pilot.pause()
        seen: list[str | None] = []
        while driver.app.focused and driver.app.focused.id not in seen:
            seen.append(driver.app.focused.id)
            await driver.press("tab")
        assert seen == [*COMPOSER, "partition-text", "timestamp", "delivery-list", *before]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_f9_goes_round_the_panes_and_past_an_empty_list(size: tuple[int, int]) -> None:
    for log, list_there in ((books(), ["delivery-list"]), (DeliveryLog(), [])):
        async with driving(session=StillSession(log=log), size=size) as driver:
            await driver.sees("✓ delivered" if list_there else "Nothing sent yet")
            for stop in ("bytes", "partition", *list_there, "acks", "key-serializer"):
                await driver.press("f9")
                assert driver.app.focused is not None
                assert (driver.app.focused.id, bool(driver.app.focused.region.area)) == (stop, True)


async def test_a_click_on_a_tab_shows_its_pane() -> None:
    async with driving(session=StillSession(), size=(80, 24)) as driver:
        await driver.sees("✓ up")
        await driver.pilot.click("#tabs", offset=(3, 0))
        await driver.sees("idempotence")
        await driver.pilot.click("#tabs", offset=(24, 0))
        await driver.sees("75 73 65 72 2d 34 32")
        await driver.pilot.click("#tabs", offset=(34, 0))
        await driver.sees("0x5700682c")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_why_nothing_was_sent_is_said_at_every_size_until_the_record_changes(size: tuple[int, int]) -> None:
    async with driving(session=StillSession(), size=size) as driver:
        await driver.sees("✓ up")
        driver.app._main.query_one("#partition-text", Input).value = "99"
        await driver.press("f5")
        await driver.sees("✗ not sent: partition")
        await driver.type("7")
        await driver.until(lambda: "not sent" not in driver.screen, "the sentence goes")
        assert driver.totals.handed_over == 0


async def test_following_and_paused_are_said_at_80x24_too() -> None:
    async with driving(session=StillSession(log=books()), size=(80, 24)) as driver:
        await driver.sees("following ▼")
        await driver.press("f7")
        await driver.sees("paused ‖")


async def test_a_long_cluster_name_does_not_hide_its_state() -> None:
    servers = ",".join(f"broker-{number}.example.internal:9092" for number in range(20))
    async with driving(session=StillSession(profile=ClusterProfile(servers, servers)), size=(80, 24)) as driver:
        await driver.sees("✓ up · 3 brokers", "broker-0.exa")


async def test_a_cluster_that_is_down_says_why_and_what_to_press() -> None:
    async with driving(session=StillSession(DOWN)) as driver:
        await driver.sees("✗ down", "Connection refused by", "F3 tries again", "the cluster is down")


async def test_a_cluster_that_answers_later_fills_in() -> None:
    session = StillSession(ConnectionStatus(ConnectionState.CONNECTING))
    async with driving(session=session) as driver:
        await driver.sees("… connecting", "count is not known")
        assert "✗" not in driver.screen
        await driver.press("f5")
        await driver.sees("✗ not sent")
        session._still = UP
        await driver.sees("✓ up", "→ orders-4", "12 partitions")
        assert "not sent" not in driver.screen


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 10), (80, 24), (120, 40), (300, 90)])
async def test_nasty_input_is_drawn_at_every_size_and_kept(size: tuple[int, int]) -> None:
    status = ConnectionStatus(ConnectionState.UP, "[/]\x1b", metadata(topic("huge", 1_000)))
    async with driving(session=StillSession(status, books()), draft=NASTY, size=size) as driver:
        await driver.press("f5", "f9", "f9", "f9", "f9", "f7")
        assert driver.app._main.composer.draft == NASTY
        assert not {"\x1b", "\u202e"} & set(driver.screen)
        assert {cell_len(line) for line in driver.screen.split("\n")} == {size[0]}


@pytest.mark.parametrize(
    "status",
    [ConnectionStatus(ConnectionState.UP), ConnectionStatus(ConnectionState.UP, metadata=metadata(topic("orders", 0)))],
)
async def test_empty_metadata_is_no_error(status: ConnectionStatus) -> None:
    async with driving(session=StillSession(status)) as driver:
        await driver.sees("✓ up")
        await driver.press("f8", "escape", "f5")
        assert driver.totals.handed_over == 0


async def test_resizing_keeps_what_was_typed_and_where_the_cursor_is() -> None:
    async with driving(session=StillSession(log=books())) as driver:
        await driver.sees("✓ up")
        await driver.press("f2")
        for size in ((80, 24), (40, 10), (200, 60), (120, 40)):
            await driver.pilot.resize_terminal(*size)
            await driver.pilot.pause()
        assert driver.app.focused is not None
        assert driver.app.focused.id == "acks"
        await driver.sees("user-42", "0x5700682c")


async def test_a_null_key_in_the_first_draft_looks_absent() -> None:
    draft = RecordDraft("orders", FieldDraft(presence=Presence.NULL))
    async with driving(session=StillSession(), draft=draft) as driver:
        await driver.sees("any of 12", "● null")
        assert driver.app._main.query_one("#key-text").has_class("-absent")
