"""How the deliveries go, read at a glance; and, in a view of its own, what librdkafka says of it."""

from __future__ import annotations

from shutil import get_terminal_size
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from workbench.delivery.client_history import ClientHistory
from workbench.delivery.rates import RateHistory
from workbench.session import Session
from workbench.tui.actions import Action
from workbench.tui.layouts import layout_classes
from workbench.tui.quick_compositor import QuickCompositor
from workbench.tui.statistics.figures_view import FiguresView
from workbench.tui.statistics.log_view import LogView
from workbench.tui.statistics.tabs import TABS, StatisticsTabs
from workbench.tui.statistics.view import StatisticsView
from workbench.tui.widgets.key_bar import KeyBar

OTHER = Action("other", "tab", "Other view", "Figures or client log.", "other view")
PAGE = Action("page", "pagedown", "Scroll", "A screenful down.", "more")
HELP = Action("help", "f1", "Help", "Every key of the statistics.", "help")
BACK = Action("back", "escape", "Back", "One step back.", "back")
LOOK_EVERY = 1.0
"""Seconds between two looks while this screen is open."""

UNSENT = "Nothing sent; Esc, then F5 sends."


class StatisticsScreen(Screen[None]):
    """Asks the view in front to look once a second."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(tab.key, f"view('{tab.name}')", tab.title, show=False) for tab in TABS),
        Binding("escape,ctrl+d", "back", "Back", show=False),
        Binding("tab,shift+tab", "other", "The other view", show=False),
        Binding("f1", "help", "Help", show=False),
        Binding("f4", "step", "Other rows or lines", show=False),
        Binding("f5", "send", "Nothing is sent here", show=False),
        Binding("f7", "follow", "Follow or pause", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, session: Session, rates: RateHistory, client: ClientHistory) -> None:
        super().__init__(classes=layout_classes(*get_terminal_size()))
        self._compositor = QuickCompositor()
        self._views: tuple[StatisticsView, ...] = (
            FiguresView(session.log, rates, client),
            LogView(session.worker.client_log),
        )
        self._front: StatisticsView = self._views[0]

    def compose(self) -> ComposeResult:
        yield StatisticsTabs()
        yield from self._views
        yield KeyBar((), "screen")

    def on_mount(self) -> None:
        """The figures are in front."""
        self._bring(self._front)
        self.set_interval(LOOK_EVERY, self.look)

    def look(self) -> None:
        """Once a second, unless another screen is in front."""
        if self.is_current:
            self._front.look()

    def _bring(self, view: StatisticsView) -> None:
        self._front = view
        for other in self._views:
            other.display = other is view
        self.query_one(StatisticsTabs).show(view.name or "")
        self.query_one(KeyBar).show((OTHER, *view.keys, PAGE, HELP, BACK))
        self.call_after_refresh(view.come)

    def action_view(self, name: str) -> None:
        """Bring a view to the front."""
        self._bring(next(view for view in self._views if view.name == name))

    def action_other(self) -> None:
        """The view that is not in front."""
        self._bring(next(view for view in self._views if view is not self._front))

    def action_step(self) -> None:
        """Other rows, or other lines."""
        self._front.step()

    def action_follow(self) -> None:
        """Follow or pause."""
        self._front.follow()

    def action_move(self, by: int) -> None:
        """A line."""
        self._front.move(by)

    def action_page(self, by: int = 1) -> None:
        """A screenful."""
        self._front.turn(by)

    def action_send(self) -> None:
        """F5 sends on the main screen; here it says so."""
        self.query_one(StatisticsTabs).show(self._front.name or "", UNSENT)

    def action_back(self) -> None:
        """One step back: a filter goes first."""
        if not self._front.stop():
            self.dismiss(None)

    def action_help(self) -> None:
        """Every key."""
        from workbench.tui.statistics.help import StatisticsHelp

        self.app.push_screen(StatisticsHelp())
