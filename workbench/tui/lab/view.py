"""What every view of the lab can be asked for; each answers only what concerns it."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Vertical

from workbench.tui.actions import Action
from workbench.tui.lab.inquiry import Inquiry


class View(Vertical):
    """One of the lab's pages. It draws when it is told to, and never by itself."""

    DEFAULT_CSS = "View { height: 1fr; }"

    keys: ClassVar[tuple[Action, ...]] = ()
    """What this view's own keys do, for the last line and the help."""

    def show(self, asked: Inquiry) -> None:
        """Answer another question."""

    def look(self) -> None:
        """Take what threads have published; called on a tick while this view is in front."""

    def move(self, by: int) -> None:
        """One line, or one row, up or down."""

    def turn(self, by: int) -> None:
        """One screenful up or down."""

    def scroll_facts(self, by: int) -> None:
        """What explains the row under the cursor, a line up or down."""

    def take(self) -> None:
        """Enter."""

    def run(self) -> None:
        """F9: start what takes a while."""

    def stop(self) -> bool:
        """One step back; True if there was one to take here."""
        return False
