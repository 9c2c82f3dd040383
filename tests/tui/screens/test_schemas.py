"""The schemas screen as a whole: its views, the way back, a registry that is down, and none at all."""

from __future__ import annotations

import pytest

from tests.tui.driving import driving
from tests.tui.schemas.opened import ORDERS, schemas, screen
from tests.tui.still import StillSession
from workbench.clusters.profile import ClusterProfile
from workbench.serialization.schema import Schema, SchemaType
from workbench.tui.screens.schemas import Schemas


async def test_views_by_key_and_by_click_and_back() -> None:
    async with schemas() as driver:
        for key, words in (("f3", "Consumers on"), ("f4", "What would be registered"), ("f2", "Subjects")):
            await driver.press(key)
            await driver.sees(words)
        await driver.pilot.click("Tabs", offset=(18, 0))
        await driver.sees("Consumers on")
        before = driver.app._main.composer.draft
        await driver.press("escape")
        assert not isinstance(driver.app.screen, Schemas)
        assert driver.app._main.composer.draft == before


async def test_a_search_brings_the_subjects_back() -> None:
    async with schemas("f3") as driver:
        await driver.sees("Consumers on")
        await driver.type("pay")
        await driver.sees("Subjects", "Protobuf · version 2 of 2")
        assert screen(driver).view.name == "subjects"


async def test_the_help_has_every_key_and_the_last_line_the_way_back() -> None:
    async with schemas(size=(80, 24)) as driver:
        await driver.sees("Esc back")
        await driver.press("f1")
        await driver.sees("F3     Evolution.", "Esc back")
        await driver.press("escape")
        await driver.sees("● orders-value")


async def test_what_others_register_comes_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.schemas.browsing.GOOD_FOR", 0.0)
    monkeypatch.setattr("workbench.tui.screens.schemas.ASK_EVERY", 1)
    async with schemas() as driver:
        assert driver.session.registry is not None
        driver.session.registry.register("fresh-value", Schema(SchemaType.AVRO, '"string"'))
        await driver.sees("fresh-value")


async def test_nothing_is_sent_from_here() -> None:
    async with schemas("f5") as driver:
        assert isinstance(driver.app.screen, Schemas)
        assert driver.totals.handed_over == 0


async def test_a_registry_that_is_down_is_a_sentence_and_nothing_is_lost() -> None:
    profile = ClusterProfile.of(None, ["schema.registry.url=http://127.0.0.1:9"])
    async with driving(profile, draft=ORDERS) as driver:
        await driver.sees("✓ up")
        await driver.press("ctrl+r")
        await driver.sees("✗ ", "127.0.0.1:9")
        await driver.press("escape")
        assert driver.app._main.composer.draft.value == ORDERS.value


async def test_without_a_registry_there_is_no_screen() -> None:
    async with driving(session=StillSession()) as driver:
        await driver.sees("✓ up")
        await driver.press("ctrl+r")
        assert not isinstance(driver.app.screen, Schemas)


async def test_every_size_shows_the_list_and_the_schema() -> None:
    for size in ((80, 24), (120, 40), (200, 60)):
        async with schemas(size=size) as driver:
            await driver.sees("● orders-value", "Avro · version 2 of 2")
            assert screen(driver).view.name == "subjects"
