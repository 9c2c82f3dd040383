"""The rest of the list of faults that are survived (test_faults.py), from slow answers to clocks that jump."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest
from confluent_kafka import Producer

from tests.brokers import topics
from tests.brokers.apache_kafka import Running
from tests.brokers.cluster import Cluster, EmbeddedCluster, RealCluster, unused_name
from tests.brokers.own_kafka import OwnBroker
from tests.delivery.workers import Opened, config
from tests.end_to_end.accounting import PATIENCE, Halt, agrees, in_the_books, numbered, on_the_broker, until
from workbench.clusters.faults import Api, Faults, error_code
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.client_log import ClientLog
from workbench.delivery.journal import writer
from workbench.delivery.journal.history import one_send
from workbench.delivery.journal.origin import Kind, Origin
from workbench.delivery.journal.store import connect
from workbench.delivery.journal.writer import JournalBooks
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import Totals
from workbench.delivery.transactions import TransactionState
from workbench.delivery.worker import ProducerWorker


def says(lines: ClientLog, words: str) -> bool:
    """Whether librdkafka has said so."""
    return any(words in line for _, _, line in lines.lines)


def test_10_request_time_outs_that_the_broker_reports(fresh_sandbox: Sandbox, opened: Opened) -> None:
    cluster, faults = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox)
    topic = cluster.topic(3)
    worker = opened(cluster.bootstrap_servers, max_in_flight=1)
    faults.fail_next(Api.PRODUCE, *[error_code("REQUEST_TIMED_OUT")] * 6)
    assert worker.send(numbered(topic, 5_000, 3)).wait_answered(PATIENCE)
    assert agrees(worker.log, cluster, topic, 5_000) == Totals(delivered=5_000)


@pytest.mark.kafka
def test_10_request_time_outs_because_apache_kafka_does_not_answer(kafka: RealCluster, opened: Opened) -> None:
    topic, half, lines = kafka.topic(3), Halt.new(), ClientLog()
    worker = opened(kafka.bootstrap_servers, lines=lines, request_timeout_ms=1_000, socket_timeout_ms=1_000)
    sending = worker.send(half.within(numbered(topic, 20_000, 3), before=10_000))
    half.wait(worker)
    with kafka.silent():
        half.over.set()
        until(worker, lambda: says(lines, "Timed out ProduceRequest"))
        assert not sending.answered
    assert sending.wait_answered(PATIENCE)
    assert agrees(worker.log, kafka, topic, 20_000) == Totals(delivered=20_000)


def test_11_500_ms_round_trip(fresh_sandbox: Sandbox, opened: Opened) -> None:
    cluster, faults = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox)
    topic = cluster.topic(12)
    worker = opened(cluster.bootstrap_servers)
    assert worker.send(numbered(topic, 12, 12)).wait_answered(PATIENCE)
    faults.round_trip(500)
    assert worker.send(numbered(topic, 20_000, 12, first=12)).wait_answered(PATIENCE)
    faults.round_trip(0)
    assert agrees(worker.log, cluster, topic, 20_012) == Totals(delivered=20_012)
    slow = [row.latency or 0 for row in in_the_books(worker.log).values() if row.number > 12]
    assert min(slow) >= 0.5, "an answer takes the round trip at least"


def test_12_producer_queue_full(fresh_sandbox: Sandbox, opened: Opened) -> None:
    cluster, faults = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox)
    topic = cluster.topic(3)
    worker = opened(cluster.bootstrap_servers, queue_buffering_max_messages=1_000)
    assert worker.send(numbered(topic, 3, 3)).wait_answered(PATIENCE)
    for broker in fresh_sandbox.brokers:
        faults.broker_down(broker)
    until(worker, lambda: "UP" not in worker.status.broker_states.values())
    sending = worker.send(numbered(topic, 20_000, 3, first=3))
    until(worker, lambda: worker.log.totals.in_flight >= 1_000)
    assert not sending.done, "the rest waits in the feed"
    assert worker.log.totals.in_flight < 4_000
    for broker in fresh_sandbox.brokers:
        faults.broker_up(broker)
    assert sending.wait_answered(PATIENCE)
    assert agrees(worker.log, cluster, topic, 20_003) == Totals(delivered=20_003)
    offsets = [row.offset for row in in_the_books(worker.log).values() if row.partition == 0]
    assert offsets == list(range(len(offsets))), "in the order in which they were handed over"


@pytest.mark.kafka
def test_13_transactional_producer_fenced(kafka: RealCluster, opened: Opened) -> None:
    topic, name, half = kafka.topic(1), unused_name(), Halt.new()
    worker = opened(kafka.bootstrap_servers)
    worker.begin_transaction(config(kafka.bootstrap_servers, transactional_id=name))
    until(worker, lambda: state(worker) is TransactionState.OPEN)
    sending = worker.send(half.within(numbered(topic, 2_000), before=1_000))
    half.wait(worker)
    until(worker, lambda: worker.log.totals.in_flight == 0)
    Producer({"bootstrap.servers": kafka.bootstrap_servers, "transactional.id": name}).init_transactions(30)
    half.over.set()
    until(worker, lambda: state(worker) is TransactionState.FENCED)
    assert sending.wait_answered(PATIENCE)
    totals = agrees(worker.log, kafka, topic, sending.handed_over, "-X", "isolation.level=read_uncommitted")
    assert totals.delivered >= 1_000
    assert on_the_broker(kafka, topic, "-X", "isolation.level=read_committed") == {}


def test_13_transactional_producer_fenced_by_the_embedded_cluster(fresh_sandbox: Sandbox, opened: Opened) -> None:
    cluster, faults, half = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox), Halt.new()
    topic = cluster.topic(1)
    worker = opened(cluster.bootstrap_servers)
    worker.begin_transaction(config(cluster.bootstrap_servers, transactional_id=unused_name()))
    until(worker, lambda: state(worker) is TransactionState.OPEN)
    sending = worker.send(half.within(numbered(topic, 2_000), before=1_000))
    half.wait(worker)
    until(worker, lambda: worker.log.totals.in_flight == 0)
    faults.fail_next(Api.PRODUCE, error_code("INVALID_PRODUCER_EPOCH"))
    half.over.set()
    until(worker, lambda: state(worker) is TransactionState.FENCED)
    assert sending.wait_answered(PATIENCE)
    totals = agrees(worker.log, cluster, topic, sending.handed_over, "-X", "check.crcs=false")
    assert totals.delivered >= 1_000
    assert sending.handed_over > 1_000


def state(worker: ProducerWorker) -> TransactionState | None:
    """Of the latest transaction."""
    latest = worker.log.transactions.latest
    return None if latest is None else latest.state


@pytest.mark.kafka
def test_14_apache_kafka_killed_with_9_and_started_again(own: OwnBroker, opened: Opened) -> None:
    cluster, topic, half = RealCluster(Running(own.bootstrap_servers)), unused_name(), Halt.new()
    topics.create(own.bootstrap_servers, topic, 3)
    worker = opened(own.bootstrap_servers)
    sending = worker.send(half.within(numbered(topic, 50_000, 3), before=25_000))
    half.wait(worker)
    own.kill()
    half.over.set()
    until(worker, lambda: "UP" not in worker.status.broker_states.values())
    assert not sending.answered
    own.start()
    assert sending.wait_answered(PATIENCE)
    assert agrees(worker.log, cluster, topic, 50_000) == Totals(delivered=50_000)


# 15, the workbench killed with -9 in the middle of 50,000, and its journal against the broker's real content:
# test_journal.py. The journal alone, killed at any moment: tests/delivery/journal/test_recovery.py.


def test_16_disk_full(cluster: Cluster, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal gets no page more, from the middle on."""
    topic, journal, log, half = cluster.topic(3), tmp_path / "state" / "journal.db", DeliveryLog(), Halt.new()
    books = JournalBooks(journal, log)
    worker = opened(cluster.bootstrap_servers, log, books)
    monkeypatch.setattr(
        writer, "connect", lambda *given: full(connect(*given)) if half.over.is_set() else connect(*given)
    )
    of = Origin("test", cluster.bootstrap_servers, topic, Kind.AGAIN, 2_000)
    sending = worker.send(half.within(numbered(topic, 2_000, 3), before=1_000), of)
    half.wait(worker)
    until(worker, lambda: log.totals.in_flight == 0 and books.is_written)
    books._drop()  # the feed waits, so the books do nothing now
    said = Said(worker)
    half.over.set()
    until(worker, said.look)
    assert "the disk is full" in worker.status.held
    assert log.totals.in_flight > 0
    assert log.totals.delivered == 1_000
    assert sum(on_the_broker(cluster, topic).values()) == 1_000, "what is in no journal does not go out"
    worker.go_on_without_books()
    until(worker, lambda: not said.look() and sending.answered)
    assert said.all == ["", said.all[1], ""], "it is said once"
    assert agrees(log, cluster, topic, 2_000) == Totals(delivered=2_000)
    monkeypatch.undo()
    worker.finish()
    assert worker.join(PATIENCE)
    books.close()
    assert one_send(journal, 1).totals == Totals(delivered=2_000), "it was made up for once there was room"


def full(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A journal that cannot grow."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    return connection


class Said:
    """What the worker says of being held, each time that it changes."""

    def __init__(self, worker: ProducerWorker) -> None:
        self._worker = worker
        self.all = [""]

    def look(self) -> bool:
        """Whether it is held now."""
        held = self._worker.status.held
        if held != self.all[-1]:
            self.all.append(held)
        return bool(held)


HOURS = 3_600.0


def test_17_clock_jumps(fresh_sandbox: Sandbox, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """While records are in flight: forward, back, and further back than they were handed over."""
    cluster, faults, real, shift = EmbeddedCluster(fresh_sandbox), Faults(fresh_sandbox), time.time, [0.0]
    monkeypatch.setattr(time, "time", lambda: real() + shift[0])
    topic, log = cluster.topic(3), DeliveryLog(clock=lambda: time.time())
    worker = opened(cluster.bootstrap_servers, log)
    assert worker.send(numbered(topic, 100, 3)).wait_answered(PATIENCE)
    faults.round_trip(100)
    shifts = [5 * HOURS, -7 * HOURS, 24 * HOURS, 0.0]
    for place, jump in enumerate(shifts, start=1):
        sending = worker.send(numbered(topic, 100, 3, first=100 * place))
        assert sending.wait(PATIENCE)
        assert not sending.answered
        shift[0] = jump
        assert sending.wait_answered(PATIENCE)
    faults.round_trip(0)
    assert agrees(log, cluster, topic, 500) == Totals(delivered=500)
    rows = sorted(in_the_books(log).values(), key=lambda row: row.number)
    assert all(0 <= (row.latency or -1) < PATIENCE for row in rows)
    assert min(row.latency or 0 for row in rows[100:]) >= 0.1
    hours = [round((row.time - rows[0].time) / HOURS) for row in rows[::100]]
    assert hours == [0, 0, 5, -7, 24], "each says when it was handed over by the clock as it was then"
    for partition in range(3):
        offsets = [row.offset for row in rows if row.partition == partition]
        assert offsets == list(range(len(offsets))), "in the order in which they were handed over"
