"""Lines on the screen: only those in sight are read, and only those that differ are drawn again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.lab.lines import Line, Span

STYLES = (
    "plain",
    "bold",
    "quiet",
    "accent",
    "same",
    "bold-same",
    "other",
    "bold-other",
    "any",
    "bold-any",
    "cursor",
    "bar",
    "thumb",
    "sign",
)
"""What a span's style may be. Each state has a sign and a word as well, for who sees no colours."""


BAR: Span = ("│", "thumb")
THUMB: Span = ("┃", "quiet")


class Sheet(Widget):
    """Shows a sequence of lines under some that stay; a million of them cost what is in sight.

    It has no virtual size, so nothing that is shown lays the screen out. The last column is the scroll bar.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"sheet--{name}" for name in STYLES}
    DEFAULT_CSS = """
    Sheet { height: 1fr; background: $surface; color: $foreground; }
    Sheet > .sheet--bold { text-style: bold; }
    Sheet > .sheet--quiet { color: $quiet; }
    Sheet > .sheet--accent { color: $accent; text-style: bold; }
    Sheet > .sheet--same { color: $delivered; }
    Sheet > .sheet--other { color: $failed; }
    Sheet > .sheet--any { color: $unknown; }
    Sheet > .sheet--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    Sheet > .sheet--bar { color: $accent 45%; }
    Sheet > .sheet--thumb { color: $scrollbar; }
    Sheet > .sheet--sign { color: $key-sign; }
    Sheet > .sheet--bold-same { color: $delivered; text-style: bold; }
    Sheet > .sheet--bold-other { color: $failed; text-style: bold; }
    Sheet > .sheet--bold-any { color: $unknown; text-style: bold; }
    """

    class Clicked(Message):
        """A line was clicked, at a cell, for the `times`-th time in a row."""

        def __init__(self, sheet: Sheet, line: int, cell: int, times: int) -> None:
            super().__init__()
            self.sheet, self.line, self.cell, self.times = sheet, line, cell, times

        @property
        def control(self) -> Sheet:
            """The sheet this comes from, for `@on` selectors."""
            return self.sheet

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.top = 0
        self._head: Sequence[Line] = ()
        self._lines: Sequence[Line] = ()
        self._window: list[Line] = []
        self._styles: dict[str, Style] = {}

    @property
    def room(self) -> int:
        """Lines there are for what scrolls."""
        return max(0, self.size.height - len(self._head))

    @property
    def text_width(self) -> int:
        """Cells of a line, without the scroll bar and the cell before it."""
        return max(0, self.size.width - 2)

    def show(self, lines: Sequence[Line], head: Sequence[Line] = (), reveal: int | None = None) -> None:
        """Show these lines, with one of them in sight where that is asked for."""
        self._head, self._lines = head, lines
        if reveal is not None:
            self.top = min(max(self.top, reveal - self.room + 1), reveal)
        self._draw()

    def centre(self, index: int) -> None:
        """Bring a line that is out of sight into the middle; what is in sight stays where it is."""
        if not self.top <= index < self.top + self.room:
            self.top = index - self.room // 2
        self._draw()

    def move(self, by: int) -> None:
        """Scroll by lines."""
        self.top += by
        self._draw()

    def page(self, by: int) -> None:
        """Scroll by screenfuls."""
        self.move(by * max(1, self.room - 1))

    def notify_style_update(self) -> None:
        """Forget the styles; they are resolved at the next drawing, once a theme and never once a line."""
        super().notify_style_update()
        self._styles = {}

    def on_resize(self) -> None:
        """As many lines as there is room for."""
        self._window = []
        self._draw()

    def render_line(self, y: int) -> Strip:
        styles = self._styles or self._resolved()
        spans = self._window[y] if y < len(self._window) else ()
        strip = Strip([Segment(text, styles[style]) for text, style in spans])
        return strip.adjust_cell_length(self.size.width, styles["plain"])

    def _resolved(self) -> dict[str, Style]:
        self._styles = {name: self.get_component_rich_style(f"sheet--{name}") for name in STYLES}
        return self._styles

    def _draw(self) -> None:
        """Look at what is in sight now, and draw the lines in which it is something else."""
        width, height = self.size
        room = max(0, height - len(self._head))
        self.top = max(0, min(self.top, len(self._lines) - room))
        before, self._window = self._window, self._in_sight(width, room)
        differing = [
            Region(0, y, width, 1) for y, (old, new) in enumerate(zip_longest(before, self._window)) if old != new
        ]
        if differing:
            self.refresh(*differing)

    def _in_sight(self, width: int, room: int) -> list[Line]:
        lines, length = [*self._lines[self.top : self.top + room]], len(self._lines)
        if length > room > 0:
            size = max(1, room * room // length)
            start = self.top * (room - size) // (length - room)
            lines = [
                (*_cut(spans, width - 1), THUMB if start <= y < start + size else BAR) for y, spans in enumerate(lines)
            ]
        return [*self._head, *lines]

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three lines a notch."""
        event.stop()
        self.move(-3)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three lines a notch."""
        event.stop()
        self.move(3)

    def on_click(self, event: events.Click) -> None:
        """Say which line was clicked; the last column is the scroll bar."""
        y = event.y - len(self._head)
        if event.x >= self.size.width - 1 and len(self._lines) > self.room:
            self.top = round(y / max(1, self.room - 1) * (len(self._lines) - self.room))
            self._draw()
        elif 0 <= y < len(self._lines) - self.top:
            self.post_message(self.Clicked(self, self.top + y, event.x, event.chain))


@lru_cache(maxsize=512)
def _cut(spans: Line, width: int) -> Line:
    """The spans in exactly `width` cells."""
    found: list[Span] = []
    for text, style in spans:
        cells = cell_len(text)
        found.append((text if cells <= width else set_cell_size(text, width), style))
        width -= min(cells, width)
    return (*found, (" " * width, "plain"))
