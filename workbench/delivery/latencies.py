"""How long confirmed records took, of all rows that are kept or of the last seconds: percentiles and a histogram.

Numpy is loaded with the first look, and a look takes milliseconds: it belongs into a thread.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.delivery.statistics import middle, percentile

if TYPE_CHECKING:
    from workbench.delivery.views import Numbers

SHARES = (0.5, 0.95, 0.99, 0.999)
EDGES = tuple(nice * 10.0**power for power in range(-4, 3) for nice in (1, 2, 5))
"""Seconds between two bars of the histogram: 100 µs, 200 µs, 500 µs, 1 ms … 500 s."""

_HIGH_HALF = 1 if sys.byteorder == "little" else 0
_POSITIVE = 1 << 15


@dataclass(frozen=True, slots=True)
class Bar:
    """How many records took from `low` to less than `high` seconds; 0 and infinity at the ends."""

    low: float
    high: float
    records: int


@dataclass(frozen=True, slots=True)
class Latencies:
    """In seconds; percentiles and the longest are None while nothing is confirmed. None is more than 0.4 % off.

    The bars go without a gap from the first that is not empty to the last.
    """

    records: int = 0
    p50: float | None = None
    p95: float | None = None
    p99: float | None = None
    p999: float | None = None
    longest: float | None = None
    bars: tuple[Bar, ...] = ()


def latencies(log: DeliveryLog, since: float | None = None) -> Latencies:
    """Of the rows handed over at `since` (the log's steady clock, seconds) or later; of all that are kept for None."""
    import numpy as np

    counted = np.zeros(_POSITIVE, np.int64)
    for chunk, low, high in log.stretches(log.first, log.next):
        views = chunk.views
        if since is not None:
            low += int(np.searchsorted(views.handed[low:high], since))
        if low < high:
            counted += _counted(views.latencies[low:high], views.states[low:high])
    return _summed_up(counted)


def _counted(seconds: Numbers, states: Numbers) -> Numbers:
    """Confirmed records by the upper half of the float's bits, as in `statistics.histogram`; below 0 is not known."""
    import numpy as np

    # 1 and 2, in one comparison: 0 turns into 255.
    confirmed = states - np.uint8(DeliveryState.DELIVERED) <= DeliveryState.SENT - DeliveryState.DELIVERED
    buckets = seconds.view(np.uint16)[_HIGH_HALF::2][confirmed]
    counted: Numbers = np.bincount(buckets, minlength=_POSITIVE)[:_POSITIVE]
    return counted


def _summed_up(counted: Numbers) -> Latencies:
    [places] = counted.nonzero()
    if not len(places):
        return Latencies()
    by_bucket = dict(zip(places.tolist(), counted[places].tolist(), strict=True))
    p50, p95, p99, p999 = (percentile(by_bucket, share) for share in SHARES)
    longest = middle(max(by_bucket))
    return Latencies(sum(by_bucket.values()), p50, p95, p99, p999, longest, _bars(by_bucket))


def _bars(by_bucket: dict[int, int]) -> tuple[Bar, ...]:
    from bisect import bisect_right

    counts = [0] * (len(EDGES) + 1)
    for bucket, records in by_bucket.items():
        counts[bisect_right(EDGES, middle(bucket))] += records
    lows, highs = (0.0, *EDGES), (*EDGES, float("inf"))
    filled = [place for place, records in enumerate(counts) if records]
    return tuple(Bar(lows[one], highs[one], counts[one]) for one in range(filled[0], filled[-1] + 1))
