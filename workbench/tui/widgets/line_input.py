"""A one-line field: Textual's Input without a frame, in which no control character reaches the terminal."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Input

from workbench.tui.visible import visible


class LineInput(Input):
    """Draws what is typed or pasted with pictures for control characters; its value keeps them."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None, classes: str = "") -> None:
        super().__init__(value, placeholder, compact=True, select_on_focus=False, id=id, classes=classes)

    @property
    def _value(self) -> Text:
        return Text(visible(self.value).replace("\t", "␉"), no_wrap=True, overflow="ignore", end="")
