"""Ctrl-C and SIGTERM while something is under way that has to be stopped, not torn down."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """Inside it the first signal calls `stop` and is noted in `signal`; the next one raises KeyboardInterrupt.

    `stop` runs between two bytecodes of the main thread, so it must not take a lock that this thread may hold.
    """

    def __init__(self, stop: Callable[[], None]) -> None:
        self.signal: int | None = None
        self._stop = stop
        self._before: dict[signal.Signals, object] = {}

    @property
    def exit_code(self) -> int:
        """What a shell says of a program that ended by this signal: 130 for Ctrl-C."""
        return 128 + (self.signal or 0)

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._on_signal) for number in _SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self.signal is not None:
            raise KeyboardInterrupt
        self.signal = number
        self._stop()
