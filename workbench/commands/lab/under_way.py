"""How far through the keys a question is: for the line on a terminal, and for the word at a Ctrl-C."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self, TextIO

from workbench.commands.lab.keys import Keys
from workbench.commands.lab.layout import count_of
from workbench.commands.lab.topics import CANNOT_CONNECT
from workbench.commands.refused import Refused

SHOWN_AFTER, BETWEEN = 0.5, 0.2
"""Seconds until the line is shown, and between two looks."""

_ERASE = "\r\x1b[K"


class UnderWay:
    """Keys counted when they are done with. Inside it the line is shown; `stream` None: it is not.

    The line is a thread's: a cluster that is slow to answer yields no block to count by.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self.keys = 0
        self.done: float | None = None
        self.problem: Refused | None = None
        self._stream = stream
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._show, name="progress", daemon=True)

    def through(self, blocks: Iterable[Keys]) -> Iterator[Keys]:
        """The same blocks, counted. What ends them too early is noted: the answer is about those that came."""
        try:
            for block in blocks:
                yield block
                self.keys += len(block)
                self.done = block.done
        except Refused as refused:
            if not (self.keys and refused.code == CANNOT_CONNECT):
                raise
            self.problem = refused

    @property
    def words(self) -> str:
        """How far it is: `1,204 keys`, with the share where it is known."""
        return count_of(self.keys, "key") + ("" if self.done is None else f" ({self.done:.0%})")

    def __enter__(self) -> Self:
        if self._stream is not None:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Leaves the terminal's line as it was found; safe to repeat."""
        self._over.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _show(self) -> None:
        assert self._stream is not None
        started = time.monotonic()
        if self._over.wait(SHOWN_AFTER):
            return
        while not self._over.is_set():
            rate = self.keys / (time.monotonic() - started)
            self._write(f"{_ERASE}{self.words} · {rate:,.0f}/s")
            self._over.wait(BETWEEN)
        self._write(_ERASE)

    def _write(self, text: str) -> None:
        assert self._stream is not None
        self._stream.write(text)
        self._stream.flush()
