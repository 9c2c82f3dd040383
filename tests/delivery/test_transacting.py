"""Transactions by hand, on both tiers; what an independent reader sees of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from confluent_kafka import Producer

from tests.brokers import kcat
from tests.brokers.cluster import Cluster, RealCluster, unused_name
from tests.delivery.workers import PATIENCE, config
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import Totals
from workbench.delivery.transactions import Transaction, TransactionState
from workbench.delivery.worker import ProducerWorker
from workbench.records.record import ProducerRecord

Begun = Callable[..., ProducerWorker]


def _latest(worker: ProducerWorker) -> Transaction:
    latest = worker.log.transactions.latest
    assert latest is not None
    return latest


def _until(worker: ProducerWorker, *states: TransactionState) -> Transaction:
    while worker.log.transactions.latest is None or _latest(worker).state not in states:
        assert not worker.join(0.01)
    return _latest(worker)


def _records(topic: str, count: int, key: bytes = b"k") -> Iterator[ProducerRecord]:
    return (ProducerRecord(topic, key, b"%d" % number, (), 0) for number in range(count))


@pytest.fixture
def begun() -> Iterator[Begun]:
    workers: list[ProducerWorker] = []

    def begin(cluster: Cluster, **properties: object) -> ProducerWorker:
        worker = ProducerWorker(DeliveryLog())
        workers.append(worker)
        worker.open(config(cluster.bootstrap_servers))
        transactional = {"transactional_id": unused_name()} | properties
        worker.begin_transaction(config(cluster.bootstrap_servers, **transactional))
        _until(worker, TransactionState.OPEN)
        return worker

    yield begin
    for worker in workers:
        worker.abandon()
        assert worker.join(PATIENCE)


def test_committed(cluster: Cluster, begun: Begun) -> None:
    topic, worker = cluster.topic(1), begun(cluster)
    worker.send(_records(topic, 300))
    worker.commit_transaction()
    ended = _until(worker, TransactionState.COMMITTED)
    assert (ended.first, ended.stop) == (1, 301)
    assert worker.log.totals == Totals(delivered=300)
    # The embedded cluster's own end mark has a checksum that is wrong.
    assert len(kcat.read_back(cluster.bootstrap_servers, topic, "-X", "check.crcs=false")) == 300


def test_after_it_records_go_without_one(cluster: Cluster, begun: Begun) -> None:
    topic, worker = cluster.topic(1), begun(cluster)
    worker.send(_records(topic, 2))
    worker.commit_transaction()
    _until(worker, TransactionState.COMMITTED)
    assert worker.send(_records(topic, 3)).wait_answered(PATIENCE)
    assert worker.log.totals == Totals(delivered=5)
    rows = [worker.log.row(number) for number in range(1, 6)]
    assert [row.transaction for row in rows if row] == [1, 1, None, None, None]


@pytest.mark.kafka
def test_read_committed_readers_skip_what_was_aborted(kafka: RealCluster, begun: Begun) -> None:
    topic, worker = kafka.topic(1), begun(kafka)
    assert worker.send(_records(topic, 5, b"aborted")).wait_answered(PATIENCE)
    worker.abort_transaction()
    _until(worker, TransactionState.ABORTED)
    worker.send(_records(topic, 2, b"plain")).wait_answered(PATIENCE)
    committed = kcat.read_back(kafka.bootstrap_servers, topic, "-X", "isolation.level=read_committed")
    everything = kcat.read_back(kafka.bootstrap_servers, topic, "-X", "isolation.level=read_uncommitted")
    assert [one.key for one in committed] == [b"plain"] * 2
    assert [one.key for one in everything] == [b"aborted"] * 5 + [b"plain"] * 2


def test_an_abort_gives_up_what_is_in_flight(cluster: Cluster, begun: Begun) -> None:
    topic, worker = cluster.topic(1), begun(cluster, linger_ms=5_000)
    assert worker.send(_records(topic, 50)).wait(PATIENCE)
    worker.abort_transaction()
    _until(worker, TransactionState.ABORTED)
    totals = worker.log.totals
    assert (totals.handed_over, totals.in_flight) == (50, 0)
    assert totals.failed + totals.unknown + totals.delivered == 50


@pytest.mark.kafka
def test_a_fenced_producer(kafka: RealCluster, begun: Begun) -> None:
    name = unused_name()
    topic, worker = kafka.topic(1), begun(kafka, transactional_id=name)
    assert worker.send(_records(topic, 1)).wait_answered(PATIENCE)
    other = Producer({"bootstrap.servers": kafka.bootstrap_servers, "transactional.id": name})
    other.init_transactions(30)
    worker.commit_transaction()
    ended = _until(worker, TransactionState.FENCED)
    assert ended.problem.startswith(f"another producer with the transactional.id {name!r} took over: ")
    assert worker.send(_records(topic, 1)).wait_answered(PATIENCE)
    assert worker.log.totals == Totals(delivered=2)


def test_a_cluster_that_is_not_there(begun: Begun) -> None:
    worker = ProducerWorker(DeliveryLog())
    worker.begin_transaction(config("127.0.0.1:1", transactional_id="a"))
    while worker.log.transactions.latest is None:
        worker.join(0.01)
    sending = worker.send(_records("orders", 1))
    assert not sending.wait(0.3)
    worker.abandon()
    assert worker.join(PATIENCE)
    assert worker.log.totals.in_flight == 0
