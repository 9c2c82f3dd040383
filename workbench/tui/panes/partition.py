"""The partition preview: the serialized key's bytes, the hash, the working, where it lands, where others put it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from workbench.partitioning.comparison import Comparison, compare
from workbench.tui.lab.sheet import Sheet
from workbench.tui.panes.partition_page import page
from workbench.tui.panes.preview import REFERENCE, Preview


class PartitionPreview(Vertical, can_focus=False):
    """Shows a Preview; draws nothing of its own accord. Its lines scroll where they are more than it has."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="partition", classes="pane")
        self.border_title = "Partition"
        self._preview: Preview | None = None
        self._compared: tuple[bytes | None, Comparison] | None = None

    def compose(self) -> ComposeResult:
        yield Sheet(id="placement")

    def show(self, preview: Preview) -> None:
        """Draw a preview at the present size."""
        self._preview = preview
        self._draw()

    def on_resize(self) -> None:
        """The lines follow the width, the strip and the comparison the height too."""
        self._draw()

    def _draw(self) -> None:
        sheet = self.query_one(Sheet)
        preview, (width, height) = self._preview, sheet.size
        if preview is None or width <= 8:
            return
        lines = page(preview, self._comparison(preview), width, height)
        if len(lines) > height:
            lines = page(preview, self._comparison(preview), width - 2, height)
        sheet.show(lines)

    def _comparison(self, preview: Preview) -> Comparison | None:
        """Where every client puts the key: asked once for a key and a partition count."""
        placement, key = preview.placement, preview.composed.key
        if placement is None or not preview.composed.key_known:
            return None
        known = self._compared
        if known is None or known[0] != key or known[1].partitions != placement.partitions:
            self._compared = known = key, compare(key, placement.partitions, REFERENCE)
        return known[1]

    def action_scroll(self, by: int) -> None:
        """A line up or down."""
        self.query_one(Sheet).move(by)

    def action_turn(self, by: int) -> None:
        """A screenful up or down."""
        self.query_one(Sheet).page(by)
