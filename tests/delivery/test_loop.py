"""The worker's thread when things go wrong: faults of the cluster, refusals, clusters that are not there, itself."""

from __future__ import annotations

import threading
from itertools import repeat

import pytest

from tests.delivery.workers import PATIENCE, Opened, record, row, rows
from workbench.clusters.faults import Api, Faults, error_code
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.log import DeliveryLog
from workbench.delivery.loop import DeliveryLoop
from workbench.delivery.producer import OpenProducer
from workbench.delivery.report import DeliveryState, Totals
from workbench.delivery.sending import Sending
from workbench.records.record import ProducerRecord


@pytest.mark.parametrize("name", ["INVALID_RECORD", "MSG_SIZE_TOO_LARGE"])
def test_a_brokers_error_reaches_the_row(name: str, fresh_sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(fresh_sandbox.bootstrap_servers)
    worker.send([record()]).wait_answered(PATIENCE)
    Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code(name))
    worker.send([record(key=b"doomed")]).wait_answered(PATIENCE)
    worker.send([record()]).wait_answered(PATIENCE)
    assert [report.state.word for report in rows(worker)] == ["delivered", "failed", "delivered"]
    error = row(worker, 2).error
    assert error is not None
    assert (error.name, error.message[:8], error.retriable) == (name, "Broker: ", False)


def test_what_the_broker_forbids_fails_now_and_in_the_producer_next(fresh_sandbox: Sandbox, opened: Opened) -> None:
    """librdkafka remembers it of the topic until the next metadata (rdkafka_topic.c)."""
    worker = opened(fresh_sandbox.bootstrap_servers)
    worker.send([record()]).wait_answered(PATIENCE)
    Faults(fresh_sandbox).fail_next(Api.PRODUCE, error_code("TOPIC_AUTHORIZATION_FAILED"))
    worker.send([record()]).wait_answered(PATIENCE)
    worker.send([record()]).wait_answered(PATIENCE)
    errors = [report.error for report in rows(worker)[1:]]
    assert errors[0] == errors[1]
    assert errors[0] is not None
    assert errors[0].name == "TOPIC_AUTHORIZATION_FAILED"


def test_abandon_with_all_brokers_down_closes_the_books(fresh_sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(fresh_sandbox.bootstrap_servers)
    worker.send([record(partition) for partition in range(12)]).wait_answered(PATIENCE)
    for broker in fresh_sandbox.brokers:
        Faults(fresh_sandbox).broker_down(broker)
    sending = worker.send(record(number % 12) for number in range(1_000))
    assert sending.wait(PATIENCE)
    assert not sending.answered
    assert worker.log.totals.in_flight == 1_000
    worker.abandon()
    assert worker.join(10)
    totals = worker.log.totals
    assert (totals.delivered, totals.sent, totals.in_flight, totals.handed_over) == (12, 0, 0, 1_012)
    assert totals.failed + totals.unknown == 1_000
    assert sending.answered
    names = {report.error.name for report in rows(worker) if report.error is not None}
    assert names <= {"_PURGE_QUEUE", "_PURGE_INFLIGHT"}


def test_what_awaits_its_answer_is_unknown_when_abandoned(fresh_sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(fresh_sandbox.bootstrap_servers)
    worker.send([record()]).wait_answered(PATIENCE)
    Faults(fresh_sandbox).round_trip(30_000)
    worker.send([record()])
    while worker.log.totals.in_flight == 0:
        worker.join(0.01)
    worker.stop_sending()
    worker.join(0.2)
    worker.abandon()
    assert worker.join(10)
    assert worker.log.totals == Totals(delivered=1, unknown=1)
    error = row(worker, 2).error
    assert error is not None
    assert (error.name, error.retriable) == ("_PURGE_INFLIGHT", True)
    assert error.message.endswith("it may have been written")


def test_abandon_with_a_full_queue_and_a_feed_without_end(opened: Opened) -> None:
    """Nobody listens on port 1: nothing ever leaves, and the feed waits for room."""
    worker = opened("127.0.0.1:1", queue_buffering_max_messages=100)
    sending = worker.send(repeat(record()))
    while worker.log.totals.in_flight < 101:
        sending.wait(0.01)
    worker.abandon()
    assert worker.join(10)
    totals = worker.log.totals
    assert totals.failed == totals.handed_over == sending.handed_over
    assert {report.error and report.error.name for report in rows(worker)} == {"_PURGE_QUEUE"}


def test_a_record_that_timed_out_before_any_connection_was_never_sent(opened: Opened) -> None:
    worker = opened("127.0.0.1:1", message_timeout_ms=300)
    assert worker.send([record()]).wait_answered(PATIENCE)
    error = row(worker, 1).error
    assert error is not None
    assert error.name == "_MSG_TIMED_OUT"
    assert error.message.endswith("never sent: no connection to its broker")


def test_a_record_that_timed_out_after_it_left_may_have_been_written(fresh_sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(fresh_sandbox.bootstrap_servers, message_timeout_ms=2_000)
    worker.send([record()]).wait_answered(PATIENCE)
    Faults(fresh_sandbox).round_trip(60_000)
    assert worker.send([record()]).wait_answered(PATIENCE)
    error = row(worker, 2).error
    assert error is not None
    assert error.message.endswith("it may have been written")


def test_latency_contains_no_connection_set_up(fresh_sandbox: Sandbox, opened: Opened) -> None:
    """Metadata, connections and the producer id take five round trips before the first record can leave."""
    Faults(fresh_sandbox).round_trip(300)
    worker = opened(fresh_sandbox.bootstrap_servers)
    worker.send([record(0), record(1)]).wait_answered(PATIENCE)
    worker.send([record(0), record(1)]).wait_answered(PATIENCE)
    worker.send([ProducerRecord("payments", b"k", b"v", (), 0)]).wait_answered(PATIENCE)
    latencies = [report.latency or 0 for report in rows(worker)]
    assert min(latencies) > 0.25, "a round trip is part of it"
    assert max(latencies) < 0.55, "set-up is not: it would be another round trip, 0.6 s"


def test_an_unknown_topic_fails(sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(sandbox.bootstrap_servers, topic_metadata_propagation_max_ms=100)
    worker.send([ProducerRecord("no-such-topic", b"k", b"v", (), 0)]).wait_answered(PATIENCE)
    error = row(worker, 1).error
    assert error is not None
    assert error.name in ("_UNKNOWN_TOPIC", "UNKNOWN_TOPIC_OR_PART")


def test_what_the_producer_refuses_fails_and_the_rest_goes_on(sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(sandbox.bootstrap_servers, message_max_bytes=2_000)
    worker.send([record()]).wait_answered(PATIENCE)
    large, nowhere = record(value=bytes(5_000)), record(99)
    odd = ProducerRecord("a\0b", b"k", b"v", (), 0)
    worker.send([large, record(), nowhere, record(), odd, record()]).wait_answered(PATIENCE)
    failed = {report.number: report.error.name for report in rows(worker) if report.error is not None}
    assert failed == {2: "MSG_SIZE_TOO_LARGE", 4: "_UNKNOWN_PARTITION", 6: "_INVALID_ARG"}
    assert worker.log.totals == Totals(delivered=4, failed=3)


def test_a_record_larger_than_the_whole_buffer_fails(sandbox: Sandbox, opened: Opened) -> None:
    worker = opened(sandbox.bootstrap_servers, queue_buffering_max_kbytes=1)
    worker.send([record(value=bytes(3_000)), record()]).wait_answered(PATIENCE)
    large, small = rows(worker)
    assert large.error is not None
    assert (large.state, large.error.name) == (DeliveryState.FAILED, "_QUEUE_FULL")
    assert "queue.buffering.max.kbytes" in large.error.message
    assert small.state is DeliveryState.DELIVERED


def _running(loop: DeliveryLoop) -> threading.Thread:
    thread = threading.Thread(target=loop.run, daemon=True)
    thread.start()
    return thread


def _open(loop: DeliveryLoop, sandbox: Sandbox) -> None:
    loop.commands.put(lambda: loop.open({"bootstrap.servers": sandbox.bootstrap_servers, "linger.ms": 0}))


def test_an_error_in_the_thread_is_said_and_the_books_are_closed(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = DeliveryLoop(DeliveryLog())
    _open(loop, sandbox)
    sending = Sending([record()])

    def broken(*_: object) -> bool:
        raise RuntimeError("broken")

    monkeypatch.setattr(OpenProducer, "hand", broken)
    loop.commands.put(lambda: loop.send(sending))
    _running(loop).join(PATIENCE)
    assert loop.ended.is_set()
    assert loop.problem == "the producer worker stopped: RuntimeError: broken"
    assert loop.log.totals == Totals(unknown=1)
    assert sending.answered


def test_what_is_not_reported_in_time_after_a_purge_is_unknown(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = DeliveryLoop(DeliveryLog())
    monkeypatch.setattr("workbench.delivery.last_reports.GIVE_UP", 0.05)
    monkeypatch.setattr(OpenProducer, "purge", lambda _: None)
    monkeypatch.setattr(OpenProducer, "poll", lambda *_: None)
    _open(loop, sandbox)
    sending = Sending([record(), record()])
    loop.commands.put(lambda: loop.send(sending))
    thread = _running(loop)
    assert sending.wait(PATIENCE)
    loop.commands.put(loop.abandon)
    thread.join(PATIENCE)
    assert loop.ended.is_set()
    assert loop.log.totals == Totals(unknown=2)
    assert sending.answered


def test_a_retired_producer_is_let_go_of_once_it_is_empty(sandbox: Sandbox) -> None:
    loop = DeliveryLoop(DeliveryLog())
    thread = _running(loop)
    for _ in range(3):
        _open(loop, sandbox)
        sending = Sending([record()])
        loop.commands.put(lambda sending=sending: loop.send(sending))  # type: ignore[misc]
        assert sending.wait_answered(PATIENCE)
    loop.commands.put(loop.finish)
    thread.join(PATIENCE)
    assert loop.log.totals == Totals(delivered=3)
    assert loop.current is not None
    assert loop.current.in_flight == 0
