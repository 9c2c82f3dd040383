"""The reports that come after a purge: whether it is worth while to wait for the rest of them."""

from __future__ import annotations

import time
from collections.abc import Callable

GIVE_UP = 1.0
"""Seconds without a report after which no more of what was purged is waited for: it is unknown."""


class LastReports:
    """Looked at with how many records are in flight; patient for as long as they get fewer."""

    def __init__(self, in_flight: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._left = in_flight
        self._clock = clock
        self._deadline = clock() + GIVE_UP

    def are_hopeless(self, in_flight: int) -> bool:
        """Whether no report came for some time."""
        now = self._clock()
        if in_flight < self._left:
            self._left, self._deadline = in_flight, now + GIVE_UP
        return now > self._deadline
