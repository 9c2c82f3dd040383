"""A list of any length of which only the rows on screen are ever read or drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.figures import fit
from workbench.tui.viewport import Viewport


class Rows(Protocol):
    """The bounds of what is listed; the rows themselves are the painter's business."""

    @property
    def first(self) -> int:
        """The oldest row's number."""

    @property
    def next(self) -> int:
        """The number the next row will get."""


class RowList(Widget, can_focus=True):
    """Rows by position, newest at the bottom. `paint(position, width)` gives one row's segments.

    `blank` are lines that stand there while there is no row. It has no virtual size: a million rows arriving never lay
    the screen out again. The last column is the scroll bar.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--plain", "row--cursor", "row--bar", "row--thumb"}
    DEFAULT_CSS = """
    RowList { height: 1fr; background: $surface; color: $foreground; }
    RowList > .row--plain { background: $surface; color: $foreground; }
    RowList > .row--cursor { background: $block-cursor-blurred-background; }
    RowList > .row--bar { color: $scrollbar; background: $surface; }
    RowList > .row--thumb { color: $quiet; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Older", show=False),
        Binding("down", "move(1)", "Newer", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "home", "Oldest", show=False),
        Binding("end", "follow", "Newest", show=False),
        Binding("enter", "open", "Show all of it", show=False),
    ]

    class Opened(Message):
        """A row was asked for in full."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Moved(Message):
        """The cursor moved, or following changed."""

    def __init__(self, rows: Rows, paint: Callable[[int, int], list[Segment]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows = rows
        self.paint = paint
        self.viewport = Viewport()
        self.blank: tuple[str, ...] = ()
        self._plain = self._cursor = self._bar = self._thumb = Style()
        self._stale = True

    def notify_style_update(self) -> None:
        """Forget the styles; they are resolved at the next drawing, once a theme and never once a line."""
        super().notify_style_update()
        self._stale = True

    def resolve_styles(self) -> None:
        """Read the component styles."""
        self._plain, self._cursor, self._bar, self._thumb = (
            self.get_component_rich_style(name) for name in ("row--plain", "row--cursor", "row--bar", "row--thumb")
        )

    def on_resize(self, event: events.Resize) -> None:
        """As many rows as there are lines."""
        self.viewport.resize(event.size.height)
        self.refresh()

    def update(self) -> None:
        """Take the list's new bounds and draw; called on a tick, never once a row."""
        self.viewport.update(self.rows.first, self.rows.next)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        if self._stale:
            self.resolve_styles()
            self._stale = False
        width = self.size.width - 1
        number = self.viewport.top + y
        if number >= self.viewport.next:
            segments = [Segment(fit(self._blank_line(y, width), width), self._plain)]
        else:
            base = self._plain + self._cursor if number == self.viewport.cursor and self._shows_cursor else self._plain
            segments = list(Segment.apply_style(self.paint(number, width), base))
        return Strip([*segments, self._scroll_cell(y)], width + 1)

    def _blank_line(self, y: int, width: int) -> str:
        """What stands there for no rows; from the top, so that the first lines are seen where there are few."""
        if self.viewport.next > self.viewport.first or y >= len(self.blank):
            return ""
        return " " * max(0, (width - max(map(len, self.blank))) // 2) + self.blank[y]

    def row_number(self, position: int) -> int | None:
        """The number of the row at a position: the same, where rows are not sorted or left out."""
        return position if self.viewport.first <= position < self.viewport.next else None

    @property
    def cursor_row(self) -> int | None:
        """The number of the row under the cursor, None while there is none."""
        return self.row_number(self.viewport.cursor)

    @property
    def _shows_cursor(self) -> bool:
        return self.has_focus or not self.viewport.following

    def _scroll_cell(self, y: int) -> Segment:
        view = self.viewport
        length = view.next - view.first
        if length <= view.height:
            return Segment(" ", self._plain)
        size = max(1, view.height * view.height // length)
        start = (view.top - view.first) * (view.height - size) // max(1, length - view.height)
        return Segment("┃", self._thumb) if start <= y < start + size else Segment("│", self._bar)

    def _moved(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def action_move(self, by: int) -> None:
        """One row up or down."""
        self.viewport.move(by)
        self._moved()

    def action_page(self, by: int) -> None:
        """One screenful up or down."""
        self.viewport.move(by * max(1, self.viewport.height - 1))
        self._moved()

    def action_home(self) -> None:
        """The oldest row."""
        self.viewport.home()
        self._moved()

    def action_follow(self) -> None:
        """The newest row, and stay there."""
        self.viewport.follow()
        self._moved()

    def action_open(self) -> None:
        """Ask for all of the row under the cursor."""
        if (number := self.cursor_row) is not None:
            self.post_message(self.Opened(number))

    def toggle_follow(self) -> None:
        """Follow where it is paused, pause where it follows."""
        (self.viewport.pause if self.viewport.following else self.viewport.follow)()
        self._moved()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows a notch."""
        event.stop()
        self.viewport.scroll(-3)
        self._moved()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows a notch."""
        event.stop()
        self.viewport.scroll(3)
        self._moved()

    def on_click(self, event: events.Click) -> None:
        """Select a row; a second click opens it; the last column is the scroll bar."""
        if event.x >= self.size.width - 1:
            self.viewport.seek(event.y / max(1, self.viewport.height - 1))
        else:
            number = self.viewport.top + event.y
            if number >= self.viewport.next:
                return
            self.viewport.select(number)
            if event.chain == 2:
                self.action_open()
        self._moved()
