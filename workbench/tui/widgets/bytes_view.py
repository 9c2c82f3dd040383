"""Bytes as offset, hex and text; only the lines on screen are made."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class BytesView(ScrollView):
    """A hex dump that follows its width: 8 or 16 bytes a line."""

    COMPONENT_CLASSES = {"bytes--offset", "bytes--text"}  # noqa: RUF012 - declared so by Textual
    DEFAULT_CSS = """
    BytesView { height: 1fr; scrollbar-size-vertical: 1; background: $surface; overflow-x: hidden; }
    BytesView > .bytes--offset { color: $quiet; }
    BytesView > .bytes--text { color: $quiet; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.data = b""
        self._offset = self._text = self._plain = Style()
        self._stale = True

    @property
    def per_line(self) -> int:
        """Bytes a line at the present width."""
        return 16 if self.size.width >= 7 + 16 * 4 else 8

    def show(self, data: bytes) -> None:
        """Show other bytes, from their beginning where the old place is gone."""
        if data != self.data:
            self.data = data
            self._measure()

    def on_resize(self) -> None:
        """More bytes a line where there is room."""
        self._measure()

    def _measure(self) -> None:
        lines = -(-len(self.data) // self.per_line)
        self.virtual_size = Size(max(1, self.size.width), max(1, lines))
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the styles; they are resolved at the next drawing."""
        super().notify_style_update()
        self._stale = True

    def _resolve_styles(self) -> None:
        self._offset, self._text = (self.get_component_rich_style(name) for name in ("bytes--offset", "bytes--text"))
        self._plain = self.rich_style
        self._stale = False

    def render_line(self, y: int) -> Strip:
        if self._stale:
            self._resolve_styles()
        per_line, width = self.per_line, self.size.width
        start = (y + int(self.scroll_offset.y)) * per_line
        part = self.data[start : start + per_line]
        if not part:
            return Strip.blank(width, self._plain)
        text = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in part)
        segments = [
            Segment(f"{start:5x} ", self._offset),
            Segment(part.hex(" ").ljust(per_line * 3 + 1), self._plain),
            Segment(text, self._text),
        ]
        return Strip(segments).adjust_cell_length(width, self._plain)
