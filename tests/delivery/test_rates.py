"""Rates of the last minutes, from totals looked at now and then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.delivery.rates import RateHistory, Rates
from workbench.delivery.report import Totals


def test_each_second_has_its_rate() -> None:
    history = RateHistory()
    history.look(100.0, Totals(delivered=1_000))
    assert history.rates == Rates()
    history.look(101.0, Totals(delivered=1_010, sent=5, failed=1, unknown=2))
    history.look(102.0, Totals(delivered=1_010, sent=5, failed=1, unknown=2, in_flight=7))
    assert history.rates == Rates(2, (15, 0), (3, 0))


def test_a_look_too_soon_waits_and_a_late_one_is_spread() -> None:
    history = RateHistory()
    history.look(0.0, Totals())
    history.look(0.5, Totals(delivered=50))
    assert history.rates.seconds == 0
    history.look(4.0, Totals(delivered=400))
    assert history.rates.delivered == (100.0,) * 4


def test_only_the_last_seconds_are_kept() -> None:
    history = RateHistory(seconds=3)
    for second in range(10):
        history.look(float(second), Totals(delivered=second * second))
    assert history.rates == Rates(9, (13, 15, 17), (0, 0, 0))
    history.look(1_000.0, Totals(delivered=81))
    assert history.rates.delivered == (0, 0, 0)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 1_000)), max_size=40))
def test_the_rates_add_up_to_the_records(looks: list[tuple[int, int]]) -> None:
    history, now, delivered = RateHistory(), 0.0, 0
    history.look(now, Totals())
    for seconds, records in looks:
        now, delivered = now + seconds, delivered + records
        history.look(now, Totals(delivered=delivered))
    assert sum(history.rates.delivered) == pytest.approx(delivered)
    assert history.rates.seconds == now
