"""Many records are to be handed over again: how many, where to, and which of them are no longer there."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workbench.delivery.again import Again
from workbench.records.escape import escape
from workbench.tui.figures import plural

MOST_TOPICS = 5


class Resend(ModalScreen[bool]):
    """Gives True to hand them over again."""

    CSS = """
    Resend { align: center middle; background: $background 60%; }
    Resend > Vertical {
        width: 62; max-width: 100%; height: auto; background: $surface; padding: 1 2;
        border: round $accent; border-title-color: $accent;
    }
    Resend Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,enter", "dismiss(True)", "Resend", show=False),
        Binding("escape,q", "dismiss(False)", "Back", show=False),
    ]

    def __init__(self, again: Again) -> None:
        super().__init__()
        self._again = again

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = f"Resend {plural(len(self._again.records), 'record')}?"
            yield Static(words(self._again))


def words(again: Again) -> Content:
    """What will happen, and the keys."""
    topics = again.topics
    where = ", ".join(map(escape, topics[:MOST_TOPICS]))
    where += f" and {len(topics) - MOST_TOPICS:,} more" if len(topics) > MOST_TOPICS else ""
    lines: list[Content | str] = [
        f"{plural(len(again.records), 'record')} to {where}.",
        Content.styled("Each in its order, with its own partition choice and timestamp.", "$quiet"),
    ]
    if again.may_be_there:
        it = "it" if again.may_be_there == 1 else "they"
        doubt = f"{plural(again.may_be_there, 'record')} without an answer: sent again {it} may be in the topic twice."
        lines.append(Content.styled(doubt, "$warning"))
    if again.gone:
        gone = f"{plural(len(again.gone), 'record')} more cannot be: their bytes are no longer kept."
        lines.append(Content.styled(gone, "$warning"))
    keys = Content.assemble(("r", "bold $accent"), " resend   ", ("Esc", "bold $accent"), " back")
    return Content("\n").join([*lines, "", keys])
