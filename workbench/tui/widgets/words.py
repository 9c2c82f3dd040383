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
        self._wrapped: tuple[Content, int, list[Content]] = (self.words, 0, [])

    def render(self) -> Content:
        return self.words

    def say(self, content: Content | str) -> None:
        """Show this from now on."""
        words, before = _content(content), self.words
        if words.is_same(before):
            return
        old = self._lines(before)
        self.words = words
        if self._needs_layout(before, len(old)):
            self._lay_out()
        elif regions := self._differing(old):
            self.refresh(*regions)

    def _lay_out(self) -> None:
        """Without room yet, after the layout that may be under way: Textual would keep what that one measured."""
        if self.size:
            self.refresh(layout=True)
        else:
            self.call_after_refresh(self.refresh, layout=True)

    def _lines(self, words: Content) -> list[Content]:
        """The words' lines at the present width; each text is wrapped once."""
        width = self.size.width
        if self._wrapped[0] is not words or self._wrapped[1] != width:
            self._wrapped = (words, width, words.wrap(width) if width else [])
        return self._wrapped[2]

    def _needs_layout(self, before: Content, lines: int) -> bool:
        if self.styles.is_auto_width:
            return before.cell_length != self.words.cell_length
        return bool(self.size.width) and self.styles.is_auto_height and lines != len(self._lines(self.words))

    def _differing(self, before: list[Content]) -> list[Region]:
        """The lines in which the words are others than those of `before`."""
        width = self.size.width
        return [
            Region(0, y, width, 1)
            for y, (old, new) in enumerate(zip_longest(before, self._lines(self.words)))
            if old is None or new is None or not old.is_same(new)
        ]


def _content(words: Content | str) -> Content:
    return Content(words) if isinstance(words, str) else words
