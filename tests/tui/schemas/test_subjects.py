"""The subjects: found by typing, older and newer versions, and taken for the value or the key."""

from __future__ import annotations

import pytest

from tests.tui.schemas.opened import schemas
from workbench.records.errors import Part
from workbench.serialization.schema import Registered, Schema, SchemaType
from workbench.tui.schemas.subjects import spec_for

AVRO = Registered(Schema(SchemaType.AVRO, '"string"'), 7, "orders-value", 2)


@pytest.mark.parametrize(
    ("topic", "part", "latest", "spec"),
    [
        ("orders", Part.VALUE, True, "avro"),
        ("orders", Part.VALUE, False, "avro,version=2"),
        ("orders", Part.KEY, True, "avro,subject=orders-value"),
        ("x", Part.VALUE, False, "avro,subject=orders-value,version=2"),
    ],
)
def test_the_spec_is_as_short_as_can_be(topic: str, part: Part, latest: bool, spec: str) -> None:
    assert spec_for(AVRO, topic, part, latest=latest) == spec


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_typing_searches_and_versions_are_stepped_through(size: tuple[int, int]) -> None:
    async with schemas(size=size) as driver:
        await driver.sees("● orders-value", "Avro · version 2 of 2")
        await driver.press("f6")
        await driver.sees("Avro · version 1 of 2")
        await driver.press("f6", "f7")
        await driver.sees("Avro · version 2 of 2")
        await driver.type("pay")
        await driver.sees("Protobuf · version 2 of 2")
        assert "orders-value" not in driver.screen
        await driver.type("x")
        await driver.sees("no subject has that in its name")


async def test_a_subject_is_taken_for_the_value_and_what_was_typed_stays() -> None:
    async with schemas("down") as driver:
        await driver.sees("Protobuf · version 2 of 2")
        await driver.press("f6")
        await driver.sees("Protobuf · version 1 of 2")
        await driver.press("enter")
        draft = driver.app._main.composer.draft
        assert draft.value.serializer == "protobuf,subject=payments-value,version=1"
        assert '"customer": "ada"' in draft.value.text


async def test_a_subject_is_taken_for_the_key() -> None:
    async with schemas() as driver:
        await driver.sees("Avro · version 2 of 2")
        await driver.press("f8")
        assert driver.app._main.composer.draft.key.serializer == "avro,subject=orders-value"


async def test_a_long_schema_scrolls() -> None:
    async with schemas(size=(80, 24)) as driver:
        await driver.sees("Avro · version 2 of 2")
        await driver.press("pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        assert "Avro · version 2 of 2" not in driver.screen
