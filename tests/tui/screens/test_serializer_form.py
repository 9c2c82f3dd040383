"""The form of a serializer's options on the embedded cluster: what it offers, what it comes to, what it gives back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.driving import Driver, driving
from tests.tui.holding import asking
from tests.tui.still import StillSession
from workbench.records.errors import Part
from workbench.tui.screens.pick import Pick
from workbench.tui.screens.serializer_form import SerializerForm, UseIt
from workbench.tui.widgets.choice import Choice

SCHEMA = '{"type": "record", "name": "Order", "fields": [{"name": "id", "type": "long"}]}'


def form(spec: str, part: Part = Part.VALUE) -> SerializerForm:
    return SerializerForm(StillSession(), spec, "orders", part)


async def choose(driver: Driver, name: str) -> None:
    """Pick a family for the value, as a person does."""
    await driver.sees("✓ up")
    driver.app._main.query_one("#value-serializer").focus()
    await driver.press("enter", *name, "enter")
    await driver.until(lambda: isinstance(driver.app.screen, SerializerForm), "the form")


async def test_avro_of_the_topics_own_subject_is_two_times_enter() -> None:
    async with driving() as driver:
        await choose(driver, "avro")
        await driver.sees("avro for the value", "✓ orders-value v2 latest · schema id 2")
        await driver.press("enter")
        await driver.sees("orders-value v2 latest", "is missing")
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.session.compose(driver.app._main.composer.draft).record is not None, "bytes")


async def test_another_version_is_picked_from_the_registrys_and_escape_leaves_all_as_it_was() -> None:
    async with driving() as driver:
        await choose(driver, "avro")
        driver.app.screen.query_one("#option-version").focus()
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, Pick) and "v1" in driver.screen, "the versions")
        await driver.press("v", "1", "enter")
        await driver.sees("✓ orders-value v1", "avro,version=1")
        await driver.press("escape")
        assert driver.app._main.composer.draft.value.serializer == "json"


async def test_the_message_of_a_protobuf_schema_is_picked_by_name() -> None:
    async with driving() as driver:
        driver.app._main.composer.topic = "payments"
        await choose(driver, "protobuf")
        await driver.sees("the first: shop.Payment")
        driver.app.screen.query_one("#option-type").focus()
        await driver.press("enter", *"card", "enter")
        await driver.sees("protobuf,type=shop.Payment.Card", "✓ payments-value v2")


async def test_a_file_is_typed_and_what_is_wrong_with_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "order.avsc").write_text(SCHEMA)
    async with driving(session=StillSession()) as driver:
        driver.session.serializers.use(None)
        await choose(driver, "avro")
        await driver.sees("no schema registry is connected")
        await driver.press("shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "right")
        field = driver.app.screen.query_one("#option-schema", Input)
        assert field.region.area
        field.value = str(tmp_path / "ordr.avsc")
        await driver.sees("✗ cannot read")
        field.value = str(tmp_path / "order.avsc")
        await driver.sees("✓ order.avsc")
        field.focus()
        await driver.press("enter")
        await driver.until(lambda: not isinstance(driver.app.screen, SerializerForm), "the form goes")
        assert driver.app._main.composer.draft.value.serializer == f"avro,schema={tmp_path / 'order.avsc'}"


async def test_the_cursor_is_where_something_is_missing_else_where_it_is_taken() -> None:
    async with asking(form("layout")) as (held, answers):
        assert held.app.focused is held.app.screen.query_one("#option-schema")
        await held.press(*"customer", "enter")
        assert answers == ["layout,schema=customer"]
    async with asking(form("string")) as (held, answers):
        assert isinstance(held.app.focused, UseIt)
        await held.press("enter")
        assert answers == ["string"]
    async with asking(form("string")) as (held, answers):
        await held.click(held.app.screen.query_one(UseIt), 1)
        assert answers == ["string"]


async def test_a_name_that_is_not_offered_can_be_typed() -> None:
    async with asking(form("avro"), (120, 40)) as (held, answers):
        held.app.screen.query_one("#option-subject", Choice).focus()
        await held.press("enter", *"another", "enter")
        await held.press(*"my-own", "enter")
        assert held.app.screen.query_one("#option-subject", Choice).value == "my-own"
        held.app.screen.query_one(UseIt).focus()
        await held.press("enter")
        assert answers == ["avro,subject=my-own"]


async def test_arrows_go_from_row_to_row() -> None:
    async with asking(form("string")) as (held, answers):
        await held.press("up")
        assert held.app.focused is held.app.screen.query_one("#option-charset")
        await held.press(*"UTF-16", "down", "enter")
        assert answers == ["string,charset=UTF-16"]


async def test_what_the_option_under_the_cursor_is_for() -> None:
    async with asking(form("json")) as (held, _):
        held.app.screen.query_one("#option-form").focus()
        await held.until(lambda: "without white space" in held.screen)


@pytest.mark.parametrize("size", [(20, 6), (80, 24)])
@pytest.mark.parametrize("part", [Part.KEY, Part.HEADER])
async def test_any_size_is_drawn(size: tuple[int, int], part: Part) -> None:
    async with asking(form("avro", part), size) as (held, answers):
        await held.press("tab", "tab", "escape")
        assert answers == [None]


async def test_a_choice_leads_on_and_nothing_is_taken_with_something_missing() -> None:
    screen = form("list,of=integer")
    async with asking(screen) as (asked, _):
        screen.query_one("#option-of").focus()
        await asked.press("enter", *"long", "enter")
        assert isinstance(screen.focused, UseIt)
        assert screen.spec == "list,of=long"


async def test_a_file_that_is_not_named_yet_is_awaited() -> None:
    screen = form("avro,schema=x.avsc")
    async with asking(screen) as (asked, _):
        screen.query_one("#option-schema", Input).value = ""
        await asked.pilot.pause()
        assert "… to be filled in: file" in asked.screen
        screen.query_one(UseIt).action_press()
        await asked.pilot.pause()
        assert asked.app.screen is screen
        assert screen.focused is screen.query_one("#option-schema")
