"""The pane follows its size, compares a key once, and scrolls what it has no room for."""

from __future__ import annotations

import pytest

from tests.tui.driving import driving
from tests.tui.holding import holding
from tests.tui.panes.previews import preview
from tests.tui.still import StillSession
from workbench.clusters.offsets import Offsets
from workbench.clusters.settings import ProducerSettings
from workbench.partitioning.comparison import Comparison, compare
from workbench.records.draft import FieldDraft
from workbench.tui.panes import partition
from workbench.tui.panes.partition import PartitionPreview


async def test_the_pane_follows_its_width_and_takes_any_size() -> None:
    pane = PartitionPreview()
    async with holding(pane, size=(60, 20)) as held:
        pane.show(preview())
        await held.pilot.pause()
        assert "[4]" in held.screen
        for size in ((1, 1), (8, 3), (12, 5), (200, 60)):
            await held.pilot.resize_terminal(*size)
            await held.pilot.pause()
        assert "  11" in held.screen
        assert "= as Java: kafka-python" in held.screen


async def test_a_key_is_compared_once_for_each_count(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[bytes | None, int]] = []

    def counted(key: bytes | None, partitions: int, reference: str) -> Comparison:
        asked.append((key, partitions))
        return compare(key, partitions, reference)

    monkeypatch.setattr(partition, "compare", counted)
    pane = PartitionPreview()
    async with holding(pane, size=(60, 20)):
        for offsets in (None, Offsets(0, 3), Offsets(0, 4)):
            pane.show(preview(offsets=offsets))
        pane.show(preview(FieldDraft(text="user-43")))
        pane.show(preview(client="sarama"))
        pane.show(preview(on=None))
    assert asked == [(b"user-42", 12), (b"user-43", 12), (b"user-42", 12)]


async def test_what_has_no_room_scrolls() -> None:
    pane = PartitionPreview()
    async with holding(pane, size=(40, 12)) as held:
        pane.styles.width = "100%"
        pane.show(preview())
        pane.can_focus = True
        pane.focus()
        await held.pilot.pause()
        assert "^L all" not in held.screen
        await held.press("pagedown", "pagedown")
        assert "^L all" in held.screen
        await held.press("up", "pageup", "pageup")
        assert "string 7 B" in held.screen
        await held.press("down")
        assert "string 7 B" not in held.screen


async def test_typing_a_key_shows_where_every_client_puts_it() -> None:
    async with driving(session=StillSession()) as driver:
        await driver.sees("→ orders-4", "librdkafka's default → 7", "offsets 400 to 1,208")
        await driver.type("7")
        for client in ("java", "consistent_random", "sarama"):
            place = compare(b"user-427", 12, client).partition
            await driver.sees(f"→ orders-{place}" if client == "java" else f"→ {place}")


async def test_a_go_service_and_a_java_service_that_do_not_join() -> None:
    session = StillSession(settings=ProducerSettings(partitioner="sarama"))
    async with driving(session=session) as driver:
        await driver.sees("→ orders-3", "! Java puts this on 4", "= as Java, 4: kafka-python")
        assert "sarama" in driver.screen.split("\n")[0]


async def test_at_80_columns_one_line_says_it() -> None:
    session = StillSession(settings=ProducerSettings(partitioner="sarama"))
    async with driving(session=session, size=(80, 24)) as driver:
        await driver.sees("→ orders-3 · leader 1 · sarama ≠ java → 4")
        await driver.press("f9", "f9")
        await driver.sees("! Java puts this on 4: joins and compaction across the two break", "^L all")


async def test_offsets_come_by_themselves_and_follow_what_is_sent() -> None:
    async with driving() as driver:
        await driver.sees("→ orders-4", "offsets 0 to 0, no records")
        await driver.press("f6")
        await driver.sees("offsets 0 to 10")
