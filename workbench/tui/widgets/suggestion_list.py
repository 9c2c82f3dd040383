"""What may be written where the cursor is: a short list over the editor that never takes the cursor from it."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Offset
from textual.widget import Widget

from workbench.records.escape import escape
from workbench.serialization.serializer import Suggestion
from workbench.tui.figures import fit, short

MOST_ROWS = 8
WIDEST = 60
_ABOUT = 3


class SuggestionList(Widget):
    """Shows suggestions at a place of the screen; `move` and `current` are for the editor's keys."""

    DEFAULT_CSS = """
    SuggestionList {
        display: none; overlay: screen; constrain: inside inflect; width: auto; height: auto; background: $panel;
        color: $foreground; padding: 0 1; border-left: outer $accent;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[Suggestion, ...] = ()
        self._at = 0
        self._top = 0

    @property
    def is_open(self) -> bool:
        """Whether there is something on show."""
        return bool(self.items)

    @property
    def current(self) -> Suggestion | None:
        """The suggestion under the cursor."""
        return self.items[self._at] if self._at < len(self.items) else None

    def show(self, items: tuple[Suggestion, ...], at: Offset) -> None:
        """Show these under the place `at` of the screen; none hides the list."""
        if items != self.items:
            self.items, self._at, self._top = items, 0, 0
        self.absolute_offset = at
        self.display = bool(items)
        self.refresh(layout=True)

    def hide(self) -> None:
        """Show nothing."""
        if self.items:
            self.show((), Offset())

    def move(self, by: int) -> None:
        """The suggestion before or after, round the end."""
        self._at = (self._at + by) % len(self.items)
        self._top = min(max(self._top, self._at - MOST_ROWS + 1), self._at)
        self.refresh()

    def render(self) -> Content:
        shown = self.items[self._top : self._top + MOST_ROWS]
        labels = self._labels
        return Content("\n").join(self._row(one, labels, self._top + index) for index, one in enumerate(shown))

    @property
    def _labels(self) -> int:
        return min(WIDEST // 2, max((cell_len(escape(one.shown)) for one in self.items), default=0))

    def _row(self, one: Suggestion, labels: int, index: int) -> Content:
        label, about = fit(escape(one.shown), labels), short(escape(one.about), WIDEST - labels - _ABOUT)
        style = "$block-cursor-foreground on $block-cursor-background" if index == self._at else ""
        return Content.assemble((label, style or "bold"), "  ", (about, "$quiet"))
