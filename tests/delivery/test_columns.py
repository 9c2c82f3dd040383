"""One stretch of rows."""

from __future__ import annotations

from tests.delivery.records import hand_over, record
from workbench.delivery.columns import KEY_BYTES
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryReport, DeliveryState
from workbench.records.record import ProducerRecord


def _log() -> DeliveryLog:
    return DeliveryLog(capacity=8, clock=lambda: 1234.5)


def _row(log: DeliveryLog, number: int) -> DeliveryReport:
    row = log.row(number)
    assert row is not None
    return row


def test_a_row_says_what_was_handed_over() -> None:
    log = _log()
    hand_over(log, ProducerRecord("orders", b"key", b"value", (("trace", b"1"),), 3, 99))
    assert _row(log, 1) == DeliveryReport(
        number=1,
        time=1234.5,
        topic="orders",
        partition=3,
        offset=None,
        timestamp=None,
        key=b"key",
        key_size=3,
        value_size=5,
        size=14,
        latency=None,
        state=DeliveryState.QUEUED,
    )


def test_null_and_empty_keys_stay_apart() -> None:
    log = _log()
    hand_over(log, record(None), record(b""), record(b"k"), record(None, None))
    rows = [_row(log, number) for number in range(1, 5)]
    assert [row.key for row in rows] == [None, b"", b"k", None]
    assert [(row.key_size, row.size) for row in rows] == [(0, 1), (0, 1), (1, 2), (0, 0)]


def test_a_partition_that_was_left_open_is_not_known_yet() -> None:
    log = _log()
    hand_over(log, ProducerRecord("orders", b"k"))
    assert _row(log, 1).partition is None


def test_a_row_keeps_the_beginning_of_a_long_key_and_its_size() -> None:
    log = _log()
    hand_over(log, record(b"a"), record(bytes(1000)), record(None), record(b"b"))
    rows = [_row(log, number) for number in range(1, 5)]
    assert [row.key for row in rows] == [b"a", bytes(KEY_BYTES), None, b"b"]
    assert [row.key_size for row in rows] == [1, 1000, 0, 1]


def test_an_outcome_without_offset_shows_none() -> None:
    log, error = _log(), DeliveryError("MSG_SIZE_TOO_LARGE", "too large")
    batch = hand_over(log, record())
    log.settle(batch.chunk, batch.start, DeliveryState.FAILED, error, partition=5, latency=0.5)
    row = _row(log, 1)
    assert (row.state, row.error) == (DeliveryState.FAILED, error)
    assert (row.partition, row.offset, row.timestamp, row.latency) == (5, None, None, 0.5)
