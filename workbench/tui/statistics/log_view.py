"""librdkafka's own lines, throttling among them: filtered by what is typed, following until somebody scrolls."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from workbench.delivery.client_log import ClientLog
from workbench.tui.actions import Action
from workbench.tui.lab.lines import line
from workbench.tui.lab.sheet import Sheet
from workbench.tui.statistics.log_lines import Shown, shown
from workbench.tui.statistics.view import StatisticsView
from workbench.tui.widgets.line_input import LineInput


class LogView(StatisticsView):
    """The newest line is the last."""

    DEFAULT_CSS = """
    LogView > Horizontal { height: 1; }
    LogView .label { width: 8; color: $accent; }
    LogView LineInput { width: 1fr; background: $field; }
    """
    keys: ClassVar[tuple[Action, ...]] = (
        Action("step", "f4", "Debug lines", "Show librdkafka's debug lines as well, or hide them.", "debug"),
        Action("follow", "f7", "Follow or pause", "Stay at the newest line, or hold still while more come.", "follow"),
    )

    def __init__(self, log: ClientLog) -> None:
        super().__init__(id="view-log", name="log")
        self._log = log
        self._debug = False
        self._following = True
        self._shown = Shown()
        self._asked: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("filter", classes="label")
            yield LineInput(placeholder="words of a line, or its level: warning, throttle, 127.0.0.1:9092", id="wanted")
        yield Sheet(id="client-log")

    @property
    def _sheet(self) -> Sheet:
        return self.query_one(Sheet)

    @property
    def _input(self) -> LineInput:
        return self.query_one(LineInput)

    def on_resize(self) -> None:
        """The lines follow the width."""
        self.call_after_refresh(self.look)

    def come(self) -> None:
        """The cursor types into the filter."""
        self._input.focus()
        self.look()

    def look(self) -> None:
        """Find the lines where there are new ones, or others are wanted."""
        asked = (self._log.total, self._input.value, self._debug, self._sheet.text_width)
        if asked != self._asked:
            self._asked = asked
            self._find()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.look()

    @work(group="client-log", exclusive=True)
    async def _find(self) -> None:
        wanted, width = self._input.value, self._sheet.text_width
        self._shown = await asyncio.to_thread(shown, self._log, wanted, width, debug=self._debug)
        self._draw()

    def _draw(self) -> None:
        lines = self._shown.lines
        state = "following ▼" if self._following else "paused ‖"
        head = line((f"{self._shown.words} · ", "quiet"), (state, "quiet" if self._following else "any"))
        self._sheet.show(lines, [head], len(lines) - 1 if self._following else None)

    def move(self, by: int) -> None:
        """Scrolling up pauses; at the last line it follows again."""
        self._sheet.move(by)
        self._following = self._sheet.top >= len(self._shown.lines) - self._sheet.room
        self._draw()

    def turn(self, by: int) -> None:
        self.move(by * max(1, self._sheet.room - 1))

    def follow(self) -> None:
        """Stay at the newest line, or hold still."""
        self._following = not self._following
        self._draw()

    def step(self) -> None:
        """Debug lines as well, or not."""
        self._debug = not self._debug
        self.look()

    def stop(self) -> bool:
        """The filter goes first."""
        if not self._input.value:
            return False
        self._input.value = ""
        return True
