"""The value under a schema: a sample in a key, what may stand at the cursor, what the field under it is."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.tui.holding import Held, holding
from workbench.records.draft import FieldDraft, Presence
from workbench.records.errors import Part, Problem
from workbench.serialization.serializer import Suggestion
from workbench.tui.panes.field_note import Remark
from workbench.tui.panes.value_field import ValueField
from workbench.tui.widgets.suggestion_list import SuggestionList

NAMES = ("id", "item", "total")


class Guide:
    """A serializer with a schema of three names."""

    name = "guide"
    about = "for the test"

    def serialize(self, text: str) -> bytes:
        return text.encode()

    def deserialize(self, data: bytes) -> str:
        return data.decode()

    def sample(self, seed: int = 0) -> str:
        return f'{{\n  "id": {seed}\n}}'

    def suggestions(self, text: str, at: int) -> tuple[Suggestion, ...]:
        start = text.rfind('"', 0, at)
        typed = text[start + 1 : at]
        if start < 0 or not typed.isalpha() | (typed == ""):
            return ()
        return tuple(Suggestion(start, at, f'"{one}"', one, f"the {one} [/]") for one in NAMES if one.startswith(typed))

    def explain(self, text: str, at: int) -> str:
        return f"at\n{at} [red]"


async def guided(held: Held, field: ValueField) -> SuggestionList:
    field.show((), Guide())
    field.editor.focus()
    await held.pilot.pause()
    return field.query_one(SuggestionList)


async def test_a_sample_takes_the_texts_place_and_undo_brings_it_back() -> None:
    field = ValueField("value", FieldDraft("avro", Presence.NULL, "mine"))
    async with holding(field, size=(80, 24)) as held:
        await guided(held, field)
        assert field.sample()
        await held.pilot.pause()
        assert field.draft == FieldDraft("avro", Presence.TEXT, '{\n  "id": 0\n}')
        assert field.sample()
        assert '"id": 1' in field.text
        await held.press("ctrl+z", "ctrl+z")
        assert field.text == "mine"


async def test_without_a_schema_there_is_no_sample_and_no_line_of_help() -> None:
    field = ValueField("value", FieldDraft("json", text="{}"))
    async with holding(field) as held:
        assert not field.sample()
        await guided(held, field)
        await held.until(lambda: field.has_class("-guided"))
        field.show((), None)
        await held.pilot.pause()
        assert not field.has_class("-guided")


async def test_the_field_under_the_cursor_is_explained_without_markup() -> None:
    field = ValueField("value", FieldDraft("avro", text="{}"))
    async with holding(field) as held:
        await guided(held, field)
        await held.until(lambda: "at 0 [red]" in held.screen)
        await held.press("right")
        await held.until(lambda: "at 1 [red]" in held.screen)


async def test_typing_a_name_offers_those_that_fit_and_enter_takes_one() -> None:
    field = ValueField("value", FieldDraft("avro", text=""))
    async with holding(field) as held:
        popup = await guided(held, field)
        await held.press("{", '"', "i")
        await held.until(lambda: [one.shown for one in popup.items] == ["id", "item"])
        assert "the item [/]" in held.screen
        await held.press("down", "enter")
        await held.until(lambda: field.text == '{"item"')
        assert not popup.is_open
        assert field.editor.cursor_location == (0, 7)
        assert field.editor.has_focus


@pytest.mark.parametrize("key", ["escape", "space"])
async def test_it_goes_with_escape_and_with_what_does_not_fit(key: str) -> None:
    field = ValueField("value", FieldDraft("avro", text=""))
    async with holding(field) as held:
        popup = await guided(held, field)
        await held.press('"', "i")
        await held.until(lambda: popup.is_open)
        await held.press(key)
        await held.until(lambda: not popup.is_open)
        await held.press("enter")
        assert field.text.endswith("\n")


async def test_control_space_asks_and_tab_takes() -> None:
    field = ValueField("value", FieldDraft("avro", text='"'))
    async with holding(Input(), field) as held:
        popup = await guided(held, field)
        await held.press("end", "ctrl+@")
        await held.until(lambda: popup.is_open)
        await held.press("up", "tab")
        await held.until(lambda: field.text == '"total"')
        await held.press("tab")
        assert not field.editor.has_focus


async def test_what_stands_there_already_is_not_offered() -> None:
    field = ValueField("value", FieldDraft("avro", text=""))

    class Exact(Guide):
        def suggestions(self, text: str, at: int) -> tuple[Suggestion, ...]:
            return (Suggestion(0, at, text, text),)

    async with holding(field) as held:
        popup = await guided(held, field)
        field.show((), Exact())
        await held.press("a")
        assert not popup.is_open


async def test_an_error_leads_to_its_place_and_a_place_beyond_the_text_to_its_end() -> None:
    field = ValueField("value", FieldDraft("json", text="{\n  1\n}"))
    async with holding(Input(), field) as held:
        field.show((Problem("x", line=2, column=3).at(Part.VALUE),))
        field.go_to(Remark("✗ x", "$error", 2, 3))
        await held.pilot.pause()
        assert field.editor.has_focus
        assert field.editor.cursor_location == (1, 2)
        field.go_to(Remark("✗ x", "$error", 99, 99))
        assert field.editor.cursor_location == (2, 1)


@pytest.mark.parametrize("size", [(1, 1), (12, 4), (80, 24)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    field = ValueField("value", FieldDraft("avro", text=""))
    async with holding(field, size=size) as held:
        await guided(held, field)
        await held.press('"', "i", "down", "enter")
        assert field.text.startswith('"i')
