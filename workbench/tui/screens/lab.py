"""The partition lab: where a key lands, for every client, before anything is sent."""

from __future__ import annotations

from dataclasses import replace
from shutil import get_terminal_size
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from workbench.lab.choosing import SUFFIX, choose, is_rule_file, shown_name
from workbench.records.draft import FieldDraft
from workbench.session import Session
from workbench.tui.actions import Action
from workbench.tui.client_options import PLUGINS, RULES, client_options
from workbench.tui.lab.clients import ClientsView
from workbench.tui.lab.head import LabHead
from workbench.tui.lab.inquiry import Inquiry, inquire
from workbench.tui.lab.loading import Loading
from workbench.tui.lab.tabs import TABS, LabTabs
from workbench.tui.lab.view import View
from workbench.tui.layouts import layout_classes
from workbench.tui.panes.connection import RULE_FILE, Connection
from workbench.tui.panes.field import Field
from workbench.tui.quick_compositor import QuickCompositor
from workbench.tui.screens.ask import Ask
from workbench.tui.screens.pick import Pick
from workbench.tui.widgets.choice import Choice
from workbench.tui.widgets.key_bar import KeyBar

BACK = Action("back", "escape", "Back", "One step back; the key goes with you to the composer.", "back")
HELP = Action("help", "f1", "Help", "Every key of the lab.", "help")
PRESENCE = Action("presence", "ctrl+t", "Text, empty or null", "Step the key on.", "null")
LOOK_EVERY = 0.1
"""Seconds between two looks at what threads have published."""


class Lab(Screen[FieldDraft]):
    """Asks every view the same question; gives back the key as it was typed here."""

    AUTO_FOCUS = "#key-text"
    CSS = """
    Lab .columns { height: 1fr; }
    Lab.-narrow .pane { border: none; padding: 0 1; width: 100%; }
    Lab.-narrow .columns { layout: vertical; }
    Lab.-narrow #client-rows { height: 1fr; }
    Lab.-narrow #client-facts { height: 8; }
    Lab.-narrow #bar-pane { height: 1fr; }
    Lab.-narrow #figures-pane { height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(tab.key, f"view('{tab.name}')", tab.title, show=False) for tab in TABS),
        Binding("escape,ctrl+l,f11", "back", "Back", show=False),
        Binding("f1", "help", "Help", show=False),
        Binding("f5", "send", "Nothing is sent here", show=False),
        Binding("f8", "find", "Find a client", show=False),
        Binding("f9", "run", "Start", show=False),
        Binding("ctrl+t", "presence", "Text, empty or null", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("shift+up", "facts(-1)", show=False),
        Binding("shift+down", "facts(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, session: Session, key: FieldDraft, topic: str) -> None:
        super().__init__(classes=layout_classes(*get_terminal_size()))
        self._compositor = QuickCompositor()
        self.session = session
        self.reading = Loading(session)
        self._first, self._topic = key, topic
        self._asked: Inquiry | None = None
        self._said = ""
        self._front: View = ClientsView()

    def compose(self) -> ComposeResult:
        yield LabHead(self._first, self.session)
        yield LabTabs()
        yield self._front
        yield KeyBar((), "screen")

    async def on_mount(self) -> None:
        """The clients are in front; what threads publish is looked for from now on."""
        self.session.look_at(self._topic)
        self._bring(self._front)
        self.set_interval(LOOK_EVERY, self.look)

    def on_unmount(self) -> None:
        """Nothing reads on for a lab that was left."""
        self.reading.stop()

    @property
    def view(self) -> View:
        """The view in front."""
        return self._front

    def typed(self) -> None:
        """Something was typed: ask again, and show the answer in the same paint."""
        self.ask()

    @on(Field.Changed)
    def _changed(self, event: Field.Changed) -> None:
        event.stop()
        self.ask()

    def ask(self) -> None:
        """Ask what is typed now; nothing to do where it was asked already."""
        head = self.query_one(LabHead)
        asked = inquire(self.session, self._topic, head.key, head.count)
        if asked != self._asked:
            if self._asked is not None and asked.draft != self._asked.draft:
                self._said = ""
            self._asked = asked
            self._show()

    def look(self) -> None:
        """Another partition count, another leader; and what the view's own threads have done."""
        if self.is_current:
            self.ask()
            self.view.look()

    def on_resize(self) -> None:
        """Every view follows its width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        if self._asked is not None:
            self.query_one(LabHead).show(self._asked, self._said)
            self.view.show(self._asked)

    def say(self, words: str) -> None:
        """A sentence under the key, until the key is another one."""
        self._said = words
        self._show()

    async def action_view(self, name: str) -> None:
        """Bring a view to the front; it is made when it is first asked for."""
        found = self.query(f"#view-{name}")
        if not found:
            await self.mount(make_view(name, self.session, self.reading), after=self.view)
        self._bring(self.query_one(f"#view-{name}", View))

    def _bring(self, view: View) -> None:
        self._front = view
        for other in self.query(View):
            other.display = other is view
        self.query_one(LabTabs).show(view.name or "")
        self.query_one(KeyBar).show((*view.keys, PRESENCE, HELP, BACK))
        self.ask()
        self.call_after_refresh(self._show)

    def action_back(self) -> None:
        """One step back: what runs stops first, then the lab is left and the key goes along."""
        if not self.view.stop():
            self.dismiss(self.query_one(LabHead).key)

    def action_send(self) -> None:
        """F5 sends on the main screen; here it says so."""
        self.say("Nothing is sent from the lab: Esc goes back to the record, F5 sends it there.")

    def action_move(self, by: int) -> None:
        """The next or the previous row, wherever the cursor types."""
        self.view.move(by)

    def action_facts(self, by: int) -> None:
        """What explains the row under the cursor, a line up or down."""
        self.view.scroll_facts(by)

    def action_page(self, by: int) -> None:
        """The next or the previous screenful."""
        self.view.turn(by)

    def action_take(self) -> None:
        """Enter, also by a click."""
        self.view.take()

    def action_run(self) -> None:
        """Start what the view can start."""
        self.view.run()

    def action_presence(self) -> None:
        """Text, empty, null."""
        self.query_one(LabHead).step_presence()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == "lab-count":
            self.query_one("#key-text").focus()
        else:
            self.view.take()

    @on(Choice.Changed, "#lab-client")
    def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        if event.value == RULE_FILE:
            box = Ask("rule file", "", "path/to/rules.toml", event.choice.region)
            self.app.push_screen(box, self._named_a_file)
        else:
            self._emulate(event.value)

    def _named_a_file(self, path: str | None) -> None:
        if path is not None:
            self._emulate(path if is_rule_file(path) else f"{path}{SUFFIX}")

    @on(ClientsView.Emulate)
    def _wanted(self, event: ClientsView.Emulate) -> None:
        event.stop()
        self._emulate(event.name)

    def _emulate(self, name: str) -> None:
        """The settings are changed where the connection pane's are; what is shown follows once they hold."""
        try:
            choose(name)
        except LookupError as error:
            self.query_one("#lab-client", Choice).value = self.session.settings.partitioner
            self.say(f"✗ {error.args[0]}")
            return
        self.post_message(Connection.SettingsChanged(replace(self.session.settings, partitioner=name)))
        self.say(f"✓ Emulating {shown_name(name)}: records go where it would put them, from the next one on.")
        self.call_later(self.ask)

    async def action_find(self) -> None:
        """Go to a client by its name or language."""
        await self.action_view("clients")
        view, field = self.query_one(ClientsView), self.query_one("#key-text")
        catalogue = tuple(one for one in client_options("") if one.group not in (RULES, PLUGINS))
        self.app.push_screen(Pick("find a client", catalogue, view.cursor, field.region), self._found)

    def _found(self, name: str | None) -> None:
        if name is not None:
            self.query_one(ClientsView).go(name)

    def action_help(self) -> None:
        """Every key of the lab."""
        from workbench.tui.lab.help import LabHelp

        self.app.push_screen(LabHelp())


def make_view(name: str, session: Session, loading: Loading) -> View:
    """A view by its tab's name; its modules are loaded with the first of it."""
    if name == "doctor":
        from workbench.tui.lab.doctor import DoctorView

        return DoctorView()
    if name == "partitions":
        from workbench.tui.lab.partitions import PartitionsView

        return PartitionsView(session)
    if name == "spread":
        from workbench.tui.lab.spread import SpreadView

        return SpreadView(loading)
    from workbench.tui.lab.growth import GrowthView

    return GrowthView(loading)
