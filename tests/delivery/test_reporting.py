"""Delivery callbacks."""

from __future__ import annotations

import pytest

from tests.delivery.records import Message, hand_over, record
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.delivery.reporting import Since, reporter, unconfirmed


def _never(*_: object) -> None:
    raise AssertionError("no error was reported")


def test_a_report_fills_its_row() -> None:
    log = DeliveryLog(capacity=4)
    batch = hand_over(log, record(), record())
    reporter(batch.chunk, log.counts, _never)(1, None, Message())
    row = log.row(2)
    assert row is not None
    assert (row.state, row.partition, row.offset, row.timestamp, row.latency) == (
        DeliveryState.DELIVERED,
        3,
        42,
        1_700_000_000_000,
        0.25,
    )
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
    batch = hand_over(log, record())
    reporter(batch.chunk, log.counts, _never)(0, None, Message(time=given))
    row = log.row(1)
    assert row is not None
    assert row.timestamp == shown


def test_delivered_without_an_offset() -> None:
    """librdkafka says so of a record that a broker had already (DUPLICATE_SEQUENCE_NUMBER)."""
    log = DeliveryLog(capacity=4)
    batch = hand_over(log, record())
    reporter(batch.chunk, log.counts, _never)(0, None, Message(at_offset=-1001))
    row = log.row(1)
    assert row is not None
    assert (row.state, row.offset) == (DeliveryState.DELIVERED, None)


def test_without_acks_a_record_is_sent_and_no_more() -> None:
    log = DeliveryLog(capacity=4)
    batch = hand_over(log, record())
    unconfirmed(batch.chunk, log.counts, _never)(0, None, Message(at_offset=-1001))
    row = log.row(1)
    assert row is not None
    assert (row.state, row.partition, row.offset, row.latency) == (DeliveryState.SENT, 3, None, 0.25)
    assert log.totals.sent == 1


def test_a_message_whose_latency_counts_from_later() -> None:
    message = Since(Message(), 0.125)
    assert message.latency() == 0.125
    assert (message.topic(), message.partition(), message.offset()) == ("orders", 3, 42)
    assert message.timestamp() == Message().timestamp()
