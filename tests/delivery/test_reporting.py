"""Delivery events written into the log."""

from __future__ import annotations

import numpy as np
import pytest

from tests.delivery.records import hand_over, record
from tests.delivery.reports import Answered, answer
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryReport, DeliveryState, Totals
from workbench.delivery.reporting import LogReports, TallyReports
from workbench.delivery.set_up import SetUp
from workbench.delivery.tally import Tally
from workbench.librdkafka.messages import Answer

TOO_LARGE = 10  # MSG_SIZE_TOO_LARGE
TIMED_OUT = -192  # _MSG_TIMED_OUT
ANSWERS = (Answer("orders", 3, 7),)
UP = "BROKER [p#1]: 127.0.0.1:9092/1: Broker changed state CONNECT -> UP"
JOINED = "TOPBRK [p#1]: 127.0.0.1:9092/1: Topic orders [3]: joining broker (rktp 0x1)"


def _row(log: DeliveryLog, number: int) -> DeliveryReport:
    row = log.row(number)
    assert row is not None
    return row


def test_a_report_fills_its_row() -> None:
    log = DeliveryLog(capacity=4)
    answer(log, hand_over(log, record(), record()), 1)
    row = _row(log, 2)
    assert (row.state, row.partition, row.offset, row.timestamp) == (DeliveryState.DELIVERED, 3, 42, 1_700_000_000_000)
    assert row.latency == pytest.approx(0.25)
    assert row.broker == 1
    assert log.totals.delivered == log.totals.in_flight == 1


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param((2, 1234), None, id="the mock cluster's append time means nothing"),
        pytest.param((0, -1), None, id="no timestamp"),
        pytest.param((1, 1234), 1234, id="a create time is the record's own, however old"),
        pytest.param((2, 1_700_000_000_000), 1_700_000_000_000, id="a broker's append time"),
    ],
)
def test_timestamps(given: tuple[int, int], shown: int | None) -> None:
    log = DeliveryLog(capacity=4)
    answer(log, hand_over(log, record()), time=given)
    assert _row(log, 1).timestamp == shown


def test_delivered_without_an_offset() -> None:
    """librdkafka says so of a record that a broker had already (DUPLICATE_SEQUENCE_NUMBER)."""
    log = DeliveryLog(capacity=4)
    answer(log, hand_over(log, record()), offset=-1001)
    assert (_row(log, 1).state, _row(log, 1).offset) == (DeliveryState.DELIVERED, None)


def test_without_acks_a_record_is_sent_and_no_more() -> None:
    log = DeliveryLog(capacity=4)
    answer(log, hand_over(log, record()), offset=-1001, confirmed=False)
    row = _row(log, 1)
    assert (row.state, row.partition, row.offset, row.timestamp) == (DeliveryState.SENT, 3, None, None)
    assert row.latency == pytest.approx(0.25)
    assert log.totals.sent == 1


def test_good_and_bad_of_one_event_in_rows_of_two_chunks() -> None:
    log, set_up = DeliveryLog(capacity=4), SetUp(False)
    batches = [hand_over(log, *[record()] * 3), hand_over(log, record()), hand_over(log, record(), record())]
    reports = LogReports(log, set_up, confirmed=True)
    for batch in batches:
        reports.expect(batch)
    rows = np.array([1, 2, 3, 4, 5, 6])
    errors = np.array([0, TOO_LARGE, 0, TIMED_OUT, 0, TOO_LARGE])
    event = Answered(errors, np.array([0, 0, 1, 1, 2, 2]), rows * 10, rows, rows, rows * 0, ANSWERS)
    reports.take(event, log._steady() + 1.0)
    assert log.totals == Totals(delivered=3, failed=2, unknown=1)
    assert [(row.partition, row.offset) for number in (3, 5) if (row := _row(log, number))] == [(1, 30), (2, 50)]
    error = _row(log, 6).error
    assert error is not None
    assert error.name == "MSG_SIZE_TOO_LARGE"


def test_what_timed_out_is_unknown_only_if_it_may_be_written() -> None:
    log = DeliveryLog(capacity=4)
    reports, rows = LogReports(log, SetUp(False), confirmed=True), np.array([1, 2, 3])
    reports.expect(hand_over(log, record(), record(), record()))
    codes = np.array([TIMED_OUT, TIMED_OUT, 0])
    reports.take(Answered(codes, rows * 0, rows, rows, rows, rows * 0, ANSWERS, never_left=(2,)), log._steady())
    assert [_row(log, number).state.word for number in (1, 2, 3)] == ["unknown", "failed", "delivered"]
    told = [error.message for number in (1, 2) if (error := _row(log, number).error)]
    assert told[0].endswith("it may have been written")
    assert told[1].endswith("no broker has taken it")


def test_latency_counts_from_when_the_record_could_leave() -> None:
    log = DeliveryLog(capacity=4, steady=lambda: 100.0)
    batch, set_up = hand_over(log, record()), SetUp(False)
    set_up.feed(JOINED, 100.5)
    set_up.feed(UP, 102.0)
    reports = LogReports(log, set_up, confirmed=True)
    reports.expect(batch)
    one = np.array([1])
    reports.take(Answered(one * 0, one * 3, one, one, one, one * 0, ANSWERS), 102.25)
    assert _row(log, 1).latency == pytest.approx(0.25)


def test_what_nobody_asks_about_is_sent_once_it_is_taken() -> None:
    log = DeliveryLog(capacity=8)
    batch = hand_over(log, *[record()] * 4)
    reports = LogReports(log, SetUp(False), confirmed=True, asked=False)
    reports.expect(batch)
    reports.taken(batch, range(4), [(1, TOO_LARGE)])
    assert [_row(log, number).state.word for number in range(1, 5)] == ["sent", "queued", "sent", "sent"]
    assert log.totals == Totals(sent=3, in_flight=1)


def test_a_tally_counts_the_same() -> None:
    tally = Tally()
    batch = hand_over(tally, *[record()] * 4)
    reports = TallyReports(tally, SetUp(False), confirmed=True)
    reports.expect(batch)
    rows = np.arange(4)
    reports.take(Answered(np.array([0, TOO_LARGE, 0, 0]), rows, rows, rows, rows, rows * 0, ANSWERS), 0.0)
    assert tally.totals == Totals(delivered=3, failed=1)
    assert [(error.name, count) for error, count in tally.troubles.items()] == [("MSG_SIZE_TOO_LARGE", 1)]
