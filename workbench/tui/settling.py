"""When a partition's offsets are asked for: once typing has come to rest on it, and again when they can be others."""

from __future__ import annotations

from dataclasses import dataclass

REST = 0.3
"""Seconds for which a placement stands before anybody is asked about it."""

AGAIN = 10.0
"""Seconds until they are asked for again though nothing was sent from here."""

AFTER_SENDING = 1.0
"""Seconds until they are asked for again while records arrive from here."""


@dataclass(slots=True)
class Settling:
    """Looked at several times a second with what is shown, how many records have arrived, and the time in seconds."""

    shown: tuple[str, int] | None = None
    since: float = 0.0
    topic: str = ""
    arrived: int = 0
    asked: float = 0.0

    def due(self, shown: tuple[str, int] | None, arrived: int, now: float) -> bool:
        """Whether to ask now; True counts as asked. `shown` is topic and partition, None for no partition."""
        if shown != self.shown:
            self.shown, self.since = shown, now
        if shown is None or now - self.since < REST or not self._others(shown[0], arrived, now):
            return False
        self.topic, self.arrived, self.asked = shown[0], arrived, now
        return True

    def _others(self, topic: str, arrived: int, now: float) -> bool:
        """Whether the offsets can be others than those of the last answer."""
        age = now - self.asked
        return topic != self.topic or age >= AGAIN or (arrived != self.arrived and age >= AFTER_SENDING)
