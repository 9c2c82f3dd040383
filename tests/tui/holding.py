"""A widget by itself in a tiny app with the workbench's colours: keys and mouse go in, messages come out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

import workbench.tui
from tests.tui.driving import PATIENCE
from workbench.tui import themes

MessageType = TypeVar("MessageType", bound=Message)
Answer = TypeVar("Answer")


class Holder(App[object]):
    """Shows widgets, or a dialog over them."""

    CSS_PATH = Path(workbench.tui.__file__).with_name("workbench.tcss")

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self._widgets = widgets
        for theme in themes.built_in()[0]:
            self.register_theme(theme)
        self.theme = themes.DEFAULT

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """As the workbench has them."""
        return themes.variables_for(self.current_theme)

    def compose(self) -> ComposeResult:
        yield from self._widgets


@dataclass(slots=True)
class Held:
    """The app that holds the widgets, and all it heard."""

    app: Holder
    pilot: Pilot[object]
    messages: list[Message] = field(default_factory=list)

    @property
    def screen(self) -> str:
        """All text on the screen."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    def heard(self, kind: type[MessageType]) -> list[MessageType]:
        """The messages of a kind, each once, in their order."""
        return [message for message in self.messages if isinstance(message, kind)]

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def click(self, widget: Widget | None, x: int = 0, y: int = 0, *, times: int = 1) -> None:
        """Click a place of a widget; of the screen for None."""
        await self.pilot.click(widget, offset=(x, y), times=times)
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for an event; fail with the screen if it never comes."""
        async with asyncio.timeout(PATIENCE):
            try:
                while not holds():
                    await self.pilot.pause(0.01)
            except asyncio.CancelledError:
                raise AssertionError(f"it never came\n{self.screen}") from None


@asynccontextmanager
async def holding(*widgets: Widget, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Held]:
    """These widgets on a screen of their own."""
    app, messages = Holder(*widgets), list[Message]()

    def hear(message: Message) -> None:
        if not any(message is one for one in messages[-50:]):
            messages.append(message)

    async with app.run_test(size=size, message_hook=hear) as pilot:
        yield Held(app, pilot, messages)


@asynccontextmanager
async def asking(
    dialog: Screen[Answer], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Held, list[Answer | None]]]:
    """A dialog, and the list that gets its answer."""
    answers: list[Answer | None] = []
    async with holding(size=size) as held:
        await held.app.push_screen(dialog, answers.append)
        await held.pilot.pause()
        yield held, answers
