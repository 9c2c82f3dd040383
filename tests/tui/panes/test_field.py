"""A key or a value: three states, and a text that none of them takes away."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.tui.holding import holding
from workbench.records.draft import FieldDraft, Presence
from workbench.records.errors import Part, Problem, RecordError
from workbench.serialization.serializer import Note
from workbench.tui.panes.field import PRESENCES, Field
from workbench.tui.panes.field_note import FieldNote, Remark
from workbench.tui.panes.value_field import ValueField
from workbench.tui.widgets.segments import Segments

NASTY = ("[/]", "[red]x[/]", "[@click=app.quit]y", "홍길동", "\u202eabc", "x" * 4096, "\x1b[31m\x07")


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


def wrong(what: str, line: int | None = None, column: int | None = None) -> RecordError:
    return Problem(what, line=line, column=column).at(Part.KEY)


class Remarking:
    """A serializer that has something to say of every text."""

    name = "remarking"
    about = "for the test"

    def __init__(self, *notes: Note) -> None:
        self._notes = notes

    def serialize(self, text: str) -> bytes:
        return text.encode()

    def deserialize(self, data: bytes) -> str:
        return data.decode()

    def notes(self, text: str) -> tuple[Note, ...]:
        return self._notes


async def test_a_problem_stands_under_the_text_as_it_is() -> None:
    field = Field("key", FieldDraft())
    async with holding(field) as held:
        for words in NASTY:
            field.show((wrong(words),))
            await held.pilot.pause()
            assert "✗" in held.screen
            assert words[:8] in held.screen or not words.isprintable()
            field.show(())
            await held.pilot.pause()
            assert "✗" not in held.screen


async def test_notes_come_when_typing_rests_and_give_way_to_a_problem() -> None:
    field = Field("key", FieldDraft(text="x"))
    said = Remarking(Note("taken as string", "note"), Note("'é' becomes ?", is_warning=True))
    async with holding(field) as held:
        field.show((), said)
        await held.until(lambda: "! 'é' becomes ? (and 1 more)" in held.screen)
        field.show((wrong("no number"),), said)
        await held.pilot.pause()
        assert "✗ no number" in held.screen
        assert "becomes" not in held.screen
        field.show((), said)
        await held.until(lambda: "becomes ?" in held.screen)


async def test_what_is_awaited_is_no_error() -> None:
    field = Field("key", FieldDraft(text="x"))
    async with holding(field) as held:
        field.show((Problem("the schema is being asked for", is_pending=True).at(Part.KEY),))
        await held.pilot.pause()
        assert "… the schema is being asked for" in held.screen
        assert "✗" not in held.screen
        assert not field.has_class("-wrong")


async def test_the_serializer_null_is_warned_of() -> None:
    field = Field("key", FieldDraft("null", text="x"))
    async with holding(field) as held:
        field.show(())
        await held.pilot.pause()
        assert "sends null, whatever the text" in held.screen


async def test_an_error_leads_to_its_line_and_column() -> None:
    field = Field("key", FieldDraft(text="a\nbcd"))
    async with holding(Input(), field) as held:
        field.go_to(Remark("✗ x", "$error", 2, 3))
        await held.pilot.pause()
        editor = field.query_one("#key-text", Input)
        assert (editor.has_focus, editor.cursor_position) == (True, 4)


async def test_of_several_errors_a_click_lists_them_and_the_chosen_one_stands_in_front() -> None:
    field = Field("key", FieldDraft(text="abcdef"))
    async with holding(field, size=(80, 24)) as held:
        field.show((wrong("one", 1, 1), wrong("two", 1, 2), wrong("three", 1, 4)))
        await held.pilot.pause()
        assert "✗ one (line 1, column 1) (and 2 more)" in held.screen
        await held.click(field.query_one(FieldNote), 2)
        await held.press("down", "down", "enter")
        assert "✗ three (line 1, column 4) (and 2 more)" in held.screen
        assert field.query_one("#key-text", Input).cursor_position == 3


async def test_options_stand_in_the_choice_or_in_a_line_of_their_own() -> None:
    field = Field("key", FieldDraft("string,charset=UTF-16"))
    for width, place in ((80, 0), (40, 1)):
        async with holding(field, size=(width, 24)) as held:
            await held.pilot.pause()
            lines = held.screen.split("\n")
            assert "UTF-16" in lines[place]
            assert ("string ▾" in lines[0]) == (place == 1)
        field = Field("key", FieldDraft("string,charset=UTF-16"))


@pytest.mark.parametrize("size", [(1, 1), (8, 3), (40, 10)])
async def test_any_size_is_drawn(size: tuple[int, int]) -> None:
    field = ValueField("value", FieldDraft("json", text="홍길동" * 400))
    async with holding(field, size=size) as held:
        await held.press("tab", "tab", "tab")
        assert field.draft.text == "홍길동" * 400
