"""A log without rows still keeps the books."""

from __future__ import annotations

from tests.delivery.records import hand_over, record
from workbench.delivery.report import DeliveryError, DeliveryState, Totals
from workbench.delivery.tally import Tally

ERROR = DeliveryError("MSG_SIZE_TOO_LARGE", "too large")


def test_records_are_counted_and_not_kept() -> None:
    tally = Tally()
    for _ in range(3):
        hand_over(tally, *[record()] * 1_000)
    assert tally.totals == Totals(in_flight=3_000)
    assert (len(tally), tally.first, tally.next) == (0, 3_001, 3_001)
    assert (tally.row(3_000), tally.report(1), list(tally.stretches(1, 3_001))) == (None, None, [])
    assert tally.first_in_flight(1) == 3_001
    assert tally.room > 0


def test_outcomes_and_what_is_given_up_add_up() -> None:
    tally = Tally()
    batch = hand_over(tally, *[record()] * 10)
    tally.counts[DeliveryState.DELIVERED] += 6
    tally.settle(batch.chunk, 0, DeliveryState.FAILED, ERROR)
    tally.settle(batch.chunk, 0, DeliveryState.FAILED, ERROR, partition=3, latency=0.5)
    assert tally.totals == Totals(delivered=6, failed=2, in_flight=2)
    assert tally.troubles == {ERROR: 2}
    tally.give_up()
    assert tally.totals == Totals(delivered=6, failed=2, unknown=2)


def test_its_statistics_have_no_percentiles() -> None:
    statistics = Tally().statistics
    assert (statistics.p50, statistics.p99) == (None, None)
