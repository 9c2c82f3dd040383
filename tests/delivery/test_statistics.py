"""Latency percentiles and rate."""

from __future__ import annotations

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.records import hand_over, record
from tests.delivery.reports import answer
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.delivery.statistics import RATE_WINDOW, SAMPLE, RateMeter, histogram, percentile


@given(
    st.lists(st.floats(2**-20, 2**13, width=32), min_size=1, max_size=200),
    st.sampled_from((0.5, 0.95, 0.99, 0.999)),
)
def test_a_percentile_is_within_half_a_percent(latencies: list[float], share: float) -> None:
    counted = histogram([(array("f", latencies), bytes([DeliveryState.DELIVERED]) * len(latencies))])
    exact = sorted(latencies)[max(0, math.ceil(share * len(latencies)) - 1)]
    assert percentile(counted, share) == pytest.approx(exact, rel=0.005)


def test_only_confirmed_records_count() -> None:
    states = bytes(state for state in DeliveryState)
    assert histogram([(array("f", [1.0] * len(states)), states)]).total() == 2
    assert percentile(histogram([]), 0.5) is None


def test_a_latency_that_was_not_measured_does_not_count() -> None:
    counted = histogram([(array("f", [-1.0, 0.25]), bytes([DeliveryState.SENT]) * 2)])
    assert percentile(counted, 0.01) == pytest.approx(0.25, rel=0.005)


def test_no_latency_at_all_is_zero() -> None:
    counted = histogram([(array("f", [0.0]), bytes([DeliveryState.SENT]))])
    assert percentile(counted, 0.5) == 0.0


def test_the_rate_is_that_of_the_last_seconds() -> None:
    meter = RateMeter(100.0)
    assert meter.look(100.0, 0) == 0
    assert meter.look(100.5, 50) == 100
    assert meter.look(100.0 + RATE_WINDOW, 200) == 200 / RATE_WINDOW
    assert meter.look(200.0, 200) < 3
    assert meter.look(200.0 + RATE_WINDOW, 200) == 0


def test_the_log_says_what_its_rows_say() -> None:
    now = 5.0
    log = DeliveryLog(capacity=3 * SAMPLE, kept_bytes=0, steady=lambda: now)
    assert (log.statistics.p50, log.statistics.p99) == (None, None)
    rows = 10 * 256
    for _ in range(10):
        batch = hand_over(log, *[record()] * 256)
        answer(log, batch, *range(128), latency=0.5)
        answer(log, batch, *range(128, 256), latency=0.001)
    now = 6.0
    assert log.statistics.p50 == pytest.approx(0.001, rel=0.005)
    assert log.statistics.p99 == pytest.approx(0.5, rel=0.005)
    assert log.statistics.rate == rows


def test_percentiles_are_found_behind_many_rows_in_flight() -> None:
    log = DeliveryLog(capacity=400_000, kept_bytes=0)
    batch = hand_over(log, *[record()] * 2000)
    answer(log, batch, latency=0.1)
    while log.next < 300_000:
        hand_over(log, *[record()] * min(8192, log.room))
    assert log.statistics.p50 == pytest.approx(0.1, rel=0.005)
