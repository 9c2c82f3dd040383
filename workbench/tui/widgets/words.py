"""Text that changes often: only the lines that differ are drawn, and a layout is asked for only when it is due."""

from __future__ import annotations

from itertools import zip_longest

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget


class Words(Widget):
    """Shows Content, never markup, so nothing from outside is ever taken for a style or a link."""

    DEFAULT_CSS = "Words { height: auto; }"

    def __init__(self, content: Content | str = "", *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.words = _content(content)

    def render(self) -> Content:
        return self.words

    def say(self, content: Content | str) -> None:
        """Show this from now on."""
        words, before = _content(content), self.words
        if words.is_same(before):
            return
        self.words = words
        if self._needs_layout(before):
            self._lay_out()
        elif regions := self._differing(before):
            self.refresh(*regions)

    def _lay_out(self) -> None:
        """Without room yet, after the layout that may be under way: Textual would keep what that one measured."""
        if self.size:
            self.refresh(layout=True)
        else:
            self.call_after_refresh(self.refresh, layout=True)

    def _needs_layout(self, before: Content) -> bool:
        if self.styles.is_auto_width:
            return before.cell_length != self.words.cell_length
        width = self.size.width
        return bool(width) and self.styles.is_auto_height and len(before.wrap(width)) != len(self.words.wrap(width))

    def _differing(self, before: Content) -> list[Region]:
        """The lines in which the words are others than `before`."""
        width = self.size.width
        if not width:
            return []
        pairs = zip_longest(before.wrap(width), self.words.wrap(width))
        return [
            Region(0, y, width, 1)
            for y, (old, new) in enumerate(pairs)
            if old is None or new is None or not old.is_same(new)
        ]


def _content(words: Content | str) -> Content:
    return Content(words) if isinstance(words, str) else words
