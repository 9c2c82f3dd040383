"""Delivery reports as JSON lines: their keys, their order, null and empty, each row once."""

from __future__ import annotations

import json
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.records import hand_over
from tests.delivery.reports import answer
from workbench.commands.reports import ReportLines, totals_line
from workbench.delivery.batch import Batch
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryReport, DeliveryState, Totals
from workbench.delivery.teaching.facts import Facts
from workbench.records.record import ProducerRecord

KEYS = ["topic", "partition", "offset", "timestamp", "latency_ms", "key_size", "value_size", "state", "error"]


def record(key: bytes | None = b"k", value: bytes | None = b"value") -> ProducerRecord:
    return ProducerRecord("orders", key, value)


def deliver(log: DeliveryLog, batch: Batch, position: int, **said: Any) -> None:
    answer(log, batch, position, **said)


def lines(reports: ReportLines) -> list[dict[str, Any]]:
    return [json.loads(line) for line in reports.take().splitlines()]


def test_a_delivered_record() -> None:
    log = DeliveryLog()
    deliver(log, hand_over(log, record()), 0, partition=3, offset=7, latency=0.00525)
    assert ReportLines(log, "orders").take() == (
        '{"topic": "orders", "partition": 3, "offset": 7, "timestamp": 1700000000000, "latency_ms": 5.250, '
        '"key_size": 1, "value_size": 5, "state": "delivered", "error": null}\n'
    )


def test_null_and_empty_have_different_sizes_and_no_time_is_null() -> None:
    log = DeliveryLog()
    batch = hand_over(log, record(None, None), record(b"", b""))
    for position in (0, 1):
        deliver(log, batch, position, time=(2, 1234), offset=-1)
    null, empty = lines(ReportLines(log, "orders"))
    assert (null["key_size"], null["value_size"], null["timestamp"], null["offset"]) == (None, None, None, None)
    assert (empty["key_size"], empty["value_size"]) == (0, 0)


def test_the_other_outcomes_have_the_same_keys_and_their_errors_are_counted() -> None:
    log = DeliveryLog()
    batch = hand_over(log, record(), record(None, b""), record(), record())
    error = DeliveryError("MSG_SIZE_TOO_LARGE", 'Broker: "groß"\n\x1b[2J', retriable=False)
    log.settle(batch.chunk, 0, DeliveryState.FAILED, error, partition=2)
    answer(log, batch, 1, partition=1, latency=0.001, confirmed=False)
    deliver(log, batch, 2)
    log.give_up()
    reports = ReportLines(log, "orders")
    text = reports.take()
    assert text.isascii() and "\x1b" not in text
    failed, sent, delivered, unknown = (json.loads(line) for line in text.splitlines())
    assert [list(row) for row in (failed, sent, delivered, unknown)] == [KEYS] * 4
    assert [row["state"] for row in (failed, sent, delivered, unknown)] == ["failed", "sent", "delivered", "unknown"]
    assert failed["error"] == {
        "name": error.name,
        "message": error.message,
        "retriable": False,
        "kind": "permanent",
        "next_step": "raise the producer's message.max.bytes (-X), or the topic's max.message.bytes, 1,048,588 unless "
        "somebody changed it, whichever was too small",
    }
    assert (failed["partition"], failed["offset"], failed["latency_ms"]) == (2, None, None)
    assert (sent["partition"], sent["offset"], sent["key_size"], sent["value_size"]) == (1, None, None, 0)
    assert (unknown["error"], unknown["partition"]) == (None, None)
    assert reports.troubles == {error: 1}


def test_an_error_is_explained_once_in_a_look_for_records_that_are_alike() -> None:
    log, asked = DeliveryLog(), list[int]()
    batch = hand_over(log, *(record(value=b"x" * size) for size in (5, 5, 6)), record(None, b"x" * 6))
    error = DeliveryError("MSG_SIZE_TOO_LARGE", "Broker: Message size too large")

    def facts(report: DeliveryReport) -> Facts:
        asked.append(report.number)
        return Facts(topic_limit=4, batch_size=report.size)

    for position in range(4):
        log.settle(batch.chunk, position, DeliveryState.FAILED, error, partition=2)
    steps = [row["error"]["next_step"] for row in lines(ReportLines(log, "orders", facts=facts))]
    assert steps == [
        f"raise the topic's max.message.bytes, 4 now; this record is {size} bytes" for size in (6, 6, 7, 6)
    ]
    assert asked == [1, 3, 4]


def test_in_order_a_row_waits_for_those_before_it() -> None:
    log = DeliveryLog()
    batch = hand_over(log, *(record() for _ in range(4)))
    reports = ReportLines(log, "orders")
    deliver(log, batch, 1, offset=1)
    assert (reports.take(), reports.waiting) == ("", 4)
    deliver(log, batch, 0, offset=0)
    assert [row["offset"] for row in lines(reports)] == [0, 1]
    assert (reports.next, reports.waiting, reports.take()) == (3, 2, "")
    deliver(log, batch, 3, offset=3)
    deliver(log, batch, 2, offset=2)
    assert [row["offset"] for row in lines(reports)] == [2, 3]


def test_unordered_a_row_waits_for_none() -> None:
    log = DeliveryLog()
    batch = hand_over(log, *(record() for _ in range(4)))
    reports = ReportLines(log, "orders", ordered=False)
    offsets = []
    for position in (2, 0, 3, 1):
        deliver(log, batch, position, offset=position)
        offsets += [row["offset"] for row in lines(reports)]
    assert offsets == [2, 0, 3, 1]
    assert (reports.next, reports.waiting, reports.take()) == (5, 0, "")


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.booleans(), st.randoms(use_true_random=False))
def test_every_row_is_written_once(batches: list[int], ordered: bool, chance: random.Random) -> None:
    log = DeliveryLog(capacity=7 * 16)
    log.chunk_rows = 7
    reports = ReportLines(log, "orders", ordered=ordered)
    waiting: list[tuple[Batch, int, int]] = []
    seen: list[int] = []
    for size in batches:
        while size:
            taken = min(size, log.room)
            batch = hand_over(log, *(record() for _ in range(taken)))
            waiting += [(batch, position, batch.chunk.base + batch.start + position) for position in range(taken)]
            size -= taken
        chance.shuffle(waiting)
        for _ in range(chance.randint(0, len(waiting))):
            batch, position, number = waiting.pop()
            deliver(log, batch, position, offset=number)
        seen += [row["offset"] for row in lines(reports)]
    for batch, position, number in waiting:
        deliver(log, batch, position, offset=number)
    seen += [row["offset"] for row in lines(reports)]
    assert (seen if ordered else sorted(seen)) == list(range(1, log.next))
    assert reports.waiting == 0


def test_the_totals() -> None:
    line = totals_line(Totals(delivered=5, sent=1, failed=2, unknown=3), 1.23456)
    assert line == ('{"handed_over": 11, "delivered": 5, "sent": 1, "failed": 2, "unknown": 3, "seconds": 1.235}\n')
