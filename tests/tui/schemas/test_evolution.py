"""Evolution: the value as consumers on every version read it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.schemas.opened import ORDERS, schemas
from workbench.records.draft import FieldDraft, Presence, RecordDraft

PAYMENT = RecordDraft("payments", FieldDraft(text="k"), FieldDraft("protobuf", text="{}"))


async def test_a_consumer_on_the_older_version_cannot_read_a_new_symbol() -> None:
    async with schemas("f3") as driver:
        await driver.sees("v2 · sent with", "v1 ", "✓ A consumer on version 2 reads")
        await driver.press("down")
        await driver.sees("✗ A consumer on version 1 cannot read this value", "RETURNED")
        await driver.press("up")
        await driver.sees("✓ A consumer on version 2 reads", '"customer": "ada"')


async def test_a_protobuf_value_is_read_by_both() -> None:
    async with schemas("f3", draft=PAYMENT) as driver:
        await driver.sees("✓ reads it", "✓ A consumer on version 2 reads")
        assert "✗ cannot read it" not in driver.screen


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (FieldDraft("json", text="{}"), "has no subject in the registry"),
        (FieldDraft("avro", text="{"), "The value cannot be serialized yet"),
        (FieldDraft("avro", Presence.NULL), "every consumer gets null"),
        (FieldDraft("avro,subject=nope", text="{}"), "The value cannot be serialized yet"),
    ],
)
async def test_where_there_is_nothing_to_read_it_says_why(value: FieldDraft, words: str) -> None:
    async with schemas("f3", draft=replace(ORDERS, value=value)) as driver:
        await driver.until(lambda: words in " ".join(driver.screen.replace("│", " ").split()), words)
