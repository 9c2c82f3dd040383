"""The terminal workbench: themes, the actions of the table, and the session's beginning and end."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from pathlib import Path
from sys import setswitchinterval
from typing import ClassVar

from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from workbench.records.draft import FieldDraft, RecordDraft
from workbench.records.escape import escape
from workbench.session import Session
from workbench.tui import themes
from workbench.tui.actions import ACTIONS, key_sign
from workbench.tui.courtesy import TURN, Courteous
from workbench.tui.figures import plural
from workbench.tui.journaled import Journaled
from workbench.tui.layouts import BREAKPOINTS, LOWNESS
from workbench.tui.panes.connection import Connection
from workbench.tui.resending import Resending
from workbench.tui.screens.main import Main
from workbench.tui.sends import WITHIN, Press, Sends
from workbench.tui.summarising import Summarising
from workbench.tui.transaction_words import transaction_words
from workbench.tui.widgets.row_list import RowList

TEN = 10

_OF_THE_PANES = {action.name for action in ACTIONS} - {"quit"}


class WorkbenchApp(Resending, Summarising, Journaled, Courteous):
    """Runs one session. The session is opened after the first paint and closed by whoever made it."""

    TITLE = "workbench"
    CSS_PATH = Path(__file__).parent / "workbench.tcss"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    VERTICAL_BREAKPOINTS = LOWNESS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            action.key,
            action.name,
            action.title,
            id=f"workbench.{action.name}",
            show=False,
            priority=True,
            tooltip=action.help,
        )
        for action in ACTIONS
    ]

    class SessionFailed(Message):
        """The session could not be opened at all; the sentence says why."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, session: Session, draft: RecordDraft, theme: str = themes.DEFAULT) -> None:
        super().__init__()
        self.session = session
        self._draft = draft
        self._main = self.main = Main(session, draft)
        self._sends = Sends(session, self._hand_over)
        self._problems = self.take_themes(theme)

    def get_driver_class(self) -> type[Driver]:
        """The driver that takes a paste as one piece, where Textual would take its own for this kind of terminal."""
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":
            return driver
        from workbench.tui.paste import PasteDriver

        return PasteDriver

    def get_default_screen(self) -> Screen[None]:
        """The four panes are the first screen."""
        return self._main

    def on_mount(self) -> None:
        """The cluster, the grammar and the garbage collector's rest come after the first paint."""
        for problem in self._problems:
            self.notify(problem, severity="warning", markup=False)

    @on(Main.Painted)
    def _after_first_paint(self) -> None:
        self._open_session()
        self.recall()
        self.look_into_journal()
        self.set_timer(0.1, self._main.highlight)
        gc.freeze()
        setswitchinterval(TURN)  # between the screen's thread and the worker's
        gc.enable()
        gc.set_threshold(100_000, 50, 1000)  # a record and its callback are no rubbish while in flight

    @work(thread=True, exit_on_error=False, group="session")
    def _open_session(self) -> None:
        self._attempt(self.session.open)

    @work(thread=True, exit_on_error=False, group="session")
    def _reconnect_session(self) -> None:
        self._attempt(self.session.reconnect)

    def _attempt(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as error:
            self.post_message(self.SessionFailed(escape(str(error)) or type(error).__name__))

    @on(SessionFailed)
    def _failed(self, event: SessionFailed) -> None:
        self.notify(f"The cluster cannot be opened: {event.sentence}", severity="error", timeout=30, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Over a dialog only leaving works: F5 in a list of topics must not send."""
        if action in _OF_THE_PANES and self.screen is not self._main:
            return False
        return super().check_action(action, parameters)

    def action_send(self) -> None:
        """Hand the record over once."""
        self._send(1)

    def action_send_ten(self) -> None:
        """Hand the record over ten times."""
        self._send(TEN)

    def _send(self, count: int) -> None:
        draft = self._main.composer.draft
        if self._sends.press(Press(draft, count, self._main.shown_of(draft))):
            self._drain_sends()

    @work(group="sends")
    async def _drain_sends(self) -> None:
        await self._sends.drain()

    def _hand_over(self, press: Press, answered: bool) -> None:
        if press.is_of_other(self.session.compose(press.draft).record):
            self._refuse("The schema has changed since these bytes were shown. Look at them, then send.")
            return
        composed = self.session.send(press.draft, press.count)
        self._main.say("")
        if composed.record is None:
            self._refuse(str(composed.errors[0]))
        elif not answered and composed.placement is not None:
            count = plural(composed.placement.partitions, "partition")
            words = f"The cluster did not answer within {WITHIN:.0f} s: sent by the {count} last known."
            self.notify(words, severity="warning", timeout=4, markup=False)

    def _refuse(self, words: str) -> None:
        self._main.show_preview()
        self._main.say(f"✗ not sent: {words}")
        if not any(one.message == f"Not sent. {words}" for one in self._notifications):
            self.notify(f"Not sent. {words}", severity="error", timeout=4, markup=False)

    async def action_add_header(self) -> None:
        """A new header row."""
        from workbench.tui.panes.header_rows import HeaderRows

        self._main.action_pane("composer")
        await self._main.query_one(HeaderRows).add()

    async def action_remove_header(self) -> None:
        """Take the header under the cursor away."""
        if not await self._main.composer.remove_header():
            self.notify("Put the cursor into the header that is to go.", severity="warning")

    def action_presence(self) -> None:
        """Text, empty, null for the field under the cursor."""
        self._main.composer.step_presence()

    def action_topics(self) -> None:
        """Choose among the cluster's topics."""
        from workbench.tui.screens.topics import Topics

        if not self.session.status.metadata.topics:
            self.notify("No topics yet: the cluster has not answered.", severity="warning")
            return
        self._main.action_pane("composer")
        field = self._main.query_one("#topic")
        self.push_screen(Topics(self.session, self._main.composer.topic, field.region), self._topic_chosen)

    def _topic_chosen(self, name: str | None) -> None:
        if name is not None:
            self._main.composer.topic = name
            self.take_remembered()

    def action_lab(self) -> None:
        """Where the key lands, for every client."""
        from workbench.tui.screens.lab import Lab

        draft = self._main.composer.draft
        self.push_screen(Lab(self.session, draft.key, draft.topic), self._left_lab)

    def _left_lab(self, key: FieldDraft | None) -> None:
        if key is not None:
            self._main.composer.take_key(key)

    def action_bytes(self) -> None:
        """The record's bytes in the place of the partition, and back."""
        self._main.toggle_bytes()

    def action_transaction(self) -> None:
        """Begin, commit, abort."""
        from workbench.tui.screens.transaction import TransactionScreen

        self._sends.flush()
        self.push_screen(TransactionScreen(self.session))

    def action_settings(self) -> None:
        """Go to the producer settings."""
        self._main.go("connection")

    @on(Connection.SettingsChanged)
    def _change_settings(self, event: Connection.SettingsChanged) -> None:
        self._sends.flush()
        self.session.change(event.settings)
        self._main.query_one(Connection).show_settings(self.session.settings)
        self._main.show_top()
        self._main.show_preview()

    def action_reconnect(self) -> None:
        """Ask the cluster again."""
        self._sends.flush()
        self._reconnect_session()

    def action_follow(self) -> None:
        """Follow or pause the deliveries."""
        self._main.deliveries.rows.toggle_follow()

    @on(RowList.Opened)
    def _show_detail(self, event: RowList.Opened) -> None:
        from workbench.tui.screens.detail import Detail

        self.push_screen(Detail(self.session.log, event.number, self.session.facts))

    def action_next_pane(self) -> None:
        """The next pane of the journey."""
        self._main.next_pane()

    def action_jump(self) -> None:
        """A letter on every field."""
        from workbench.tui.screens.jump import Jump, letters_for

        if self.screen is self._main:
            self.push_screen(Jump(letters_for(list(self._main.query("*")))), self._jumped)

    def _jumped(self, widget: Widget | None) -> None:
        if widget is not None:
            widget.focus()

    def action_help(self) -> None:
        """Every key."""
        from workbench.tui.screens.help import Help

        self.push_screen(Help())

    async def action_quit(self) -> None:
        """Leave; ask first while records are in flight."""
        from workbench.tui.screens.leaving import Leaving

        self._sends.flush()
        if not self.session.is_sending and not transaction_words(self.session.log):
            self.exit()
        elif not isinstance(self.screen, Leaving):
            self.push_screen(Leaving(self.session.log), self._leave)

    def _leave(self, leave: bool | None) -> None:
        if leave:
            self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the table, by its title."""
        for action in ACTIONS:
            if action.name != "command_palette":
                run = getattr(self, f"action_{action.name}")
                yield SystemCommand(f"{action.title}  {key_sign(action.key)}", action.help, run)
        yield from self.delivery_commands()
        yield SystemCommand("Choose a theme", "All themes, Textual's own included.", self.action_change_theme)
