"""The last line: the keys that matter now, made from the table of actions; each can be clicked."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from workbench.tui.actions import ACTIONS, Action, key_sign


class KeyBar(Widget):
    """One line of key signs and short words; what does not fit is in the help."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; padding: 0 1; color: $quiet; background: $background; link-style: none;
        link-color: $quiet; link-style-hover: none; link-background-hover: $panel;
        link-color-hover: $foreground;
    }
    """

    def __init__(self, actions: tuple[Action, ...] = ACTIONS, namespace: str = "app") -> None:
        super().__init__()
        self._namespace = namespace
        self._items = [self._item(action) for action in actions if action.short]

    def _item(self, action: Action) -> Content:
        act = f"{self._namespace}.{action.name}"
        return Content.from_markup(f"[@click={act}][$key-sign]{key_sign(action.key)}[/] {action.short}[/]")

    def show(self, actions: tuple[Action, ...]) -> None:
        """Other keys matter now."""
        self._items = [self._item(action) for action in actions if action.short]
        self.refresh()

    def render(self) -> Content:
        shown: list[Content] = []
        left = self.size.width
        for item in self._items:
            left -= item.cell_length + 2
            if left < -2:
                break
            shown.append(item)
        return Content("  ").join(shown)
