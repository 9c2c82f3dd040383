"""The partition lab as a person meets it: keys are typed, the screen is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import driving
from tests.tui.lab.opened import ORDERS, lab
from tests.tui.still import StillSession
from workbench.records.draft import FieldDraft, Presence
from workbench.tui.lab.loading import Loading
from workbench.tui.lab.tabs import TABS
from workbench.tui.screens.lab import Lab, make_view


@pytest.mark.parametrize("key", ["ctrl+l", "f11"])
async def test_why_do_my_go_and_my_java_service_not_join(key: str) -> None:
    async with driving(draft=ORDERS, session=StillSession()) as driver:
        await driver.press(key)
        await driver.sees("Java: partition 4", "by default", "≠ 3  not as Java", "sarama")
        await driver.press("f8")
        await driver.type("sarama")
        await driver.press("enter")
        await driver.sees("A Go service on Sarama's default would put this on partition 3", "joins and compaction")
        await driver.press("enter")
        await driver.sees("✓ Emulating sarama")
        await driver.press("escape")
        await driver.sees("→ orders-3", "sarama")
        assert driver.session.settings.partitioner == "sarama"


async def test_what_is_typed_is_the_composers_key_and_is_placed_at_once() -> None:
    async with lab() as driver:
        await driver.type("7")
        await driver.sees("user-427")
        await driver.press("ctrl+t")
        await driver.sees("Java: partition 9")  # of the empty key
        await driver.press("ctrl+t")
        await driver.sees("Java: any partition")
        await driver.press("escape")
        await driver.sees("any of 12")
        key = driver.app._main.composer.draft.key
        assert (key.presence, key.text) == (Presence.NULL, "user-427")


async def test_as_if_the_topic_had_another_count() -> None:
    async with lab() as driver:
        await driver.pilot.click("#lab-count")
        await driver.type("1000")
        await driver.sees("as if 1,000 partitions", "Java: partition 460")
        await driver.press("backspace", "backspace", "backspace", "backspace", "0")
        await driver.sees("a partition count is a number from 1 to 100,000", "No client can place this yet")


async def test_f5_sends_nothing_here_and_says_so() -> None:
    async with lab("f5") as driver:
        await driver.sees("Nothing is sent from the lab")
        assert driver.totals.handed_over == StillSession().log.totals.handed_over


async def test_every_view_comes_by_its_key_and_escape_goes_back() -> None:
    async with lab() as driver:
        for tab in TABS:
            await driver.press(tab.key)
            await driver.until(lambda name=tab.name: driver.app.screen.view.name == name, tab.name)  # type: ignore[attr-defined, misc]
        await driver.press("f1")
        await driver.sees("as Java: the two work together")
        await driver.press("escape", "escape")
        await driver.until(lambda: not isinstance(driver.app.screen, Lab), "the main screen")


async def test_a_rule_file_in_force_stands_above_and_its_problem_is_said(tmp_path: Path) -> None:
    async with lab(partitioner="banana") as driver:
        await driver.sees("▸banana", "in force here")
        await driver.pilot.click("#lab-count")
        await driver.type("1")
        await driver.sees("✗ ")


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (60, 16), (20, 5)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    async with driving(size=size, draft=ORDERS, session=StillSession()) as driver:
        await driver.press("ctrl+l", *(tab.key for tab in TABS), "escape")
        await driver.until(lambda: not isinstance(driver.app.screen, Lab), "the main screen")


async def test_a_key_that_cannot_be_serialized_is_said_and_kept() -> None:
    async with lab(draft=ORDERS.__class__(topic="orders", key=FieldDraft("long", text="user-42"))) as driver:
        await driver.sees("✗ ", "No client can place this yet", "user-42")
        await driver.press("f3")
        await driver.sees("these are the other ones")


def test_a_view_of_each_name() -> None:
    session = StillSession()
    assert [make_view(tab.name, session, Loading(session)).name for tab in TABS[1:]] == [tab.name for tab in TABS[1:]]
