"""What a live summary needs, worked out from the columns when it is looked at: nothing is counted per report."""

from __future__ import annotations

import struct
import sys
from array import array
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import compress

from workbench.delivery.report import DeliveryState

SAMPLE = 16_384
"""Reports that a percentile is read from: of p99, 164 lie above it."""

ENOUGH = 1_000
"""Confirmed reports that a percentile is content with."""

RATE_WINDOW = 2.0
"""Seconds over which the rate is taken."""

_CONFIRMED = bytes(state in (DeliveryState.DELIVERED, DeliveryState.SENT) for state in range(256))
_HIGH_HALF = 1 if sys.byteorder == "little" else 0
_NEGATIVE = 1 << 15
"""The sign's bit in a bucket."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Reports a second over the last seconds; latency percentiles of the latest confirmed records, in seconds.

    Percentiles are None while nothing is confirmed.
    """

    rate: float = 0.0
    p50: float | None = None
    p99: float | None = None


def histogram(parts: Iterable[tuple[array[float], bytes]]) -> Counter[int]:
    """Latencies counted in log-scaled buckets, those of confirmed rows alone; below 0 is not known, and not counted.

    Each part is float32 latencies and the states of the same rows. A bucket is the upper half of the float's bits:
    its exponent and 7 bits of its fraction, so 128 buckets an octave; none is further than 0.4 % from its middle.
    """
    counted: Counter[int] = Counter()
    for latencies, states in parts:
        buckets = array("H", latencies.tobytes())[_HIGH_HALF::2]
        counted.update(compress(buckets, states.translate(_CONFIRMED)))
    for bucket in [one for one in counted if one >= _NEGATIVE]:
        del counted[bucket]
    return counted


def percentile(counted: Mapping[int, int], share: float) -> float | None:
    """The latency that `share` of the records do not exceed, by the nearest rank; None for no record."""
    rank = share * sum(counted.values())
    below = 0
    for bucket in sorted(counted):
        below += counted[bucket]
        if below >= rank:
            return middle(bucket)
    return None


def middle(bucket: int) -> float:
    """The latency that stands for a bucket of the histogram, in seconds."""
    value: float = struct.unpack("<f", struct.pack("<I", bucket << 16 | 0x8000))[0]
    return value if bucket else 0.0


class RateMeter:
    """Reports a second, from totals looked at now and then."""

    def __init__(self, now: float) -> None:
        self._looks: deque[tuple[float, int]] = deque(((now, 0),))

    def look(self, now: float, answered: int) -> float:
        """The rate at `now` (seconds of any steady clock) with this many reports in total."""
        looks = self._looks
        looks.append((now, answered))
        while len(looks) > 2 and now - looks[1][0] >= RATE_WINDOW:
            looks.popleft()
        since, before = looks[0]
        return (answered - before) / (now - since) if now > since else 0.0
