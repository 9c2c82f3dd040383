"""The bytes pane: the record as it will lie on the wire, part by part, as it is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from workbench.lab.dissection import Anatomy
from workbench.tui.lab.sheet import Sheet
from workbench.tui.panes.bytes_page import head, page


class RecordBytes(Vertical):
    """Shows an anatomy; a value of megabytes costs the lines in sight."""

    DEFAULT_CSS = """
    RecordBytes Sheet { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "A screenful up", show=False),
        Binding("pagedown", "page(1)", "A screenful down", show=False),
        Binding("home", "move(-1000000000)", "To the beginning", show=False),
        Binding("end", "move(1000000000)", "To the end", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="bytes", classes="pane")
        self.border_title = "Bytes"
        self.anatomy: Anatomy | None = None

    def compose(self) -> ComposeResult:
        yield Sheet()

    def show(self, anatomy: Anatomy) -> None:
        """Show these bytes; the place in them stays where it was."""
        self.anatomy = anatomy
        self._draw()

    def on_resize(self) -> None:
        """Other bytes a line."""
        self._draw()

    def action_move(self, lines: int) -> None:
        """Scroll."""
        self.query_one(Sheet).move(lines)

    def action_page(self, by: int) -> None:
        """Scroll by screenfuls."""
        self.query_one(Sheet).page(by)

    def _draw(self) -> None:
        sheet = self.query_one(Sheet)
        if self.anatomy is not None and sheet.text_width:
            sheet.show(page(self.anatomy, sheet.text_width), head(self.anatomy, sheet.text_width))
