"""A key or a value in the composer: its serializer, its state, its text, and a line beside it for what is wrong."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, TextArea

from workbench.records.draft import FieldDraft, Presence
from workbench.serialization.catalogue import serializers
from workbench.tui.screens.pick import Option
from workbench.tui.widgets.choice import Choice
from workbench.tui.widgets.editor import Editor
from workbench.tui.widgets.line_input import LineInput
from workbench.tui.widgets.segments import Segments
from workbench.tui.widgets.words import Words

PRESENCES = (Presence.TEXT.value, Presence.EMPTY.value, Presence.NULL.value)


def serializer_options() -> tuple[Option, ...]:
    """Every serializer of the catalogue, as a choice shows it."""
    return tuple(Option(serializer.name, serializer.about) for serializer in serializers())


class Field(Vertical):
    """Serializer, state and text. Typing into an empty or null field makes it text again."""

    DEFAULT_CSS = """
    Field { height: auto; }
    Field Horizontal { height: 1; }
    Field .label { width: 6; color: $quiet; }
    Field Segments { margin: 0 0 0 1; }
    Field .note { height: auto; max-height: 3; color: $quiet; padding: 0 0 0 1; }
    Field .note.-empty { display: none; }
    Field .-absent { text-style: dim; }
    """

    class Changed(Message):
        """The field is another draft than before."""

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters."""
            return isinstance(message, Field.Changed) and message._sender is self._sender

    def __init__(self, name: str, draft: FieldDraft) -> None:
        super().__init__(id=f"field-{name}")
        self.field_name = name
        self._first = draft
        self._note = ""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Label(self.field_name, classes="label")
            name, first = self.field_name, self._first
            yield Choice(f"{name} serializer", serializer_options(), first.serializer, id=f"{name}-serializer")
            yield Segments(PRESENCES, first.presence.value, id=f"{name}-presence")
        editor = self.make_editor(self._first.text)
        editor.set_class(self._first.presence is not Presence.TEXT, "-absent")
        yield editor
        yield Words(classes="note -empty")

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
        return FieldDraft(self.query_one(Choice).value, presence, self.text)

    @property
    def warning(self) -> str:
        """What a person might not expect of the field as it stands."""
        return "the serializer null sends null, whatever the text" if self.draft.serializer == "null" else ""

    def take(self, draft: FieldDraft) -> None:
        """Hold this draft from now on."""
        self.query_one(Choice).value = draft.serializer
        with self.prevent(Input.Changed):  # typing would make text of null and empty
            self.query_one(f"#{self.field_name}-text", Input).value = draft.text
        self.query_one(Segments).value = draft.presence.value
        self._dim()
        self.post_message(self.Changed())

    def take_serializer(self, spec: str) -> None:
        """Another serializer; what is typed stays."""
        self.query_one(Choice).value = spec
        self._dim()
        self.post_message(self.Changed())

    def step_presence(self) -> None:
        """Text, empty, null, text."""
        self.query_one(Segments).action_step(1)

    def show(self, problem: str, note: str = "") -> None:
        """What is wrong, or else a note, under the text."""
        words = f"✗ {problem}" if problem else note
        if words != self._note:
            self._note = words
            line = self.query_one(".note", Words)
            line.say(Content.styled(words, "$error" if problem else "$quiet"))
            line.set_class(not words, "-empty")
            self.set_class(bool(words), "-noted")

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

    def _dim(self) -> None:
        absent = self.query_one(Segments).value != Presence.TEXT.value
        self.query_one(f"#{self.field_name}-text").set_class(absent, "-absent")


class ValueField(Field):
    """The value: several lines, with JSON highlighting while its serializer is json."""

    DEFAULT_CSS = """
    ValueField { height: 1fr; min-height: 4; }
    ValueField.-noted { min-height: 6; }
    ValueField Editor { height: 1fr; min-height: 2; }
    """

    def make_editor(self, text: str) -> Editor:
        """An editor without a grammar yet: loading one waits until the first paint is done."""
        return Editor(text, id="value-text")

    @property
    def editor(self) -> Editor:
        """The editor itself."""
        return self.query_one(Editor)

    @property
    def text(self) -> str:
        return self.editor.text

    def highlight(self) -> None:
        """JSON's colours for json, none for the others."""
        self.editor.highlight("json" if self.query_one(Choice).value == "json" else None)

    def _dim(self) -> None:
        super()._dim()
        self.highlight()
