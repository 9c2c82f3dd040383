"""Counting without a report for every record, on the real protocol: the books are those of the full log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from workbench.clusters.faults import Api, Faults, error_code
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.report import Totals
from workbench.delivery.sending import Sending
from workbench.delivery.tally import Tally
from workbench.delivery.worker import ProducerWorker
from workbench.records.columns import RecordColumns
from workbench.records.record import Header, ProducerRecord

PATIENCE = 60.0


def columns(count: int, value: bytes = b"v", headers: tuple[Header, ...] = ()) -> RecordColumns:
    return RecordColumns("orders", [b"k"] * count, [value] * count, [n % 12 for n in range(count)], headers, None)


class Counting:
    """A worker that counts."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.tally = Tally()
        self.worker = ProducerWorker(self.tally)
        self._servers = sandbox.bootstrap_servers

    def open(self, **properties: object) -> ProducerWorker:
        given = {name.replace("_", "."): value for name, value in properties.items()}
        self.worker.open({"bootstrap.servers": self._servers, "enable.idempotence": True, "linger.ms": 0} | given)
        return self.worker

    def end(self) -> Totals:
        self.worker.finish()
        assert self.worker.join(PATIENCE)
        return self.tally.totals


@pytest.fixture
def counting(fresh_sandbox: Sandbox) -> Iterator[Counting]:
    made = Counting(fresh_sandbox)
    yield made
    made.worker.abandon()
    assert made.worker.join(PATIENCE)


def test_every_record_is_counted_once(counting: Counting) -> None:
    sending: Sending = counting.open(queue_buffering_max_messages=500).send_columns(columns(n) for n in (1, 4_000, 999))
    assert sending.wait(PATIENCE)
    assert counting.end() == Totals(delivered=5_000)
    assert sending.handed_over == 5_000


def test_records_one_by_one_with_headers_and_timestamps_are_counted_too(counting: Counting) -> None:
    record = ProducerRecord("orders", b"k", b"v", (("h", None), ("h", b"1")), 3, 1_700_000_000_000)
    counting.open().send([record] * 300 + [ProducerRecord("orders")])
    assert counting.end() == Totals(delivered=301)


def test_without_answers_they_are_sent_and_not_delivered(counting: Counting) -> None:
    counting.open(acks="0", enable_idempotence=False).send_columns([columns(50)])
    assert counting.end() == Totals(sent=50)


def test_a_brokers_errors_are_failures_by_name(counting: Counting, fresh_sandbox: Sandbox) -> None:
    Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code("MSG_SIZE_TOO_LARGE"))
    counting.open(linger_ms=100, enable_idempotence=False).send_columns(
        [RecordColumns("orders", [b"k"] * 20, [b"v"] * 20, [5] * 20)]
    )
    assert counting.end() == Totals(failed=20)
    assert [(error.name, count) for error, count in counting.tally.troubles.items()] == [("MSG_SIZE_TOO_LARGE", 20)]


def test_what_the_producer_does_not_take_has_failed_and_the_rest_goes_on(counting: Counting) -> None:
    large = RecordColumns("orders", [b"k"] * 3, [b"v", bytes(2_000_000), b"v"], [0] * 3)
    counting.open().send_columns([large, columns(10, headers=(("h", b"x"),))])
    assert counting.end() == Totals(delivered=12, failed=1)
    assert [error.name for error in counting.tally.troubles] == ["MSG_SIZE_TOO_LARGE"]


def test_what_is_abandoned_is_unknown_or_never_sent(counting: Counting, fresh_sandbox: Sandbox) -> None:
    worker = counting.open()
    assert worker.send_columns([columns(12)]).wait(PATIENCE)
    while counting.tally.totals.delivered < 12:
        worker.join(0.01)
    Faults(fresh_sandbox).round_trip(60_000)
    assert worker.send_columns([columns(1_000)]).wait(PATIENCE)
    worker.abandon()
    assert worker.join(PATIENCE)
    totals = counting.tally.totals
    assert (totals.delivered, totals.in_flight, totals.handed_over) == (12, 0, 1_012)
    assert totals.failed + totals.unknown == 1_000
    assert sum(counting.tally.troubles.values()) <= 1_000


def test_two_producers_after_each_other_are_counted_together(counting: Counting) -> None:
    assert counting.open().send_columns([columns(500)]).wait(PATIENCE)
    counting.open(linger_ms=1).send_columns([columns(500)])
    assert counting.end() == Totals(delivered=1_000)
