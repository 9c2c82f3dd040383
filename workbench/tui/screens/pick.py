"""A list to pick from, placed under what asked for it; typing searches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

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
from workbench.tui.figures import fit, short
from workbench.tui.widgets.line_input import LineInput

SHOWN = 200
"""Rows a list shows at most; more are found by typing."""

LABEL = 26
"""Cells of the column of labels; a longer one moves the words about it to the right."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick: its value, a few words about it, and another label where the value is not what to show.

    `act` is something to do, picked from the list alone: a choice neither steps to it nor keeps it as its value.
    `group` stands over the options that share it, and is searched too.
    """

    value: str
    about: str = ""
    name: str = ""
    act: bool = False
    group: str = ""

    @property
    def label(self) -> str:
        """What the list and the choice show."""
        return self.name or self.value


Typed: TypeAlias = Callable[[str], Option | None]


def matching(options: tuple[Option, ...], text: str) -> list[Option]:
    """The options with `text` in their label, those that begin with it first, then those with it in what is said about
    them; all of them for an empty text.
    """
    wanted = text.casefold()
    if not wanted:
        return list(options)
    ranked = [(_rank(option, wanted), option) for option in options]
    return [option for _, option in sorted((one for one in ranked if one[0] < _NOT), key=lambda one: one[0])]


_NOT = 3


def _rank(option: Option, wanted: str) -> int:
    label = option.label.casefold()
    if wanted in label:
        return int(not label.startswith(wanted))
    return 2 if wanted in f"{option.about} {option.group}".casefold() else _NOT


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

    def __init__(
        self, title: str, options: tuple[Option, ...], value: str, below: Region, *, takes: Typed = lambda _text: None
    ) -> None:
        """`takes` makes an option of what is typed where no other matches it."""
        super().__init__()
        self._takes = takes
        self.border_words = title
        self.options = options
        self.value = value
        self.below = below
        self._rows: list[Option | None] = []
        self._width = 28

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = self.border_words
            yield LineInput(placeholder="type to search")
            yield OptionList()

    def on_mount(self) -> None:
        """Fill the list, put the cursor on the present value, and stand under what asked."""
        self._place()
        self._fill("", self.value)

    def offer(self, options: tuple[Option, ...]) -> None:
        """Other options from now on; what is typed and what is under the cursor stay."""
        self.options = options
        self._place()
        self.call_after_refresh(self._fill_anew)  # the list wraps its rows by the width that it has then

    def _fill_anew(self) -> None:
        here = self.under_cursor
        self._fill(self.query_one(LineInput).value, here.value if here else self.value)

    @property
    def under_cursor(self) -> Option | None:
        """The option that Enter would take."""
        highlighted = self.query_one(OptionList).highlighted
        return None if highlighted is None else self._rows[highlighted]

    def on_resize(self) -> None:
        """Stay inside the screen."""
        self._place()

    def _place(self) -> None:
        some = self.options[:SHOWN]
        labels = max((cell_len(escape(one.label)) for one in some), default=20)
        widest = min(labels, LABEL) + max((len(one.about) for one in some), default=0) + 8
        self._width = min(max(widest, labels + 8, 28), self.app.size.width - 2)
        box = self.query_one(Vertical)
        box.styles.width = self._width
        height = min(len(self.options), 14) + 4
        x = max(0, min(self.below.x, self.app.size.width - self._width))
        y = self.below.bottom if self.below.bottom + height <= self.app.size.height else max(0, self.below.y - height)
        box.styles.offset = (x, y)

    def _found(self, text: str) -> list[Option]:
        typed = self._takes(text)
        return matching(self.options, text) or ([] if typed is None else [typed])

    def _fill(self, text: str, value: str = "") -> None:
        """The options with that text, the cursor on `value` or else on the first; their groups over them for none."""
        found = self._found(text)[:SHOWN]
        labels = min(LABEL, max((cell_len(escape(option.label)) for option in found), default=0))
        self._rows, rows = [], []
        for before, option in zip([None, *found], found, strict=False):
            if option.group and not text and (before is None or before.group != option.group):
                self._rows.append(None)
                rows.append(ListOption(Content.styled(f" {option.group}", "$accent"), disabled=True))
            self._rows.append(option)
            rows.append(ListOption(self._row(option, labels, bool(text))))
        if not found:
            self._rows.append(None)
            rows.append(ListOption(Content.styled(" nothing matches", "$quiet"), disabled=True))
        self._show(rows, value)

    def _row(self, option: Option, labels: int, searched: bool) -> Content:
        label = escape(option.label)
        label = fit(label, max(labels, cell_len(label)))
        about = f"{option.about} · {option.group}" if searched and option.group else option.about
        return Content.assemble(f" {label}  ", (short(about, self._width - cell_len(label) - 6), "$quiet"))

    def _show(self, rows: list[ListOption], value: str) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(rows)
        there = [index for index, option in enumerate(self._rows) if option is not None]
        here = [index for index in there if (row := self._rows[index]) is not None and row.value == value]
        options.highlighted = next(iter([*here, *there]), None)

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._fill(event.value, "" if event.value else self.value)

    @on(Input.Submitted)
    def _take(self) -> None:
        if (option := self.under_cursor) is not None:
            self.dismiss(option.value)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        if (option := self._rows[event.option_index]) is not None:
            self.dismiss(option.value)

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
