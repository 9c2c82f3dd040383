"""The choice of a serializer: stepped through, searched, and the way to a form where options are needed."""

from __future__ import annotations

from tests.tui.holding import Held, holding
from workbench.records.errors import Part
from workbench.tui.screens.pick import Pick
from workbench.tui.widgets.serializer_choice import SerializerChoice


def choice(spec: str) -> SerializerChoice:
    return SerializerChoice("value serializer", Part.VALUE, spec)


def wanted(held: Held) -> list[str]:
    return [message.spec for message in held.heard(SerializerChoice.FormWanted)]


async def test_arrows_step_over_those_that_need_a_form() -> None:
    made = choice("json")
    async with holding(made) as held:
        made.focus()
        await held.press("right")
        assert made.value == "messagepack"
        assert not wanted(held)


async def test_a_plain_one_is_taken_and_one_with_a_schema_asks_for_its_form() -> None:
    made = choice("json")
    async with holding(made, size=(120, 40)) as held:
        made.focus()
        await held.press("enter", *"uuid", "enter")
        assert made.value == "uuid"
        await held.press("enter", *"avro", "enter")
        assert (made.value, wanted(held)) == ("uuid", ["avro"])
        made.take("avro,subject=orders-value")
        made.take(None)
        assert made.value == "avro,subject=orders-value"


async def test_the_one_in_use_leads_to_its_own_options() -> None:
    made = choice("avro,subject=orders-value")
    async with holding(made, size=(120, 40)) as held:
        made.focus()
        await held.press("enter")
        assert isinstance(held.app.screen, Pick)
        await held.press(*"avro with", "enter")
        assert wanted(held) == ["avro,subject=orders-value"]
        await held.press("enter", "enter")
        assert made.value == "avro,subject=orders-value"


async def test_it_says_what_there_is_room_for() -> None:
    made = choice("avro,subject=orders-value")
    async with holding(made) as held:
        assert "avro ▾" in held.screen
        assert made.rest == "orders-value"
        made.fit(40)
        await held.pilot.pause()
        assert "avro · orders-value ▾" in held.screen
        made.say("orders-value v3 latest")
        await held.pilot.pause()
        assert "avro · orders-value v3 latest ▾" in held.screen
        assert made.rest == ""
        made.value = "string"
        await held.pilot.pause()
        assert "string ▾" in held.screen


async def test_a_whole_spec_may_be_typed_as_in_flags() -> None:
    made = choice("json")
    async with holding(made, size=(120, 40)) as held:
        made.focus()
        await held.press("enter", *"list,of=long", "enter")
        assert made.value == "list,of=long"
        await held.press("enter", *"lisst,of=long", "enter")
        assert isinstance(held.app.screen, Pick)
        assert "nothing matches" in held.screen
