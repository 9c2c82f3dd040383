"""A delivered record read back from its partition and offset, beside what was sent."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from threading import Event
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen

from workbench.lab.reading_back import ReadBack
from workbench.records.escape import escape
from workbench.tui.lab.lines import EMPTY, Line, paragraph, plain
from workbench.tui.lab.sheet import Sheet
from workbench.tui.panes.read_back_lines import Page, page

Read = Callable[[Event], ReadBack]
"""Reads the record back, in a thread; stops soon after the event is set."""

MOST_COPIED = 5_000
"""Lines that a copy has at most."""

KEYS = "Esc back · ↑ ↓ scroll · n next difference · c copies · r reads again"


class ReadBackScreen(ModalScreen[None]):
    """Reads in the background; leaving stops that."""

    CSS = """
    ReadBackScreen { align: center middle; background: $background 60%; }
    ReadBackScreen > Vertical {
        width: 100%; max-width: 160; height: 94%; background: $surface; padding: 0 1;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $quiet;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,b", "leave", "Back", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "A screenful up", show=False),
        Binding("pagedown,space", "page(1)", "A screenful down", show=False),
        Binding("home", "move(-1000000000)", "To the beginning", show=False),
        Binding("end", "move(1000000000)", "To the end", show=False),
        Binding("n", "difference(1)", "The next difference", show=False),
        Binding("N,p", "difference(-1)", "The difference before", show=False),
        Binding("c", "copy", "Copy", show=False),
        Binding("r", "again", "Read again", show=False),
    ]

    class Came(Message):
        """The record is there, or the sentence that says why it is not."""

        def __init__(self, asked: Event, back: ReadBack | None, sentence: str = "") -> None:
            super().__init__()
            self.asked, self.back, self.sentence = asked, back, sentence

    def __init__(self, title: str, read: Read) -> None:
        super().__init__()
        self._title, self._read = title, read
        self._stopped = Event()
        self._began = 0.0
        self._came: ReadBackScreen.Came | None = None
        self._page: Page | None = None

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title, box.border_subtitle = self._title, KEYS
            yield Sheet()

    def on_mount(self) -> None:
        """Begin, and show that time passes."""
        self.action_again()
        self.set_interval(0.1, self._wait)

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._stopped.set()

    def on_resize(self) -> None:
        """Other bytes a line."""
        self.call_after_refresh(self._draw)

    def action_again(self) -> None:
        """Read it once more, as it is now."""
        self._stopped.set()
        self._stopped = Event()
        self._began, self._came = time.monotonic(), None
        self._fetch(self._stopped)
        self._draw()

    @work(thread=True, exit_on_error=False, group="read-back")
    def _fetch(self, asked: Event) -> None:
        try:
            came = self.Came(asked, self._read(asked))
        except Exception as error:
            came = self.Came(asked, None, escape(str(error)) or type(error).__name__)
        self.post_message(came)

    @on(Came)
    def _show(self, event: Came) -> None:
        if event.asked is self._stopped:
            self._came = event
            self._draw()

    def _wait(self) -> None:
        if self._came is None:
            self._draw()

    def _draw(self) -> None:
        sheet = self.query_one(Sheet)
        width = sheet.text_width
        if not width:
            return
        self._page = page(self._came.back, width) if self._came and self._came.back else None
        if self._page is not None:
            sheet.show(self._page.lines, self._page.head)
        else:
            sheet.show(self._words(width))

    def _words(self, width: int) -> list[Line]:
        if self._came is None:
            seconds = time.monotonic() - self._began
            return [EMPTY, *paragraph(f"reading … {seconds:.1f} s; Esc stops it", width, "quiet")]
        return [EMPTY, *paragraph(f"✗ {self._came.sentence}", width, "bold-other")]

    def action_leave(self) -> None:
        """Back, and stop reading."""
        self._stopped.set()
        self.dismiss(None)

    def action_move(self, lines: int) -> None:
        """Scroll."""
        self.query_one(Sheet).move(lines)

    def action_page(self, by: int) -> None:
        """Scroll by screenfuls."""
        self.query_one(Sheet).page(by)

    def action_difference(self, by: int) -> None:
        """To where the next one begins, or the one before."""
        places = self._page.places if self._page else ()
        if not places:
            self.notify("There is no difference.")
            return
        sheet = self.query_one(Sheet)
        at = bisect_right(places, sheet.top) if by > 0 else bisect_left(places, sheet.top) - 1
        sheet.move(places[at % len(places)] - sheet.top)

    def action_copy(self) -> None:
        """Everything that is shown, to the clipboard."""
        if self._page is not None:
            self.app.copy_to_clipboard(plain([*self._page.head, *self._page.lines[:MOST_COPIED]]))
            self.notify("copied")
