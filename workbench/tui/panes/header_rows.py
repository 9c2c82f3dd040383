"""Header rows: order and duplicates kept; null, empty and text apart for each value."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from workbench.records.draft import FieldDraft, HeaderDraft, Presence
from workbench.records.errors import Part
from workbench.tui.panes.field import PRESENCES
from workbench.tui.panes.field_note import FieldNote, Remark
from workbench.tui.screens.pick import Option
from workbench.tui.widgets.choice import Choice
from workbench.tui.widgets.line_input import LineInput
from workbench.tui.widgets.serializer_choice import SerializerChoice
from workbench.tui.widgets.words import Words

REMOVE = "remove"
STATES = (*(Option(presence) for presence in PRESENCES), Option(REMOVE, "take this header away", act=True))


class HeaderRow(Vertical):
    """One header: name, value, state and serializer."""

    DEFAULT_CSS = """
    HeaderRow { height: auto; }
    HeaderRow Horizontal { height: 1; }
    HeaderRow Input, HeaderRow Input:focus { width: 3fr; min-width: 10; padding: 0; }
    HeaderRow Input.name { width: 2fr; min-width: 8; max-width: 24; }
    HeaderRow .equals { width: 3; color: $quiet; }
    HeaderRow Choice { margin: 0 0 0 1; padding: 0; width: 7; }
    HeaderRow Choice.serializer { width: auto; min-width: 9; max-width: 40%; }
    """

    def __init__(self, draft: HeaderDraft) -> None:
        super().__init__()
        value = draft.value
        self.header_name = LineInput(draft.name, placeholder="name", classes="name")
        self.text = LineInput(value.text, placeholder="value", classes="value")
        self.state = Choice("header value", STATES, value.presence.value)
        self.serializer = SerializerChoice("header serializer", Part.HEADER, value.serializer)
        self.serializer.add_class("serializer")
        self.note = FieldNote()

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self.header_name
            yield Words(" = ", classes="equals")
            yield self.text
            yield self.state
            yield self.serializer
        yield self.note

    @property
    def draft(self) -> HeaderDraft:
        """The row as it stands; also while it is being put on the screen or taken off it."""
        value = FieldDraft(self.serializer.value, Presence(self.state.value), self.text.value)
        return HeaderDraft(self.header_name.value, value)

    def step_presence(self) -> None:
        """Text, empty, null, text."""
        self.state.value = PRESENCES[(PRESENCES.index(self.state.value) + 1) % len(PRESENCES)]
        self.post_message(HeaderRows.Changed())

    def make_text(self) -> None:
        """Typing into an empty or null value makes it text again."""
        self.state.value = Presence.TEXT.value

    def show(self, remarks: tuple[Remark, ...]) -> None:
        """What is wrong with this header, or worth knowing, under it."""
        self.note.show(remarks)

    def on_resize(self) -> None:
        """The serializer's options are said where there is room for them."""
        self.serializer.fit(self.size.width * 2 // 5)

    def go_to(self, remark: Remark) -> None:
        """Put the cursor where the remark belongs; one without a place is about the name where that is missing."""
        (self.text if self.header_name.value else self.header_name).focus()
        if remark.column is not None:
            self.text.cursor_position = remark.column - 1

    @on(FieldNote.Picked)
    def _picked(self, event: FieldNote.Picked) -> None:
        event.stop()
        self.go_to(event.remark)


class HeaderRows(Vertical):
    """All headers of the record, in their order; the line above them also shows the record's sizes."""

    DEFAULT_CSS = """
    HeaderRows { height: auto; }
    HeaderRows #header-line { height: 1; }
    HeaderRows #header-label { width: auto; color: $quiet; }
    HeaderRows #header-label:hover { color: $accent; }
    HeaderRows #sizes { width: 1fr; text-align: right; color: $quiet; }
    """

    class Changed(Message):
        """A header is another than before."""

    class SerializerChosen(Message):
        """A person chose another serializer for a header."""

    def __init__(self, headers: tuple[HeaderDraft, ...]) -> None:
        super().__init__(id="headers")
        self._first = headers

    def compose(self) -> ComposeResult:
        with Horizontal(id="header-line"):
            yield Words("headers  F4 adds one", id="header-label")
            yield Words(id="sizes")
        for header in self._first:
            yield HeaderRow(header)

    @property
    def rows(self) -> list[HeaderRow]:
        """All of them; looked for at every key stroke, so not by a selector."""
        return [child for child in self.children if isinstance(child, HeaderRow)]

    @property
    def drafts(self) -> tuple[HeaderDraft, ...]:
        """The rows as they stand; a row in which nothing was typed is not a header yet."""
        drafts = (row.draft for row in self.rows)
        return tuple(draft for draft in drafts if draft != HeaderDraft(""))

    def show(self, remarks: Mapping[int, tuple[Remark, ...]]) -> None:
        """What there is to say, by the header's position in `drafts`."""
        position = 0
        for row in self.rows:
            untouched = row.draft == HeaderDraft("")
            row.show(() if untouched else remarks.get(position, ()))
            position += not untouched

    def take_serializers(self, specs: Mapping[str, str]) -> None:
        """Other serializers, by the headers' names."""
        for row in self.rows:
            row.serializer.value = specs.get(row.header_name.value, row.serializer.value)
        self.post_message(self.Changed())

    async def take(self, headers: tuple[HeaderDraft, ...]) -> None:
        """Other headers in the place of all that there are."""
        await self.remove_children(HeaderRow)
        await self.mount_all(map(HeaderRow, headers))
        self.post_message(self.Changed())

    async def add(self) -> None:
        """A new row at the end, the cursor in its name."""
        row = HeaderRow(HeaderDraft(""))
        await self.mount(row)
        row.header_name.focus()

    @on(events.Click, "#header-label")
    async def _clicked(self) -> None:
        await self.add()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        for row in self.rows:
            if event.input is row.text and event.input.has_focus:
                row.make_text()
        self.post_message(self.Changed())

    @on(Choice.Changed)
    async def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        if event.value == REMOVE:
            await self._remove(event.choice)
        elif isinstance(event.choice, SerializerChoice):
            self.post_message(self.SerializerChosen())
        self.post_message(self.Changed())

    async def _remove(self, choice: Choice) -> None:
        for row in self.rows:
            if choice is row.state:
                await row.remove()
