"""librdkafka's own log lines of a session: the newest, for a view of their own and nowhere else."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from threading import Lock
from typing import NamedTuple

LINES = 5_000
DEBUG_LINES = 2_000
DEBUG = 7
"""syslog's level of what is read by those who look for a fault, and of what the set-up is read from."""

THROTTLE = "THROTTLE: "
"""What a line begins with that tells of a broker that holds this client back."""


class ClientLine(NamedTuple):
    """`time` is epoch seconds, `level` syslog's: 0 is an emergency, 7 debug."""

    time: float
    level: int
    text: str

    @property
    def is_throttle(self) -> bool:
        """Whether a broker holds this client back."""
        return self.text.startswith(THROTTLE)


class ClientLog:
    """Bounded: the oldest lines leave and stay counted. Debug lines, which are many, have bounds of their own, so that
    they never push a warning out.

    One thread adds; any thread reads, and gets copies.
    """

    def __init__(self, capacity: int = LINES) -> None:
        self._told: deque[tuple[int, ClientLine]] = deque(maxlen=capacity)
        self._debug: deque[tuple[int, ClientLine]] = deque(maxlen=min(capacity, DEBUG_LINES))
        self._counts = [0] * (DEBUG + 1)
        self._throttles = 0
        self._turn = Lock()

    def add(self, level: int, line: str, now: float) -> None:
        """A line of syslog's level at `now`, epoch seconds."""
        told = ClientLine(now, min(max(level, 0), DEBUG), line)
        with self._turn:
            kept = self._debug if told.level == DEBUG else self._told
            kept.append((self.total, told))
            self._counts[told.level] += 1
            self._throttles += told.is_throttle

    @property
    def lines(self) -> tuple[ClientLine, ...]:
        """The lines that are kept, in the order in which they came."""
        with self._turn:
            kept = [*self._told, *self._debug]
        return tuple(line for _, line in sorted(kept))

    @property
    def total(self) -> int:
        """How many came so far: also tells whether there are new ones."""
        return sum(self._counts)

    @property
    def left(self) -> int:
        """How many have left."""
        with self._turn:
            return self.total - len(self._told) - len(self._debug)

    @property
    def counts(self) -> Mapping[int, int]:
        """How many came of each level; those of which none came are left out."""
        return {level: count for level, count in enumerate(self._counts[:]) if count}

    @property
    def throttles(self) -> int:
        """How often a broker held this client back."""
        return self._throttles
