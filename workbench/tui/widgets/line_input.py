"""A one-line field: Textual's Input without a frame, in which no control character reaches the terminal."""

from __future__ import annotations

import unicodedata

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from workbench.tui.visible import visible
from workbench.tui.widgets.typed import tell


class LineInput(Input):
    """Draws what is typed or pasted with pictures for control characters; its value keeps them."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """Textual's own lays the whole screen out at each key stroke; one line never needs it."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None, classes: str = "") -> None:
        super().__init__(value, placeholder, select_on_focus=False, id=id, classes=classes)

    def _watch_value(self, value: str) -> None:
        super()._watch_value(value)
        tell(self)

    async def _on_key(self, event: events.Key) -> None:
        """Format characters, such as the joiner within an emoji, are bytes of a key as well; Textual drops them."""
        if event.character is not None and unicodedata.category(event.character) == "Cf":
            event.stop()
            event.prevent_default()
            self.replace(event.character, *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        """A paste is taken whole: of several lines, all but the very last line end, which nobody means."""
        event.stop()
        event.prevent_default()  # Textual's own takes the first line and drops the others
        text = event.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
        if text:
            self.replace(text, *self.selection)

    @property
    def _value(self) -> Text:
        return Text(visible(self.value).replace("\t", "␉"), no_wrap=True, overflow="ignore", end="")
