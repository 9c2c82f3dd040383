"""What each view of the statistics screen can be asked for."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Vertical

from workbench.tui.actions import Action


class StatisticsView(Vertical):
    """One of the screen's views. It works beside the screen and draws when it is told to look."""

    DEFAULT_CSS = "StatisticsView { height: 1fr; padding: 0 1; }"

    keys: ClassVar[tuple[Action, ...]] = ()
    """What this view's own keys do, for the last line."""

    def look(self) -> None:
        """Take what is new; called on a tick while this view is in front."""

    def come(self) -> None:
        """It is in front now."""

    def move(self, by: int) -> None:
        """Lines up or down."""

    def turn(self, by: int) -> None:
        """Screenfuls up or down."""

    def follow(self) -> None:
        """F7: stay at the newest, or hold still."""

    def step(self) -> None:
        """F4: show other rows or lines."""

    def stop(self) -> bool:
        """One step back; True if there was one to take here."""
        return False
