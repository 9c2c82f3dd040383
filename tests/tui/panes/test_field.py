"""A key or a value: three states, and a text that none of them takes away."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.tui.holding import holding
from workbench.records.draft import FieldDraft, Presence
from workbench.serialization.catalogue import serializers
from workbench.tui.panes.field import PRESENCES, Field, ValueField, serializer_options
from workbench.tui.widgets.choice import Choice
from workbench.tui.widgets.segments import Segments

NASTY = ("[/]", "[red]x[/]", "[@click=app.quit]y", "홍길동", "\u202eabc", "x" * 4096, "\x1b[31m\x07")


def test_the_choice_lists_every_serializer_with_what_it_is() -> None:
    assert [option.value for option in serializer_options()] == [one.name for one in serializers()]
    assert all(option.about for option in serializer_options())


@pytest.mark.parametrize("presence", Presence)
async def test_what_goes_in_comes_out(presence: Presence) -> None:
    drafts = [FieldDraft("hex", presence, text) for text in ("", *NASTY)]
    fields = [Field(f"key-{number}", draft) for number, draft in enumerate(drafts)]
    values = [ValueField(f"value-{number}", draft) for number, draft in enumerate(drafts)]
    async with holding(*fields, *values):
        assert [field.draft for field in fields] == drafts
        assert [value.draft for value in values] == drafts


async def test_stepping_through_the_states_keeps_the_text() -> None:
    field = Field("key", FieldDraft(text="user-42"))
    async with holding(field) as held:
        seen = []
        for _ in PRESENCES:
            field.step_presence()
            await held.pilot.pause()
            seen.append((field.draft.presence, field.draft.text))
        assert seen == [(Presence.EMPTY, "user-42"), (Presence.NULL, "user-42"), (Presence.TEXT, "user-42")]


@pytest.mark.parametrize("kind", [Field, ValueField])
async def test_typing_into_a_null_field_makes_it_text_again(kind: type[Field]) -> None:
    field = kind("value", FieldDraft(presence=Presence.NULL))
    async with holding(field) as held:
        field.query_one("#value-text").focus()
        await held.press("a", "b")
        assert field.draft == FieldDraft(text="ab")
        assert "● text" in held.screen


@pytest.mark.parametrize("presence", Presence)
async def test_another_draft_is_taken_whole_even_while_the_cursor_is_in_the_field(presence: Presence) -> None:
    field = Field("key", FieldDraft(text="user-42"))
    async with holding(field) as held:
        field.query_one("#key-text").focus()
        field.take(draft := FieldDraft("hex", presence, "0a"))
        await held.pilot.pause()
        assert field.draft == draft


async def test_text_set_from_elsewhere_does_not_change_the_state() -> None:
    field = Field("key", FieldDraft(presence=Presence.NULL))
    async with holding(Input(), field) as held:
        field.query_one("#key-text", Input).value = "x"
        await held.pilot.pause()
        assert field.draft.presence is Presence.NULL


async def test_every_change_is_heard() -> None:
    field = Field("key", FieldDraft(text="a"))
    async with holding(field) as held:
        for widget, key in (("#key-text", "b"), ("#key-presence", "right"), ("#key-serializer", "right")):
            before = len(held.heard(Field.Changed))
            field.query_one(widget).focus()
            await held.press(key)
            assert len(held.heard(Field.Changed)) > before
        assert field.draft == FieldDraft("integer", Presence.EMPTY, "ab")


async def test_an_absent_text_is_dim_from_the_beginning() -> None:
    field = Field("key", FieldDraft(presence=Presence.NULL, text="a"))
    async with holding(field) as held:
        await held.pilot.pause()
        assert field.query_one("#key-text").has_class("-absent")
        field.query_one(Segments).choose("text")
        await held.pilot.pause()
        assert not field.query_one("#key-text").has_class("-absent")


async def test_a_problem_stands_under_the_text_as_it_is() -> None:
    field = Field("key", FieldDraft())
    async with holding(field) as held:
        for words in NASTY:
            field.show(words)
            await held.pilot.pause()
            assert "✗" in held.screen
            assert words[:8] in held.screen or not words.isprintable()
            field.show("")
            await held.pilot.pause()
            assert "✗" not in held.screen


async def test_a_note_gives_way_to_a_problem() -> None:
    field = Field("key", FieldDraft())
    async with holding(field) as held:
        field.show("", "8 bytes, big-endian")
        await held.pilot.pause()
        assert " 8 bytes, big-endian" in held.screen
        field.show("no number", "8 bytes, big-endian")
        await held.pilot.pause()
        assert "✗ no number" in held.screen
        assert "big-endian" not in held.screen


async def test_json_is_coloured_and_other_texts_are_not() -> None:
    field = ValueField("value", FieldDraft("json", text="{}"))
    async with holding(field) as held:
        field.highlight()
        assert field.editor.language == "json"
        field.query_one(Choice).focus()
        await held.press("right")
        assert field.editor.language is None


@pytest.mark.parametrize("size", [(1, 1), (8, 3), (40, 10)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    field = ValueField("value", FieldDraft("json", text="홍길동" * 400))
    async with holding(field, size=size) as held:
        await held.press("tab", "tab", "tab")
        assert field.draft.text == "홍길동" * 400
