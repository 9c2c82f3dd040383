"""Pastes as one piece: Textual's parser reads an escape inside a bracketed paste as keys, and keys act."""

from __future__ import annotations

from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable, Iterable
from functools import partial

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

ESCAPE = "\x1b"
BEGIN, END = "\x1b[200~", "\x1b[201~"


class PasteParser(XTermParser):
    """Takes all between the two marks of a paste as text, whatever it holds; the rest goes to Textual's parser."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: str | None = None
        """What has come of a paste that is not at its end; None outside of one."""

    def feed(self, data: str) -> Iterable[Message]:
        """The messages of some input; none at all is its end."""
        if not data:
            yield from super().feed(data)
        while data:
            if self._pasted is None:
                before, begin, data = data.partition(BEGIN)
                if before:
                    yield from self._keys(before)
                if begin:
                    self._pasted = ""
            else:
                self._pasted += data
                text, end, data = self._pasted.partition(END)
                if end:
                    self._pasted = None
                    yield events.Paste(text.replace("\x00", ""))

    def _keys(self, data: str) -> Iterable[Message]:
        """Textual's own, but for an escape before a key that takes no alt: it makes a `^` of that, which is typed."""
        for message in super().feed(data):
            is_escape = isinstance(message, events.Key) and message.character == "^" and "^" not in data
            yield events.Key("escape", ESCAPE) if is_escape else message


class PasteDriver(linux_driver.LinuxDriver):
    """Textual's own driver with this parser in its input thread, and with a decoder that takes any byte."""

    def run_input_thread(self) -> None:
        """Read the keyboard until the end."""
        linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined] # the only way in
        linux_driver.getincrementaldecoder = forgiving  # type: ignore[attr-defined,assignment]
        super().run_input_thread()


def forgiving(encoding: str) -> Callable[[], IncrementalDecoder]:
    """A decoder that shows U+FFFD for bytes that are no text: Textual's own ends the program at the first one."""
    return partial(getincrementaldecoder(encoding), errors="replace")
