"""Jump: a letter on every field; typing it goes there."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.errors import NoWidget
from textual.geometry import Offset, Region
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Label

LETTERS = "asdfghjklqwertyuiopzxcvbnm1234567890"


def letters_for(widgets: list[Widget]) -> dict[str, Widget]:
    """The widgets that are on screen, each with its letter, in reading order."""
    seen = [widget for widget in widgets if widget.focusable and in_sight(widget).area]
    ordered = sorted(seen, key=lambda widget: (widget.region.y, widget.region.x))
    return dict(zip(LETTERS, ordered, strict=False))


def in_sight(widget: Widget) -> Region:
    """The part of a widget that is on screen: one that is scrolled away gets no letter over another pane."""
    try:
        return widget.screen.find_widget(widget).visible_region
    except NoWidget:
        return Region()


class Jump(ModalScreen[Widget | None]):
    """Gives the widget to go to, or None for any other key."""

    CSS = """
    Jump { background: $background 40%; }
    Jump Label { background: $accent; color: $background; text-style: bold; padding: 0 1; width: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", show=False)]

    def __init__(self, targets: dict[str, Widget]) -> None:
        super().__init__()
        self.targets = targets

    def compose(self) -> ComposeResult:
        for letter, widget in self.targets.items():
            label = Label(letter)
            label.styles.position = "absolute"
            label.styles.offset = Offset(max(0, widget.region.x - 1), in_sight(widget).y)
            yield label

    def on_key(self, event: events.Key) -> None:
        """A letter goes to its field; anything else only closes."""
        if event.key != "escape":
            event.stop()
            self.dismiss(self.targets.get(event.character or ""))
