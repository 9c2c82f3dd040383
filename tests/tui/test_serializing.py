"""Serializers in the app: remembered for each topic, samples, and the way from error to error."""

from __future__ import annotations

from pathlib import Path

from pytest import MonkeyPatch

from tests.tui.driving import SANDBOX, Driver, driving
from tests.tui.still import StillSession
from workbench.records.draft import FieldDraft, HeaderDraft, RecordDraft
from workbench.tui.panes.value_field import ValueField
from workbench.tui.remembered import Chosen, keep, load
from workbench.tui.sends import Press


def specs(driver: Driver) -> tuple[str, str]:
    draft = driver.app._main.composer.draft
    return draft.key.serializer, draft.value.serializer


async def test_a_choice_is_kept_for_its_topic_and_comes_back_at_the_next_start() -> None:
    async with driving(session=StillSession()) as driver:
        driver.app._main.query_one("#value-serializer").focus()
        await driver.press("enter", *"base64", "enter")
        await driver.until(lambda: load("sandbox").get("orders") == Chosen("string", "base64", {}), "the file")
    async with driving(session=StillSession()) as driver:
        await driver.until(lambda: specs(driver) == ("string", "base64"), "the choice of the last time")


async def test_it_is_taken_when_a_topic_is_chosen_and_not_while_it_is_typed() -> None:
    keep(SANDBOX.name, "audit", Chosen("long", "hex", {"trace": "uuid"}))
    draft = RecordDraft("orders", FieldDraft(text="1"), headers=(HeaderDraft("trace"),))
    async with driving(session=StillSession(), draft=draft) as driver:
        await driver.until(lambda: driver.app._remembered is not None, "the file is read")
        driver.app._main.query_one("#topic").focus()
        await driver.press("end", "ctrl+u", *"audit")
        assert specs(driver) == ("string", "json")
        await driver.press("tab")
        await driver.until(lambda: specs(driver) == ("long", "hex"), "the topic's own")
        assert driver.app._main.composer.draft.headers[0].value.serializer == "uuid"
        assert driver.app._main.composer.draft.key.text == "1"


async def test_it_is_taken_once_for_a_topic_and_not_over_a_newer_choice() -> None:
    keep(SANDBOX.name, "orders", Chosen("long", "hex"))
    async with driving(session=StillSession()) as driver:
        await driver.until(lambda: specs(driver) == ("long", "hex"), "the choice of the last time")
        driver.app._main.query_one("#key-serializer").focus()
        await driver.press("left")
        driver.app._main.query_one("#topic").focus()
        await driver.press("tab")
        assert specs(driver) == ("integer", "hex")


async def test_a_topic_from_the_list_brings_its_choice() -> None:
    keep(SANDBOX.name, "audit", Chosen("long", "hex"))
    async with driving(session=StillSession()) as driver:
        await driver.until(lambda: driver.app._remembered is not None, "the file is read")
        await driver.press("f8", *"audit", "enter")
        await driver.until(lambda: specs(driver) == ("long", "hex"), "the topic's own")


async def test_a_sample_takes_the_texts_place_and_its_errors_with_it() -> None:
    draft = RecordDraft("orders", FieldDraft(text="k"), FieldDraft("layout,schema=customer", text="{}"))
    session = StillSession()
    session.serializers.use(None)
    session.ready_for(draft)
    async with driving(session=session, draft=draft) as driver:
        await driver.sees("✗ id: is missing")
        await driver.press("ctrl+s")
        await driver.sees("1 + 14 B")
        for _ in range(5):
            await driver.pilot.pause()
        assert "✗ id" not in driver.screen


async def test_without_a_schema_a_sample_says_what_to_choose() -> None:
    async with driving(session=StillSession()) as driver:
        await driver.press("ctrl+s")
        assert any("made of a schema" in one.message for one in driver.app._notifications)


async def test_without_the_schema_it_says_that_there_is_none_yet() -> None:
    draft = RecordDraft("orders", value=FieldDraft("avro,subject=orders-value", text="{}"))
    async with driving(session=StillSession(), draft=draft) as driver:
        await driver.press("ctrl+s")
        assert any("no schema to make a sample of yet" in one.message for one in driver.app._notifications)


async def test_the_next_error_or_that_there_is_none() -> None:
    async with driving(session=StillSession()) as driver:
        await driver.sees("✓ up")
        await driver.press("ctrl+n")
        assert any("Nothing is wrong" in one.message for one in driver.app._notifications)
        driver.app._main.query_one("#partition-text").focus()
        await driver.press("x")
        driver.app._main.query_one("#key-text").focus()
        await driver.press("ctrl+n")
        assert driver.app.focused is driver.app._main.query_one("#partition-text")


async def test_bytes_that_were_not_on_show_are_not_sent(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    """The schema changes and F5 is pressed with no other key; the cluster's answer may show the new bytes before it."""
    schema = tmp_path / "order.avsc"
    schema.write_text('{"type": "record", "name": "A", "fields": [{"name": "a", "type": "long"}]}')
    value = FieldDraft(f"avro,schema={schema}", text='{"a": 1}')
    draft = RecordDraft("orders", FieldDraft(text="k"), value)
    async with driving(draft=draft) as driver:
        await driver.sees("✓ up", "→ orders-")
        pressed = presses(driver, monkeypatch)
        schema.write_text(
            '{"type": "record", "name": "A", "fields": [{"name": "b", "type": "string", "default": "x"}, '
            '{"name": "a", "type": "long"}]}'
        )
        await driver.press("f5")
        await driver.until(lambda: driver.totals.delivered == 1 or "has changed" in driver.screen, "an answer")
        refused = driver.totals.handed_over == 0
        await driver.press("f5")
        await driver.until(lambda: driver.totals.delivered == 2 - refused, "what is on show is sent")
        sent = [one.record.value for one in map(driver.report, range(1, 3 - refused)) if one.record is not None]
        assert sent[-1] == b"\x02x\x02"
        assert len(pressed) == len(sent) + refused
        for press, value_sent in zip(pressed[refused:], sent, strict=True):
            assert press.shown is None or press.shown.value == value_sent  # None while the schema is read again


def presses(driver: Driver, monkeypatch: MonkeyPatch) -> list[Press]:
    """What was asked to be sent from here on, with what was on show of it then."""
    pressed: list[Press] = []
    take = driver.app._sends.press

    def noted(press: Press) -> bool:
        pressed.append(press)
        return take(press)

    monkeypatch.setattr(driver.app._sends, "press", noted)
    return pressed


async def test_a_remembered_schema_begins_with_a_sample_of_it_in_the_place_of_the_starting_text() -> None:
    keep(SANDBOX.name, "orders", Chosen("string", "avro"))
    async with driving() as driver:
        await driver.until(lambda: driver.session.compose(driver.app._main.composer.draft).record is not None, "bytes")
        assert "customer" in driver.app._main.composer.draft.value.text


async def test_a_text_that_somebody_typed_stays() -> None:
    keep(SANDBOX.name, "orders", Chosen("string", "avro"))
    draft = RecordDraft("audit", FieldDraft(text="1"), FieldDraft("json", text="{}"))
    async with driving(draft=draft) as driver:
        await driver.sees("✓ up")
        editor = driver.app._main.query_one(ValueField).editor
        editor.focus()
        await driver.press("end", "space")
        driver.app._main.query_one("#topic").focus()
        await driver.press("end", "ctrl+u", *"orders", "tab")
        await driver.until(lambda: specs(driver)[1] == "avro", "the choice of the last time")
        await driver.sees("is missing")
        assert driver.app._main.composer.draft.value.text == "{} "
