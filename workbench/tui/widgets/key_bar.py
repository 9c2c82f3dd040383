"""The last line: the keys that matter now, made from the table of actions; each can be clicked."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widget import Widget

from workbench.tui.actions import ACTIONS, OF_THE_LIST, Action, key_sign


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
        self._actions = self._with_words(actions)

    @staticmethod
    def _with_words(actions: tuple[Action, ...]) -> tuple[Action, ...]:
        return tuple(action for action in actions if action.short)

    def show(self, actions: tuple[Action, ...]) -> None:
        """Other keys matter now."""
        self._actions = self._with_words(actions)
        self.refresh()

    def _act(self, action: Action) -> str:
        return f"{'focused' if action in OF_THE_LIST else self._namespace}.{action.name}"

    def _item(self, action: Action) -> Content:
        act = self._act(action)
        return Content.from_markup(f"[$key-sign]{key_sign(action.key)}[/] [@click={act}]{action.short}[/]")

    def render(self) -> Content:
        shown: list[Content] = []
        left = self.size.width
        for item in map(self._item, self._actions):
            left -= item.cell_length + 2
            if left < -2:
                break
            shown.append(item)
        return Content("  ").join(shown)

    async def on_click(self, event: events.Click) -> None:
        """The signs can be clicked as the words can; as links they would all be of the links' colour."""
        cell = event.get_content_offset_capture(self).x
        for action in self._actions:
            sign = len(key_sign(action.key))
            if 0 <= cell < sign:
                await self.run_action(self._act(action))
                return
            cell -= sign + len(action.short) + 3
