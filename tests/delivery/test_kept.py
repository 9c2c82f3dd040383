"""The budget of record bytes."""

from __future__ import annotations

from itertools import repeat

from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.records import hand_over, record
from workbench.delivery.kept import RECORD_OVERHEAD
from workbench.delivery.log import DeliveryLog
from workbench.records.record import ProducerRecord


def _kept(log: DeliveryLog) -> list[ProducerRecord | None]:
    reports = [log.report(number) for number in range(log.first, log.next)]
    return [None if report is None else report.record for report in reports]


def test_the_record_stands_beside_its_report_headers_and_all() -> None:
    sent = ProducerRecord("orders", b"k", b"v", (("h", None), ("h", b"")), 1, 5)
    log = DeliveryLog(capacity=4)
    hand_over(log, sent)
    assert _kept(log) == [sent]


def test_the_oldest_are_let_go_first() -> None:
    log = DeliveryLog(capacity=8, kept_bytes=2 * (RECORD_OVERHEAD + 101))
    sent = [record(b"k", bytes(100)) for _ in range(4)]
    for one in sent:
        hand_over(log, one)
    assert _kept(log) == [None, None, *sent[2:]]


def test_a_record_sent_many_times_is_counted_once() -> None:
    one = record(b"k", bytes(1000))
    log = DeliveryLog(capacity=100, kept_bytes=RECORD_OVERHEAD + one.size)
    hand_over(log, *repeat(one, 60))
    hand_over(log, *repeat(one, 40))
    assert _kept(log) == [one] * 100


def test_no_budget_keeps_nothing() -> None:
    log = DeliveryLog(capacity=3, kept_bytes=0)
    for _ in range(7):
        hand_over(log, record())
    assert _kept(log) == [None] * 3


sends = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=30)


@given(sends, st.integers(1, 6), st.integers(0, 2000))
def test_what_is_kept_is_the_newest_and_within_the_budget(
    plan: list[tuple[int, int]], capacity: int, budget: int
) -> None:
    pool = [record(b"k%d" % size, bytes(size * 100)) for size in range(4)]
    log = DeliveryLog(capacity, budget)
    sent: list[ProducerRecord] = []
    for which, times in plan:
        for _ in range(times):
            hand_over(log, pool[which])
            sent.append(pool[which])
    kept = _kept(log)
    there = [one for one in kept if one is not None]
    assert kept == [None] * (len(kept) - len(there)) + sent[len(sent) - len(there) :]
    assert sum(one.size + RECORD_OVERHEAD for one in {id(one): one for one in there}.values()) <= budget
