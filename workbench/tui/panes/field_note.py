"""The line under a field: what is wrong with it, what is awaited, or what is worth knowing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from workbench.records.errors import RecordError
from workbench.serialization.serializer import Note
from workbench.tui.screens.pick import Option, Pick
from workbench.tui.widgets.words import Words

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say of a field: its words, how they look, and the place in the text where they belong."""

    words: str
    style: str = "$quiet"
    line: int | None = None
    column: int | None = None

    @property
    def has_place(self) -> bool:
        """Whether there is somewhere to go."""
        return self.line is not None

    @property
    def place(self) -> str:
        """`3:7`, line and column."""
        return "" if self.line is None else f"{self.line}:{self.column or 1}"


def of_problems(problems: Sequence[RecordError]) -> tuple[Remark, ...]:
    """Errors in red; where nothing is wrong and something is awaited, that alone and quietly."""
    wrong = [problem for problem in problems if not problem.is_pending]
    if not wrong:
        return tuple(Remark(f"… {problem.words}") for problem in problems[:1])
    return tuple(Remark(f"✗ {one.words}", "$error", one.address.line, one.address.column) for one in wrong)


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
            title = f"{len(self.remarks):,} remarks" if self.remarks[0].style != "$error" else f"{len(self.remarks):,} errors"
            self.app.push_screen(Pick(title, self._options(), str(self._at), self.region), self._picked)
        elif self.front is not None:
            self.post_message(self.Picked(self, self.front))

    def on_click(self) -> None:
        """As Enter does."""
        self.action_open()

    def _options(self) -> tuple[Option, ...]:
        listed = enumerate(self.remarks[:MOST_LISTED])
        return tuple(Option(str(index), one.words[2:], one.place or "–") for index, one in listed)

    def _picked(self, index: str | None) -> None:
        if index is not None and int(index) < len(self.remarks):
            remark = self.remarks[int(index)]
            self.bring(remark)
            self.post_message(self.Picked(self, remark))

    def _draw(self) -> None:
        front, more = self.front, len(self.remarks) - 1
        self.can_focus = more > 0
        words = "" if front is None else front.words
        counted = Content.styled(f" (and {more:,} more)", "$accent") if more > 0 else Content("")
        self.say(Content.styled(words, front.style if front else "$quiet") + counted)
        self.set_class(not words, "-empty")
