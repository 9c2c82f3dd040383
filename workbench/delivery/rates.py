"""Records a second over the last minutes, from totals that are looked at once a second: nothing is counted a record."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from workbench.delivery.report import Totals

SECONDS = 300
"""How far back the rates go."""

_NEARLY_A_SECOND = 0.9
"""A timer may be a little early; a look that comes sooner than this waits for the next."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Records a second, a figure for each second, the newest last; at most SECONDS of them.

    `seconds` is how many there were in all, those that left included.
    """

    seconds: int = 0
    delivered: tuple[float, ...] = ()
    failed: tuple[float, ...] = ()


class RateHistory:
    """Looked at about once a second by one thread; any thread reads the latest `rates`.

    Delivered counts those sent without a confirmation as well, failed those whose fate is unknown.
    """

    def __init__(self, seconds: int = SECONDS) -> None:
        self._delivered: deque[float] = deque(maxlen=seconds)
        self._failed: deque[float] = deque(maxlen=seconds)
        self._before: tuple[float, int, int] | None = None
        self.rates = Rates()

    def look(self, now: float, totals: Totals) -> None:
        """Note what the totals say at `now`, seconds of any steady clock.

        What came in a longer time than a second, while nobody looked, is spread evenly over its seconds.
        """
        delivered, failed = totals.delivered + totals.sent, totals.failed + totals.unknown
        if self._before is None:
            self._before = now, delivered, failed
            return
        since, delivered_before, failed_before = self._before
        passed = now - since
        if passed < _NEARLY_A_SECOND:
            return
        times = min(round(passed), self._delivered.maxlen or 1)
        self._delivered.extend([(delivered - delivered_before) / passed] * times)
        self._failed.extend([(failed - failed_before) / passed] * times)
        self._before = now, delivered, failed
        self.rates = Rates(self.rates.seconds + times, tuple(self._delivered), tuple(self._failed))
