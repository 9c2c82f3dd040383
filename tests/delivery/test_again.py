"""Records that are to be handed over again: in their order, as they were, and those of which nothing is kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.delivery.again import Again, look_up
from workbench.delivery.batch import Batch
from workbench.delivery.log import DeliveryLog
from workbench.records.record import ProducerRecord

RECORDS = tuple(
    ProducerRecord("orders" if one % 2 else "audit", b"%d" % one, b"v", (("a", None),), (None, 3)[one % 2], one or None)
    for one in range(40)
)


def log_of(capacity: int, kept_bytes: int = 1_000_000) -> DeliveryLog:
    log = DeliveryLog(capacity, kept_bytes)
    for record in RECORDS:
        log.hand_over(Batch([record]))
    return log


def test_they_are_the_very_same_records_in_the_order_of_their_rows() -> None:
    again = look_up(log_of(1_000), [7, 3, 4, 3])
    assert all(one is RECORDS[number - 1] for one, number in zip(again.records, (3, 4, 7), strict=True))
    assert again == Again((RECORDS[2], RECORDS[3], RECORDS[6]), may_be_there=3)
    assert again.topics == ("audit", "orders")


@given(st.sets(st.integers(1, 60)), st.integers(1, 50), st.integers(0, 9_000))
def test_every_row_is_either_handed_over_or_said_to_be_gone(numbers: set[int], capacity: int, kept: int) -> None:
    log = log_of(capacity, kept)
    again = look_up(log, list(numbers))
    here = {number for number in numbers if (report := log.report(number)) is not None and report.record is not None}
    assert again.records == tuple(RECORDS[number - 1] for number in sorted(here))
    assert sorted(again.gone) == sorted(numbers - here)


def test_nothing_of_nothing() -> None:
    assert look_up(DeliveryLog(), []) == Again(())
    assert look_up(DeliveryLog(), [1]).gone == (1,)
