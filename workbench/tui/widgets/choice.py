"""A one-line choice: its value and ▾; Enter opens the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeAlias

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from workbench.tui.screens.pick import Option, Pick

Options: TypeAlias = tuple[Option, ...] | Callable[[], tuple[Option, ...]]
"""What there is to choose among, or what makes it each time it is looked at."""


class Choice(Widget, can_focus=True):
    """Holds one of its options. Enter, Space, Down or a click opens them; Left and Right step through."""

    DEFAULT_CSS = """
    Choice { width: auto; height: 1; padding: 0 1; background: $field; color: $foreground; }
    Choice:hover { background: $panel; }
    Choice:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,down", "open", "Open", show=False),
        Binding("left", "step(-1)", "Previous", show=False),
        Binding("right", "step(1)", "Next", show=False),
    ]

    value: reactive[str] = reactive("", layout=True, init=False)

    class Changed(Message):
        """The person chose another value, or an act."""

        def __init__(self, choice: Choice, value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> Choice:
            """The choice this comes from, for `@on` selectors."""
            return self.choice

    def __init__(
        self,
        title: str,
        options: Options,
        value: str,
        *,
        id: str | None = None,
        shown: Callable[[str], str] = str,
    ) -> None:
        super().__init__(id=id)
        self.title = title
        self._options = options
        self._shown = shown
        self.set_reactive(Choice.value, value)

    @property
    def options(self) -> tuple[Option, ...]:
        """All of them."""
        return self._options() if callable(self._options) else self._options

    @property
    def label(self) -> str:
        """What stands there for the value; options that are yet to be made are not made for that."""
        known = () if callable(self._options) else self._options
        return next((option.label for option in known if option.value == self.value), self._shown(self.value))

    def render(self) -> Content:
        return Content(f"{self.label} ▾")

    def action_open(self) -> None:
        """Show the options under this line."""
        self.app.push_screen(Pick(self.title, self.options, self.value, self.region), self._chosen)

    def action_step(self, by: int) -> None:
        """Take the option before or after this one, without opening the list."""
        values = [option.value for option in self.options if not option.act]
        if self.value in values:
            place = values.index(self.value) + by
            if 0 <= place < len(values):
                self._chosen(values[place])

    def on_click(self) -> None:
        """A click opens, as Enter does."""
        self.action_open()

    def _chosen(self, value: str | None) -> None:
        if value is not None and value != self.value:
            if not any(option.act and option.value == value for option in self.options):
                self.value = value
            self.post_message(self.Changed(self, value))
