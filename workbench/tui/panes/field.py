"""A key or a value in the composer: its serializer, its state, its text, and a line beside it for what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Label, TextArea

from workbench.records.draft import FieldDraft, Presence
from workbench.records.errors import Part, RecordError
from workbench.serialization.field import notes_of
from workbench.serialization.serializer import Guiding, Noting, Serializer
from workbench.tui.panes.field_note import FieldNote, Remark, of_notes, of_problems
from workbench.tui.widgets.choice import Choice
from workbench.tui.widgets.line_input import LineInput
from workbench.tui.widgets.segments import Segments
from workbench.tui.widgets.serializer_choice import SerializerChoice
from workbench.tui.widgets.words import Words

PRESENCES = (Presence.TEXT.value, Presence.EMPTY.value, Presence.NULL.value)
LABEL, STATES = 6, 22
"""Cells of the row besides the serializer."""

REST = 0.15
"""Seconds without a key stroke after which notes are looked for: they cost as much as the bytes."""

MOST_READ = 64 * 1024
"""Characters up to which a text is looked at for notes and help."""


class Field(Vertical):
    """Serializer, state and text. Typing into an empty or null field makes it text again."""

    DEFAULT_CSS = """
    Field { height: auto; }
    Field Horizontal { height: 1; }
    Field .label { width: 6; color: $quiet; }
    Field Segments { margin: 0 0 0 1; }
    Field .rest { height: 1; padding: 0 0 0 7; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; }
    Field .rest.-empty { display: none; }
    Field .-absent { text-style: dim; }
    """

    class Changed(Message):
        """The field is another draft than before."""

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters."""
            return isinstance(message, Field.Changed) and message._sender is self._sender

    class SerializerChosen(Message):
        """A person chose another serializer."""

    def __init__(self, name: str, draft: FieldDraft) -> None:
        super().__init__(id=f"field-{name}")
        self.field_name = name
        self.serializer: Serializer | None = None
        """What the spec stands for, None while that is not known."""
        self._first = draft
        self._is_advised = False
        self._resting: Timer | None = None
        self._is_wrong = False

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Label(self.field_name, classes="label")
            name, first = self.field_name, self._first
            part = Part.VALUE if name == Part.VALUE else Part.KEY
            yield SerializerChoice(f"{name} serializer", part, first.serializer, id=f"{name}-serializer")
            yield Segments(PRESENCES, first.presence.value, id=f"{name}-presence")
        yield Words(classes="rest -empty")
        editor = self.make_editor(self._first.text)
        editor.set_class(self._first.presence is not Presence.TEXT, "-absent")
        yield editor
        yield from self.help_lines()
        yield FieldNote()

    def help_lines(self) -> ComposeResult:
        """Lines between the text and what is wrong with it."""
        yield from ()

    def make_editor(self, text: str) -> Input | TextArea:
        """The widget that holds the text."""
        return LineInput(text, id=f"{self.field_name}-text")

    @property
    def text(self) -> str:
        """What was typed, kept whatever the state is."""
        return self.query_one(f"#{self.field_name}-text", Input).value

    @property
    def draft(self) -> FieldDraft:
        """The field as it stands."""
        presence = Presence(self.query_one(Segments).value)
        return FieldDraft(self.choice.value, presence, self.text)

    @property
    def choice(self) -> SerializerChoice:
        """The serializer's."""
        return self.query_one(SerializerChoice)

    @property
    def note(self) -> FieldNote:
        """The line under the text."""
        return self.query_one(FieldNote)

    @property
    def warning(self) -> str:
        """What a person might not expect of the field as it stands."""
        return "the serializer null sends null, whatever the text" if self.choice.value == "null" else ""

    def take(self, draft: FieldDraft) -> None:
        """Hold this draft from now on."""
        self.choice.value = draft.serializer
        with self.prevent(Input.Changed, TextArea.Changed):  # typing would make text of null and empty
            self.put_text(draft.text)
        self.query_one(Segments).value = draft.presence.value
        self._dim()
        self.post_message(self.Changed())

    def put_text(self, text: str) -> None:
        """Another text in the place of what is typed."""
        self.query_one(f"#{self.field_name}-text", Input).value = text

    def take_serializer(self, spec: str) -> None:
        """Another serializer; what is typed stays."""
        self.choice.value = spec
        self._dim()
        self.post_message(self.Changed())

    def step_presence(self) -> None:
        """Text, empty, null, text."""
        self.query_one(Segments).action_step(1)

    def show(self, problems: Sequence[RecordError], serializer: Serializer | None = None, details: str = "") -> None:
        """What the field came to: its errors, its serializer and what that one's options come to."""
        if serializer is not self.serializer:
            self.serializer = serializer
            self._is_advised = isinstance(serializer, Noting | Guiding)
        self.choice.say(details)
        self._show_rest()
        if problems:
            self._remark(of_problems(problems))
        elif self._is_wrong:
            self._remark(self._warnings())
        self._is_wrong = bool(problems)
        if self._is_advised:
            self._rest()
        else:
            self.advise()

    def on_resize(self) -> None:
        """The serializer takes the room that there is."""
        self.choice.fit(self.query_one(Horizontal).size.width - LABEL - STATES)
        self._show_rest()

    def advise(self) -> None:
        """Say what is worth knowing of a text in which nothing is wrong."""
        if not self._is_wrong:
            self._remark((*self._warnings(), *self._notes()))

    def go_to(self, remark: Remark) -> None:
        """Put the cursor where the remark belongs."""
        editor = self.query_one(f"#{self.field_name}-text", Input)
        editor.focus()
        if remark.line is not None:
            lines = self.text.split("\n")
            before = sum(len(line) + 1 for line in lines[: remark.line - 1])
            editor.cursor_position = before + (remark.column or 1) - 1

    def _warnings(self) -> tuple[Remark, ...]:
        return (Remark(f"· {self.warning}"),) if self.warning else ()

    def _notes(self) -> tuple[Remark, ...]:
        draft = self.draft
        return () if len(draft.text) > MOST_READ else of_notes(notes_of(draft, self.serializer))

    def _remark(self, remarks: tuple[Remark, ...]) -> None:
        self.note.show(remarks)
        self.set_class(any(one.is_wrong for one in remarks), "-wrong")

    def _rest(self) -> None:
        """Wait until nothing was typed for a moment."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self.advise)

    def _show_rest(self) -> None:
        line, words = self.query_one(".rest", Words), self.choice.rest
        line.say(words)
        line.set_class(not words, "-empty")

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        segments = self.query_one(Segments)
        if segments.value != Presence.TEXT.value and event.control.has_focus:
            segments.value = Presence.TEXT.value
            self._dim()
        self.post_message(self.Changed())

    @on(Choice.Changed)
    @on(Segments.Changed)
    def _chosen(self, event: Choice.Changed | Segments.Changed) -> None:
        event.stop()
        self._dim()
        self.post_message(self.Changed())
        if isinstance(event, Choice.Changed):
            self.post_message(self.SerializerChosen())

    @on(FieldNote.Picked)
    def _picked(self, event: FieldNote.Picked) -> None:
        event.stop()
        self.go_to(event.remark)

    def _dim(self) -> None:
        absent = self.query_one(Segments).value != Presence.TEXT.value
        self.query_one(f"#{self.field_name}-text").set_class(absent, "-absent")
