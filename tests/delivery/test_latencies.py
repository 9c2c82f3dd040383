"""Percentiles and histogram of the log's columns, against numpy's own."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.records import hand_over, record
from tests.delivery.reports import answer
from workbench.delivery.latencies import EDGES, Latencies, latencies
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState

TIMED_OUT = DeliveryError("_TIMED_OUT", "Local: Timed out", retriable=True)


def logged(*seconds: float, state: DeliveryState = DeliveryState.DELIVERED) -> DeliveryLog:
    """A log of small chunks with these latencies."""
    log = DeliveryLog(capacity=64, kept_bytes=0)
    for one in seconds:
        batch = hand_over(log, record())
        batch.chunk.latencies[batch.start] = one
        batch.chunk.states[batch.start] = state
    return log


@given(st.lists(st.floats(2**-20, 2**13, width=32), min_size=1, max_size=64))
def test_percentiles_are_numpys_within_half_a_percent(seconds: list[float]) -> None:
    found = latencies(logged(*seconds))
    exact = np.percentile(seconds, [50, 95, 99, 99.9], method="inverted_cdf").tolist()
    assert [found.p50, found.p95, found.p99, found.p999] == [pytest.approx(one, rel=0.005) for one in exact]
    assert found.longest == pytest.approx(max(seconds), rel=0.005)
    assert found.records == len(seconds) == sum(bar.records for bar in found.bars)


@given(st.lists(st.floats(2**-20, 2**13, width=32), min_size=1, max_size=64))
def test_bars_have_no_gap_and_begin_and_end_with_records(seconds: list[float]) -> None:
    bars = latencies(logged(*seconds)).bars
    assert all(bar.high == after.low for bar, after in pairwise(bars))
    assert bars[0].records
    assert bars[-1].records
    assert bars[0].low * 0.995 <= min(seconds)
    assert max(seconds) <= bars[-1].high * 1.005


def test_nothing_is_counted_but_what_was_measured_of_confirmed_records() -> None:
    assert latencies(DeliveryLog()) == Latencies()
    for state in (DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.UNKNOWN):
        assert latencies(logged(0.1, state=state)).records == 0
    assert latencies(logged(-1.0, 0.25, state=DeliveryState.SENT)).records == 1


def test_ends_of_the_histogram() -> None:
    low, *_, high = latencies(logged(0.00001, 5_000.0)).bars
    assert (low.low, low.high, low.records) == (0, EDGES[0], 1)
    assert (high.low, high.high, high.records) == (EDGES[-1], float("inf"), 1)


def test_rows_handed_over_since_a_moment_alone() -> None:
    now = 100.0
    log = DeliveryLog(capacity=3, kept_bytes=0, steady=lambda: now)
    for number in range(1, 6):
        now = 100.0 + number
        answer(log, hand_over(log, record()), latency=number / 10)
    assert latencies(log).records == 3
    assert latencies(log, 105.0).p50 == pytest.approx(0.5, rel=0.005)
    assert latencies(log, 104.0).records == 2
    assert latencies(log, 106.0).records == 0
