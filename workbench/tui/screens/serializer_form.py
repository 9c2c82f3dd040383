"""A serializer's options to fill in, with what they come to; the spec is what is given back."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Label

from workbench.records.errors import Part, Pending, Unserializable
from workbench.records.escape import escape
from workbench.schemas.browsing import Browsing
from workbench.session import Session
from workbench.tui.form import Form, Row
from workbench.tui.offers import Offers
from workbench.tui.screens.ask import Ask
from workbench.tui.screens.pick import Pick
from workbench.tui.spec_words import details
from workbench.tui.widgets.choice import Choice
from workbench.tui.widgets.line_input import LineInput
from workbench.tui.widgets.path_suggester import PathSuggester
from workbench.tui.widgets.segments import Segments
from workbench.tui.widgets.words import Words

LOOK_EVERY = 0.1
LABELS = {"source": "from", "schema": "file"}
"""What rows are called where the option's name says less."""

MOST_WRONG = 3
"""Errors that the form says; the field says all."""


class UseIt(Words, can_focus=True):
    """Enter or a click takes what is filled in."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", "Use it", show=False)]

    class Pressed(Message):
        """It is to be used."""

    def action_press(self) -> None:
        """Take it."""
        self.post_message(self.Pressed())

    def on_click(self) -> None:
        """As Enter does."""
        self.action_press()


class SerializerForm(ModalScreen[str | None]):
    """Gives the spec back; None for Escape. Nothing of it is registered or sent."""

    CSS = """
    SerializerForm { align: center middle; background: $background 40%; }
    SerializerForm > Vertical {
        width: 72; max-width: 100%; height: auto; max-height: 100%; background: $panel; border: round $accent;
        border-title-color: $accent; border-subtitle-color: $quiet; padding: 0 1;
    }
    SerializerForm .row { height: 1; }
    SerializerForm .row Label { width: 11; color: $quiet; }
    SerializerForm Input { width: 1fr; background: $field; }
    SerializerForm Input:focus { background: $surface; }
    SerializerForm Segments { padding: 0 1; }
    SerializerForm .about { height: 1; color: $quiet; margin: 1 0 0 0; text-wrap: nowrap; text-overflow: ellipsis; }
    SerializerForm .outcome { height: auto; max-height: 6; }
    SerializerForm .spec { height: auto; max-height: 2; color: $quiet; }
    UseIt { width: auto; height: 1; margin: 1 0 0 0; padding: 0 1; background: $field; color: $accent; }
    UseIt:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, session: Session, spec: str, topic: str, part: Part) -> None:
        super().__init__()
        self._session, self._topic, self._part = session, topic, part
        self.form = Form.of(spec, part)
        self._browsing = None if session.registry is None else Browsing(session.registry)
        self.offers = Offers(self._browsing, session.serializer, topic, part)
        self._seen: object = None

    @property
    def spec(self) -> str:
        """The spec as it is filled in now."""
        return str(self.form.spec)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = f"{self.form.family.name} for the {_side(self._part)}"
            box.border_subtitle = "Enter uses it · Esc back"
            for row in self.form.rows:
                with Horizontal(classes="row", id=f"row-{row.name}"):
                    yield Label(LABELS.get(row.name, row.name))
                    yield self._widget(row)
            yield Words(classes="about")
            yield Words(classes="outcome")
            yield Words(classes="spec")
            yield UseIt("Use it")

    def _widget(self, row: Row) -> Widget:
        value = self.form.value(row.name)
        if row.is_switch:
            return Segments(row.choices, value or row.choices[0], id=f"option-{row.name}")
        if row.is_text:
            field = LineInput(value, placeholder=row.hint, id=f"option-{row.name}")
            field.suggester = PathSuggester() if row.name == "schema" else None
            return field
        title, name = row.name, row.name
        return Choice(
            title,
            lambda: self.offers.options(name, self.form),
            value,
            id=f"option-{name}",
            shown=lambda chosen: self.offers.shown(name, self.form, chosen),
        )

    def on_mount(self) -> None:
        """Show the rows that matter; the cursor goes to what is missing, or else to what takes it all."""
        self._arrange()
        self.set_interval(LOOK_EVERY, self.look)
        missing = self.form.missing
        self.query_one(f"#option-{missing}" if missing else UseIt).focus()

    def on_unmount(self) -> None:
        """Nothing is asked for a form that was left."""
        if self._browsing is not None:
            self._browsing.close()

    def look(self) -> None:
        """Draw where something came."""
        seen = self.spec, self._session.serializers.version, 0 if self._browsing is None else self._browsing.arrived
        if seen != self._seen:
            self._seen = seen
            self.offers.ask(self.form)
            self._offer()
            for choice in self.query(Choice):
                choice.refresh(layout=True)
            self._say()

    def _offer(self) -> None:
        """What has come, to the list that is open."""
        names = {_option(choice): choice for choice in self.query(Choice)}
        if isinstance(self.app.screen, Pick) and self.app.screen.border_words in names:
            self.app.screen.offer(names[self.app.screen.border_words].options)

    def _arrange(self) -> None:
        """The rows that matter now."""
        for row in self.form.rows:
            self.query_one(f"#row-{row.name}").display = self.form.matters(row.name)
        self.look()

    def _say(self) -> None:
        """What the options come to."""
        self.query_one(".spec", Words).say(escape(self.spec))
        self.query_one(".outcome", Words).say(self._outcome())

    def _outcome(self) -> Content:
        if missing := self.form.missing:
            return Content.styled(f"… to be filled in: {LABELS.get(missing, missing)}", "$quiet")
        try:
            self._session.serializer(self.spec, self._topic, self._part)
        except Pending as pending:
            return Content.styled(f"… {pending.problems[0].what}", "$quiet")
        except Unserializable as refusal:
            said = [problem.at(self._part).words for problem in refusal.problems]
            more = [f"and {len(said) - MOST_WRONG:,} more"] if len(said) > MOST_WRONG else []
            return Content.styled("\n".join(f"✗ {words}" for words in (*said[:MOST_WRONG], *more)), "$error")
        registered = self._session.serializers.registered(self.spec, self._topic, self._part)
        words = details(self.spec, registered) or self.form.family.about
        known = f" · schema id {registered.id}" if registered is not None and registered.id >= 0 else ""
        return Content.styled(f"✓ {words}{known}", "$success")

    def _set(self, name: str, value: str) -> None:
        self.form = self.form.having(name, value)
        self._arrange()

    @on(Segments.Changed)
    def _switched(self, event: Segments.Changed) -> None:
        event.stop()
        self._set(_option(event.segments), event.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._set(_option(event.input), event.value)

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        name = _option(event.choice)
        if event.value == Offers.BY_NAME:
            box = Ask(name, self.form.value(name), self.form.row(name).hint, event.choice.region)
            self.app.push_screen(box, lambda given: self._named(event.choice, given))
        else:
            self._set(name, event.value)
            self._go_on()

    def _named(self, choice: Choice, given: str | None) -> None:
        if given is not None:
            choice.value = given
            self._set(_option(choice), given)
            self._go_on()

    def _go_on(self) -> None:
        """After a choice: to what is missing, or to what takes it all, so that Enter goes on."""
        missing = self.form.missing
        self.query_one(f"#option-{missing}" if missing else UseIt).focus()

    @on(Input.Submitted)
    @on(UseIt.Pressed)
    def _take(self, event: Input.Submitted | UseIt.Pressed) -> None:
        event.stop()
        if self.form.missing:
            self._go_on()
        else:
            self.dismiss(self.spec)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what the option under the cursor is for."""
        name = _option(event.widget)
        about = next((row.about for row in self.form.rows if row.name == name), "")
        self.query_one(".about", Words).say(about)

    def action_leave(self) -> None:
        """Leave the serializer as it was."""
        self.dismiss(None)


def _option(widget: Widget) -> str:
    return (widget.id or "").removeprefix("option-")


def _side(part: Part) -> str:
    return "header" if part is Part.HEADER else str(part)
