"""The journal cannot be written: whether records are sent without it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workbench.records.escape import escape


class Held(ModalScreen[bool]):
    """Gives True to go on without the journal, False to stop; there is no way round the question."""

    CSS = """
    Held { align: center middle; background: $background 60%; }
    Held > Vertical {
        width: 74; max-width: 100%; height: auto; background: $surface; padding: 1 2;
        border: round $error; border-title-color: $error;
    }
    Held Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "dismiss(True)", "Go on", show=False),
        Binding("s,escape", "dismiss(False)", "Stop", show=False),
    ]

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Nothing is being sent"
            yield Static(words(self._sentence))


def words(sentence: str) -> Content:
    """What is wrong, what the two ways mean, and the keys."""
    keys = Content.assemble(("g", "bold $accent"), " go on without it   ", ("s", "bold $accent"), " send nothing more")
    meaning = "Without it what is sent now is not remembered after a crash. What was being sent waits until you decide."
    return Content("\n").join([Content(escape(sentence) + "."), "", Content.styled(meaning, "$quiet"), "", keys])
