"""The schemas screen: what the registry holds, how the value reads under other versions, and registering."""

from __future__ import annotations

from shutil import get_terminal_size
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from workbench.compose import Composed
from workbench.records.draft import RecordDraft
from workbench.records.errors import Part, Unserializable
from workbench.records.escape import escape
from workbench.schemas.browsing import Browsing
from workbench.schemas.registry import Registry
from workbench.serialization.spec import SerializerSpec
from workbench.session import Session
from workbench.tui.actions import Action
from workbench.tui.figures import short
from workbench.tui.layouts import layout_classes
from workbench.tui.schemas.evolution import EvolutionView
from workbench.tui.schemas.register import RegisterView
from workbench.tui.schemas.subjects import SubjectsView
from workbench.tui.schemas.view import TABS, Tabs, View
from workbench.tui.widgets.key_bar import KeyBar
from workbench.tui.widgets.line_input import LineInput

BACK = Action("back", "escape", "Back", "One step back, to the record in the end.", "back")
SCROLL = Action("turn(1)", "pagedown", "Scroll", "PgUp and PgDn scroll the text.", "scroll")
HELP = Action("help", "f1", "Help", "Every key.", "help")
LOOK_EVERY = 0.1
ASK_EVERY = 50
"""Looks after which the view is drawn in any case, so that what it shows is asked for again where it is old."""

Chosen = tuple[Part, str]
"""The part of the record and the serializer's spec that it shall have."""


class Schemas(Screen[Chosen | None]):
    """Looks at one registry; gives back a serializer for the key or the value, None where none was chosen."""

    AUTO_FOCUS = "#schema-search"
    CSS = """
    Schemas #schemas-head { height: 1; padding: 0 1; }
    Schemas #schemas-title { width: auto; max-width: 60%; text-wrap: nowrap; text-overflow: ellipsis; }
    Schemas #schema-search { width: 1fr; background: $field; margin: 0 0 0 2; }
    Schemas #schema-search:focus { background: $panel; }
    Schemas .columns { height: 1fr; }
    Schemas.-narrow .pane { border: none; padding: 0 1; width: 100%; }
    Schemas.-narrow .columns { layout: vertical; }
    Schemas.-narrow #subject-list, Schemas.-narrow #versions { height: 6; }
    Schemas.-narrow #schema, Schemas.-narrow #reading { height: 1fr; border-top: solid $line; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(tab.key, f"view('{tab.name}')", tab.title, show=False) for tab in TABS),
        Binding("escape,ctrl+r", "back", "Back", show=False),
        Binding("f1", "help", "Help", show=False),
        Binding("f5", "send", "Nothing is sent here", show=False),
        Binding("f6", "older", "Older", show=False),
        Binding("f7", "newer", "Newer", show=False),
        Binding("f8", "use_for_key", "Use for the key", show=False),
        Binding("f9", "register", "Register", show=False),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
    ]

    def __init__(self, session: Session, registry: Registry, draft: RecordDraft, composed: Composed) -> None:
        super().__init__(classes=layout_classes(*get_terminal_size()))
        self.session, self.draft = session, draft
        self.browsing = Browsing(registry)
        topic = draft.topic
        self._views: dict[str, View] = {
            "subjects": SubjectsView(self.browsing, topic),
            "evolution": EvolutionView(self.browsing, session.serializer, draft, composed),
            "register": RegisterView(self.browsing, f"{topic}-value" if topic else "", _file_of(draft), self._forget),
        }
        self._front = self._views["subjects"]
        self._seen, self._looks = (-1, -1, -1), 0

    def compose(self) -> ComposeResult:
        with Horizontal(id="schemas-head"):
            yield Static(id="schemas-title")
            yield LineInput(placeholder="type to search the subjects", id="schema-search")
        yield Tabs()
        yield self._front
        yield KeyBar((), "screen")

    def on_mount(self) -> None:
        """Subjects first; what the registry answers is looked for from now on."""
        registry = self.browsing.registry
        words = ("schemas ", "bold $accent"), (short(escape(", ".join(registry.settings.urls)), 48), "$quiet")
        self.query_one("#schemas-title", Static).update(Content.assemble(*words))
        self._bring(self._front)
        self.set_interval(LOOK_EVERY, self.look)

    def on_unmount(self) -> None:
        """Nothing is asked on for a screen that was left."""
        self.browsing.close()

    @property
    def view(self) -> View:
        """The view in front."""
        return self._front

    def look(self) -> None:
        """Draw only where something came."""
        register = self._views["register"]
        files = register.arrived if isinstance(register, RegisterView) else 0
        seen = self.browsing.arrived, self.session.serializers.version, files
        self._looks += 1
        if self.is_current and (seen != self._seen or self._looks >= ASK_EVERY):
            self._seen, self._looks = seen, 0
            self._front.redraw()

    def on_resize(self) -> None:
        """Every view follows its width."""
        self.call_after_refresh(self._front.redraw)

    async def action_view(self, name: str) -> None:
        """Bring a view to the front."""
        view = self._views[name]
        if not view.is_attached:
            await self.mount(view, after=self._front)
        self._bring(view)

    def _bring(self, view: View) -> None:
        self._front.stop()
        self._front = view
        for other in self._views.values():
            other.display = other is view
        self.query_one(Tabs).show(view.name or "")
        self.query_one(KeyBar).show((*view.keys, BACK, HELP, SCROLL))
        first = "#register-file" if view is self._views["register"] else "#schema-search"
        self.query_one(first).focus()
        self.call_after_refresh(view.redraw)

    @on(Input.Changed, "#schema-search")
    def _searched(self, event: Input.Changed) -> None:
        event.stop()
        subjects = self._views["subjects"]
        if isinstance(subjects, SubjectsView):
            subjects.search = event.value
            if self._front is subjects:
                subjects.redraw()
            else:
                self._bring(subjects)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._front.take()

    @on(SubjectsView.Use)
    def _used(self, event: SubjectsView.Use) -> None:
        event.stop()
        self.dismiss((event.part, event.spec))

    def action_take(self) -> None:
        """Enter, also by a click."""
        self._front.take()

    def action_use_for_key(self) -> None:
        """The subject on show for the key."""
        if isinstance(self._front, SubjectsView):
            self._front.use(Part.KEY)

    def action_register(self) -> None:
        """Ask, then register."""
        if isinstance(self._front, RegisterView):
            self._front.register()

    def action_move(self, by: int) -> None:
        """The next or the previous row, wherever the cursor types."""
        self._front.move(by)

    def action_turn(self, by: int) -> None:
        """Scroll by screenfuls."""
        self._front.turn(by)

    def action_older(self) -> None:
        """The version before."""
        self._front.step(-1)

    def action_newer(self) -> None:
        """The version after."""
        self._front.step(1)

    def action_send(self) -> None:
        """F5 sends on the main screen; here it says so."""
        self.notify("Nothing is sent from here: Esc goes back to the record, F5 sends it there.")

    def action_next_field(self) -> None:
        """As Tab does, for a click on the key bar."""
        self.focus_next()

    def _forget(self) -> None:
        """The registry holds something else now, and the record's serializers may mean another version."""
        self.browsing.forget()
        self.session.serializers.forget()

    def action_help(self) -> None:
        """Every key of the screen."""
        from workbench.tui.schemas.help import SchemasHelp

        self.app.push_screen(SchemasHelp())

    def action_back(self) -> None:
        """Back to the record; nothing is chosen."""
        if not self._front.stop():
            self.dismiss(None)


def _file_of(draft: RecordDraft) -> str:
    """The schema file of the value's serializer, to begin with."""
    try:
        return SerializerSpec.parse(draft.value.serializer)["schema"]
    except Unserializable:
        return ""
