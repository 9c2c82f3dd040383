"""A value that is shown once it has lasted: what comes and goes within a moment does not flicker on the screen."""

from __future__ import annotations

from dataclasses import dataclass

LASTS = 0.5
"""Seconds that a value has to stay."""


@dataclass(slots=True)
class Lost:
    """Brokers that the producer has lost: `shown` are those of which somebody should know."""

    shown: frozenset[int] = frozenset()
    _seen: frozenset[int] = frozenset()
    _since: float = 0.0

    def changes(self, lost: frozenset[int], now: float) -> bool:
        """Whether `shown` is another one by now, seconds of the monotonic clock; who is back is shown at once."""
        if lost != self._seen:
            self._seen, self._since = lost, now
        wanted = lost if now - self._since >= LASTS else self.shown & lost
        changed = wanted != self.shown
        self.shown = wanted
        return changed
