"""One line to fill in, placed under what asked for it."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import Input

from workbench.tui.widgets.line_input import LineInput

WIDTH, HEIGHT = 60, 3


class Ask(ModalScreen[str | None]):
    """Gives back what was typed, without spaces around it; None for Escape and for nothing."""

    CSS = """
    Ask { background: transparent; }
    Ask > Vertical {
        width: 60; max-width: 100%; height: 3; background: $panel; border: round $accent; border-title-color: $accent;
        border-subtitle-color: $quiet;
    }
    Ask Input { background: $field; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", show=False)]

    def __init__(self, title: str, text: str, placeholder: str, below: Region) -> None:
        super().__init__()
        self._title, self._text, self._placeholder, self._below = title, text, placeholder, below

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = self._title
            box.border_subtitle = "Enter takes it · Esc back"
            yield LineInput(self._text, placeholder=self._placeholder)

    def on_mount(self) -> None:
        """Stand under what asked."""
        self._place()

    def on_resize(self) -> None:
        """Stay inside the screen."""
        self._place()

    def _place(self) -> None:
        screen = self.app.size
        x = max(0, min(self._below.x, screen.width - WIDTH))
        y = self._below.bottom if self._below.bottom + HEIGHT <= screen.height else self._below.y - HEIGHT
        self.query_one(Vertical).styles.offset = (x, max(0, min(y, screen.height - HEIGHT)))

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Give nothing back."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click outside leaves."""
        if event.widget is self:
            self.dismiss(None)
