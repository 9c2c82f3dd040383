"""The line under a field: what is wrong with it, what is awaited, or what is worth knowing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from workbench.records.errors import RecordError
from workbench.serialization.serializer import Note
from workbench.tui.figures import plural, short
from workbench.tui.screens.pick import Option, Pick
from workbench.tui.widgets.words import Words

MOST_LISTED = 200
LOST = 10
"""Cells that a line may lose because the next word is too long for it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say of a field: its words, how they look, and the place in the text where they belong.

    `brief` is the same without the place, for a list.
    """

    words: str
    style: str = "$quiet"
    line: int | None = None
    column: int | None = None
    brief: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether nothing can be sent because of it."""
        return self.style == "$error"

    @property
    def place(self) -> str:
        """`3:7`, line and column."""
        return "" if self.line is None else f"{self.line}:{self.column or 1}"


def of_problems(problems: Sequence[RecordError]) -> tuple[Remark, ...]:
    """Errors in red; where nothing is wrong and something is awaited, that alone and quietly."""
    wrong = [problem for problem in problems if not problem.is_pending]
    if not wrong:
        return tuple(Remark(f"… {problem.words}") for problem in problems[:1])
    return tuple(Remark(f"✗ {one.words}", "$error", one.address.line, one.address.column, _brief(one)) for one in wrong)


def _brief(error: RecordError) -> str:
    """Its words without the place, for a list that has a column for it."""
    return replace(error, address=replace(error.address, line=None)).words


def of_notes(notes: Sequence[Note]) -> tuple[Remark, ...]:
    """Warnings first: what will not arrive as it was typed."""
    ordered = sorted(notes, key=lambda note: not note.is_warning)
    return tuple(Remark(f"! {one}", "$warning") if one.is_warning else Remark(f"· {one}") for one in ordered)


class FieldNote(Words):
    """Shows the first remark and how many more there are. Enter or a click goes to its place, or lists them all."""

    DEFAULT_CSS = """
    FieldNote { height: auto; max-height: 3; color: $quiet; padding: 0 0 0 1; }
    FieldNote.-empty { display: none; }
    FieldNote:focus { background: $block-cursor-blurred-background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "open", "Show", show=False)]

    class Picked(Message):
        """Somebody wants to go to this remark's place."""

        def __init__(self, note: FieldNote, remark: Remark) -> None:
            super().__init__()
            self.note = note
            self.remark = remark

    def __init__(self) -> None:
        super().__init__(classes="note -empty")
        self.remarks: tuple[Remark, ...] = ()
        self._at = 0

    def show(self, remarks: tuple[Remark, ...]) -> None:
        """Show these from now on; the one that is in front stays there while it is among them."""
        if remarks == self.remarks:
            return
        front = self.front
        self.remarks = remarks
        self._at = remarks.index(front) if front in remarks else 0
        self._draw()

    @property
    def front(self) -> Remark | None:
        """The remark that is shown."""
        return self.remarks[self._at] if self._at < len(self.remarks) else None

    def bring(self, remark: Remark) -> None:
        """Show this one of them."""
        if remark in self.remarks:
            self._at = self.remarks.index(remark)
            self._draw()

    def action_open(self) -> None:
        """All of them to choose from; the only one itself."""
        if len(self.remarks) > 1:
            title = plural(len(self.remarks), "error" if self.remarks[0].is_wrong else "note")
            self.app.push_screen(Pick(title, self._options(), str(self._at), self.region), self._picked)
        elif self.front is not None:
            self.post_message(self.Picked(self, self.front))

    @property
    def is_cut(self) -> bool:
        """Whether the remark in front has more words than the line has room for."""
        width, lines = self.size
        more = len(f" (and {len(self.remarks) - 1:,} more)") if len(self.remarks) > 1 else 0
        room = lines * width - (lines - 1) * LOST - more
        return self.front is not None and bool(width) and cell_len(self.front.words) > room

    def tell_cut(self) -> None:
        """Say what the line has no room for."""
        if self.front is not None and self.is_cut:
            self.app.notify(self.front.words, severity="error", timeout=12, markup=False)

    def on_click(self) -> None:
        """As Enter does."""
        self.action_open()

    def on_resize(self) -> None:
        """The count of the others is never cut off."""
        if len(self.remarks) > 1:
            self._draw()

    @property
    def _room(self) -> int:
        """Cells that the words may take, some of them lost where lines end."""
        highest = self.styles.max_height
        lines = int(highest.value) if highest is not None else 1
        return lines * self.size.width - (lines - 1) * LOST

    def _options(self) -> tuple[Option, ...]:
        listed = enumerate(self.remarks[:MOST_LISTED])
        return tuple(Option(str(index), one.brief or one.words[2:], f"{one.place or '–':>6}") for index, one in listed)

    def _picked(self, index: str | None) -> None:
        if index is not None and int(index) < len(self.remarks):
            remark = self.remarks[int(index)]
            self.bring(remark)
            self.post_message(self.Picked(self, remark))

    def _draw(self) -> None:
        front, more = self.front, len(self.remarks) - 1
        self.can_focus = more > 0
        words, counted = "" if front is None else front.words, f" (and {more:,} more)" if more > 0 else ""
        if counted and self.size.width:
            words = short(words, self._room - len(counted))
        self.say(Content.assemble((words, front.style if front else "$quiet"), (counted, "$accent")))
        self.set_class(not words, "-empty")
        self.set_class(front is not None and not front.is_wrong, "-plain")
