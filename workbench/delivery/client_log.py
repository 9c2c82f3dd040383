"""librdkafka's own log lines of a session: the newest, for a view of their own."""

from __future__ import annotations

from collections import deque

LINES = 5_000


class ClientLog:
    """Bounded. The worker's thread adds, any thread reads a copy."""

    def __init__(self, capacity: int = LINES) -> None:
        self._lines: deque[tuple[float, int, str]] = deque(maxlen=capacity)

    def add(self, level: int, line: str, now: float) -> None:
        """A line of syslog's level at `now`, epoch seconds."""
        self._lines.append((now, level, line))

    @property
    def lines(self) -> tuple[tuple[float, int, str], ...]:
        """The lines that are kept: when, level, text."""
        return tuple(self._lines)
