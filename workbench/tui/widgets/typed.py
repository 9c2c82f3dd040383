"""A short way from a key stroke to the screen it changes, past the message queues."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.widget import Widget


@runtime_checkable
class Typed(Protocol):
    """A screen that shows something of what is typed."""

    def typed(self) -> None:
        """Something typed has changed: show what follows from it now."""


def tell(widget: Widget) -> None:
    """Tell the widget's screen at once.

    A message would come three queues later, after the letter was painted, and what follows from the letter would wait
    for the next paint, a sixtieth of a second on.
    """
    if widget.is_mounted and isinstance(screen := widget.screen, Typed):
        screen.typed()
