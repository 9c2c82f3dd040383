"""A list to pick from, placed under what asked for it; typing searches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option as ListOption

from workbench.records.escape import escape
from workbench.tui.figures import fit
from workbench.tui.widgets.line_input import LineInput

SHOWN = 200
"""Rows a list shows at most; more are found by typing."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick: its value, a few words about it, and another label where the value is not what to show.

    `act` is something to do, picked from the list alone: a choice neither steps to it nor keeps it as its value.
    """

    value: str
    about: str = ""
    name: str = ""
    act: bool = False

    @property
    def label(self) -> str:
        """What the list and the choice show."""
        return self.name or self.value


def matching(options: tuple[Option, ...], text: str) -> list[Option]:
    """The options with `text` in their label, those that begin with it first; all of them for an empty text."""
    wanted = text.casefold()
    found = [option for option in options if wanted in option.label.casefold()]
    return sorted(found, key=lambda option: not option.label.casefold().startswith(wanted)) if wanted else found


class Pick(ModalScreen[str | None]):
    """Gives back the picked value, or None for Escape."""

    CSS = """
    Pick { background: transparent; }
    Pick > Vertical {
        width: auto; min-width: 24; max-width: 100%; height: auto; background: $panel; border: round $accent;
        border-title-color: $accent;
    }
    Pick Input { border: none; height: 1; padding: 0 1; background: $field; }
    Pick OptionList {
        border: none; height: auto; max-height: 14; background: $panel; padding: 0; scrollbar-size-vertical: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=False),
        Binding("down", "cursor(1)", show=False, priority=True),
        Binding("up", "cursor(-1)", show=False, priority=True),
    ]

    def __init__(self, title: str, options: tuple[Option, ...], value: str, below: Region) -> None:
        super().__init__()
        self.border_words = title
        self.options = options
        self.value = value
        self.below = below
        self.found: list[Option] = []

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = self.border_words
            yield LineInput(placeholder="type to search")
            yield OptionList()

    def on_mount(self) -> None:
        """Fill the list, put the cursor on the present value, and stand under what asked."""
        some = self.options[:SHOWN]
        labels = max((cell_len(escape(one.label)) for one in some), default=20)
        widest = labels + max((len(one.about) for one in some), default=0) + 8
        box = self.query_one(Vertical)
        box.styles.width = min(max(widest, 28), self.app.size.width - 2)
        self._fill("")
        self._place()

    def on_resize(self) -> None:
        """Stay inside the screen."""
        self._place()

    def _place(self) -> None:
        box = self.query_one(Vertical)
        height = min(len(self.options), 14) + 4
        width = int(box.styles.width.value) if box.styles.width else 28
        x = max(0, min(self.below.x, self.app.size.width - width))
        y = self.below.bottom if self.below.bottom + height <= self.app.size.height else max(0, self.below.y - height)
        box.styles.offset = (x, y)

    def _fill(self, text: str) -> None:
        self.found = matching(self.options, text)[:SHOWN]
        labels = [escape(option.label) for option in self.found]
        width = max(map(cell_len, labels), default=0)
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(
            ListOption(Content.assemble(f" {fit(label, width)}  ", (option.about, "$quiet")))
            for label, option in zip(labels, self.found, strict=True)
        )
        if not self.found:
            rows.add_option(ListOption(Content.styled(" nothing matches", "$quiet"), disabled=True))
        values = [option.value for option in self.found]
        rows.highlighted = values.index(self.value) if self.value in values and not text else (0 if values else None)

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    def _take(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None and self.found:
            self.dismiss(self.found[highlighted].value)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.found[event.option_index].value)

    def action_cursor(self, by: int) -> None:
        """Move in the list while the search keeps the focus."""
        rows = self.query_one(OptionList)
        (rows.action_cursor_down if by > 0 else rows.action_cursor_up)()

    def action_leave(self) -> None:
        """Pick nothing."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click outside the list leaves."""
        if event.widget is self:
            self.dismiss(None)
