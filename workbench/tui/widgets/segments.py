"""A few words side by side of which one holds: ● text ○ empty ○ null."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Segments(Widget, can_focus=True):
    """Left, Right, Space or a click choose; the sign before the word shows which holds."""

    DEFAULT_CSS = """
    Segments { width: auto; height: 1; color: $quiet; }
    Segments:focus { background: $block-cursor-blurred-background; color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Previous", show=False),
        Binding("right,space,enter", "step(1)", "Next", show=False),
    ]

    value: reactive[str] = reactive("", init=False)

    class Changed(Message):
        """The person chose another word."""

        def __init__(self, segments: Segments, value: str) -> None:
            super().__init__()
            self.segments = segments
            self.value = value

        @property
        def control(self) -> Segments:
            """The widget this comes from, for `@on` selectors."""
            return self.segments

    def __init__(self, words: tuple[str, ...], value: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words
        self.set_reactive(Segments.value, value)

    def render(self) -> Content:
        chosen = "bold" if self.has_focus else "$accent"
        words = [
            Content.styled(f"● {word}", chosen) if word == self.value else Content(f"○ {word}") for word in self.words
        ]
        return Content(" ").join(words)

    def action_step(self, by: int) -> None:
        """Choose the word before or after, round the end."""
        self.choose(self.words[(self.words.index(self.value) + by) % len(self.words)])

    def choose(self, word: str) -> None:
        """Choose a word as a person does: others hear of it."""
        if word != self.value:
            self.value = word
            self.post_message(self.Changed(self, word))

    def on_click(self, event: events.Click) -> None:
        """Choose the word under the mouse."""
        start = 0
        for word in self.words:
            end = start + len(word) + 3
            if start <= event.x < end:
                self.choose(word)
                return
            start = end
