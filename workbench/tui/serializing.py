"""What of the app is about serializers: their forms, samples, errors, and the last choice for a topic."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from workbench.records.errors import Part
from workbench.serialization.families import family
from workbench.session import Session
from workbench.tui.panes.composer import Composer
from workbench.tui.screens.main import Main
from workbench.tui.spec_words import family_of
from workbench.tui.themed import Themed
from workbench.tui.widgets.serializer_choice import SerializerChoice

if TYPE_CHECKING:
    from workbench.tui.remembered import Chosen

NO_SCHEMA = "A sample is made of a schema: choose avro, json-schema, protobuf, thrift or layout for the value."

NOT_THERE = "There is no schema to make a sample of yet; the line under the value says why."


class Serializing(Themed):
    """Needs the session and the main screen of the app that it is part of."""

    session: Session
    main: Main
    _remembered: dict[str, Chosen] | None = None
    _at: str | None = None
    _turn = Lock()

    class Recalled(Message):
        """The choices of earlier days are read."""

        def __init__(self, chosen: dict[str, Chosen]) -> None:
            super().__init__()
            self.chosen = chosen

    @on(SerializerChoice.FormWanted)
    def _show_form(self, event: SerializerChoice.FormWanted) -> None:
        from workbench.tui.screens.serializer_form import SerializerForm

        form = SerializerForm(self.session, event.spec, self.main.composer.topic, event.choice.part)
        self.push_screen(form, event.choice.take)

    def action_sample(self) -> None:
        """A value that fits the schema."""
        self.main.action_pane("composer")
        if not self.main.composer.sample():
            words = NOT_THERE if _has_schema(self.main.composer.draft.value.serializer) else NO_SCHEMA
            self.notify(words, severity="warning", markup=False)

    def action_schemas(self) -> None:
        """What the schema registry holds."""
        registry = self.session.registry
        if registry is None:
            words = "No schema registry is connected; start with --registry URL, or -X schema.registry.url=…"
            self.notify(words, severity="warning", markup=False)
            return
        from workbench.tui.screens.schemas import Schemas

        draft = self.main.composer.draft
        screen = Schemas(self.session, registry, draft, self.session.compose(draft))
        self.push_screen(screen, self._left_schemas)

    def _left_schemas(self, chosen: tuple[Part, str] | None) -> None:
        if chosen is not None:
            self.main.composer.take_serializer(*chosen)

    def action_problem(self) -> None:
        """Where the next error is."""
        self.main.action_pane("composer")
        if not self.main.composer.next_problem():
            self.notify("Nothing is wrong with the record.")

    @work(thread=True, exit_on_error=False, group="remembered")
    def recall(self) -> None:
        """Read the choices of earlier days."""
        from workbench.tui.remembered import load

        self.post_message(self.Recalled(load(self.session.profile.name)))

    @on(Recalled)
    def _recalled(self, event: Recalled) -> None:
        """A choice that was made meanwhile stands."""
        if self._remembered is None:
            self._remembered = event.chosen
            self.take_remembered()

    @on(Composer.TopicLeft)
    def take_remembered(self) -> None:
        """The serializers that the topic had last, once for each time that it becomes the topic."""
        known = self._remembered
        if known is None or not self.main.query(Composer):
            return  # not read yet, or the app is closing
        composer = self.main.composer
        if composer.topic == self._at:
            return
        self._at = composer.topic
        if (chosen := known.get(self._at)) is not None:
            composer.take_serializers(chosen.key, chosen.value, chosen.headers)
            if composer.is_untouched and _has_schema(chosen.value):
                composer.begin_with_sample()

    @on(Composer.SerializerChosen)
    def _remember(self) -> None:
        from workbench.tui.remembered import Chosen

        draft = self.main.composer.draft
        if draft.topic:
            self._at = draft.topic
            self._remembered = {**(self._remembered or {}), draft.topic: Chosen.of(draft)}
            self._keep(draft.topic)

    @work(thread=True, exit_on_error=False, group="remembered")
    def _keep(self, topic: str) -> None:
        """One after the other, and the latest that there is: threads may overtake each other."""
        from workbench.tui.remembered import keep

        with self._turn:
            keep(self.session.profile.name, topic, (self._remembered or {})[topic])


def _has_schema(spec: str) -> bool:
    known = family(family_of(spec))
    return known is not None and known.needs_schema
