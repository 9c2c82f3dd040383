"""The worker on a real protocol: the embedded cluster."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import repeat

import pytest

from tests.delivery.workers import PATIENCE, Opened, config, record, row, rows
from workbench.clusters.faults import Faults
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState, Totals
from workbench.delivery.worker import ProducerWorker
from workbench.records.record import ProducerRecord


def test_records_are_delivered_and_their_rows_say_where(fresh_sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(fresh_sandbox.bootstrap_servers)
    assert worker.send([record(5), record(5), record(2, None, None)]).wait_answered(PATIENCE)
    assert [(report.state, report.partition, report.offset) for report in rows(worker)] == [
        (DeliveryState.DELIVERED, 5, 0),
        (DeliveryState.DELIVERED, 5, 1),
        (DeliveryState.DELIVERED, 2, 0),
    ]
    assert {report.timestamp for report in rows(worker)} == {None}, "the mock cluster's append time means nothing"
    assert all(report.latency is not None and report.latency > 0 for report in rows(worker))
    assert worker.log.totals == Totals(delivered=3)


def test_the_record_stands_beside_its_report(sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(sandbox.bootstrap_servers)
    sent = ProducerRecord("orders", b"", None, (("trace", b"a"), ("trace", None), ("trace", b"")), 3, 1_700_000_000_000)
    worker.send([sent]).wait_answered(PATIENCE)
    assert row(worker, 1).record == sent
    assert row(worker, 1).key == b""


def test_a_partition_left_open_is_the_producers_choice(sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(sandbox.bootstrap_servers, partitioner="murmur2_random")
    worker.send([record(None, b"user-42"), record(None, b"user-42")]).wait_answered(PATIENCE)
    first, second = rows(worker)
    assert first.partition == second.partition is not None


def test_a_full_queue_loses_nothing_and_keeps_the_order(fresh_sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(fresh_sandbox.bootstrap_servers, queue_buffering_max_messages=100)
    sending = worker.send(record(7, b"%d" % number) for number in range(5_000))
    assert sending.wait_answered(PATIENCE)
    assert sending.handed_over == 5_000
    assert worker.log.totals == Totals(delivered=5_000)
    assert [report.offset for report in rows(worker)] == list(range(5_000))


def test_without_acks_records_are_sent_not_confirmed(sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(sandbox.bootstrap_servers, acks="0", enable_idempotence=False)
    worker.send([record(4), record(4)]).wait_answered(PATIENCE)
    assert worker.log.totals == Totals(sent=2)
    assert [(report.partition, report.offset) for report in rows(worker)] == [(4, None), (4, None)]


def test_brokers_are_seen_to_come_up(sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(sandbox.bootstrap_servers)
    assert worker.wait_open(PATIENCE).open
    for partition in range(12):
        worker.send([record(partition)]).wait_answered(PATIENCE)
    assert list(worker.status.broker_states.values()) == ["UP"] * 3


def test_what_a_feed_raises_is_offered_and_the_worker_goes_on(sandbox: Sandbox, opened: Opened) -> None:
    problem = ValueError("line 3: not an integer")

    def feed() -> Iterator[ProducerRecord]:
        yield record(1)
        yield record(2)
        raise problem

    worker = opened(sandbox.bootstrap_servers)
    sending = worker.send(feed())
    assert sending.wait_answered(PATIENCE)
    assert (sending.error, sending.handed_over) == (problem, 2)
    assert worker.send([record()]).wait_answered(PATIENCE)
    assert worker.log.totals == Totals(delivered=3)
    assert worker.status.problem == ""


def test_feeds_go_out_in_the_order_of_the_sends(fresh_sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(fresh_sandbox.bootstrap_servers)
    sendings = [worker.send([record(3, b"%d" % (10 * tens + ones)) for ones in range(10)]) for tens in range(20)]
    assert all(sending.wait_answered(PATIENCE) for sending in sendings)
    assert [sending.first for sending in sendings] == list(range(1, 201, 10))
    assert [report.offset for report in rows(worker)] == list(range(200))


def test_a_feed_that_has_nothing_yet_lets_others_pass(sandbox: Sandbox, opened: Opened) -> None:
    ready = threading.Event()

    def feed() -> Iterator[ProducerRecord | None]:
        while not ready.is_set():
            yield None
        yield record()

    worker = opened(sandbox.bootstrap_servers)
    waiting = worker.send(feed())
    assert worker.send([record()]).wait_answered(PATIENCE)
    assert not waiting.done
    ready.set()
    assert waiting.wait_answered(PATIENCE)


def test_stop_sending_ends_the_feed_and_loses_nothing_handed_over(sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(sandbox.bootstrap_servers)
    sending = worker.send(repeat(record()))
    while not worker.log.totals.delivered:
        sending.wait(0.01)
    worker.stop_sending()
    assert sending.wait_answered(PATIENCE)
    assert sending.stopped
    assert worker.log.totals == Totals(delivered=sending.handed_over)
    assert not worker.status.sending


def test_finish_waits_for_the_feeds_and_the_answers(sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(sandbox.bootstrap_servers)
    worker.send(record(number % 12) for number in range(3_000))
    worker.finish()
    assert worker.join(PATIENCE)
    assert worker.log.totals == Totals(delivered=3_000)


def test_after_the_end_nothing_is_taken(sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(sandbox.bootstrap_servers)
    worker.finish()
    assert worker.join(PATIENCE)
    sending = worker.send([record()])
    assert sending.wait_answered(PATIENCE)
    assert (sending.stopped, sending.handed_over) == (True, 0)
    assert worker.log.totals == Totals()


def test_other_settings_keep_the_numbers_running(fresh_sandbox: Sandbox, opened: Opened) -> None:
    faults = Faults(fresh_sandbox)
    worker = opened(fresh_sandbox.bootstrap_servers)
    worker.send([record()]).wait_answered(PATIENCE)
    faults.round_trip(300)
    first = worker.send([record(2)] * 5)
    assert first.wait(PATIENCE)
    worker.open(config(fresh_sandbox.bootstrap_servers, acks="0", enable_idempotence=False))
    second = worker.send([record(2)] * 5)
    assert second.wait(PATIENCE)
    assert not first.answered, "the first producer's answers are still to come"
    assert first.wait_answered(PATIENCE)
    assert second.wait_answered(PATIENCE)
    assert (first.first, second.first) == (2, 7)
    assert worker.log.totals == Totals(delivered=6, sent=5)
    assert [report.state.word for report in rows(worker)] == ["delivered"] * 6 + ["sent"] * 5


def test_settings_that_cannot_be_are_said_and_records_fail(sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(sandbox.bootstrap_servers, acks="0", sasl_password="hunter2")
    status = worker.wait_open(PATIENCE)
    assert not status.open
    assert status.problem.startswith("the producer cannot be opened: ")
    assert "acks" in status.problem
    worker.send([record()]).wait_answered(PATIENCE)
    error = row(worker, 1).error
    assert error is not None
    assert status.problem in error.message
    worker.open(config(sandbox.bootstrap_servers))
    assert worker.wait_open(PATIENCE).open
    assert worker.send([record()]).wait_answered(PATIENCE)
    assert worker.log.totals == Totals(delivered=1, failed=1)


def test_records_sent_before_the_worker_is_open_wait_for_it(sandbox: Sandbox) -> None:
    worker = ProducerWorker(DeliveryLog())
    sending = worker.send([record()])
    worker.open(config(sandbox.bootstrap_servers))
    assert sending.wait_answered(PATIENCE)
    assert worker.log.totals == Totals(delivered=1)
    worker.finish()
    assert worker.join(PATIENCE)


def test_a_worker_that_was_never_opened_ends_too() -> None:
    worker = ProducerWorker(DeliveryLog())
    sending = worker.send([record()])
    worker.finish()
    assert worker.join(PATIENCE)
    assert sending.answered
    assert worker.log.totals == Totals(failed=1)


def test_nothing_is_written_on_the_screen(sandbox: Sandbox, opened: Opened, capfd: pytest.CaptureFixture[str]) -> None:
    worker = opened(sandbox.bootstrap_servers, debug="all")
    worker.send([record()]).wait_answered(PATIENCE)
    nowhere = opened("127.0.0.1:1", message_timeout_ms=300)
    nowhere.send([record()]).wait_answered(PATIENCE)
    for one in (worker, nowhere):
        one.finish()
        assert one.join(PATIENCE)
    assert capfd.readouterr() == ("", "")
