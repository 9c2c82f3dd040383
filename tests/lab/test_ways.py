"""The three ways' cost, on both tiers."""

from __future__ import annotations

from tests.brokers.cluster import Cluster
from tests.delivery.workers import PATIENCE, config
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import Totals
from workbench.delivery.worker import ProducerWorker
from workbench.lab.ways import measure
from workbench.records.record import ProducerRecord
from workbench.records.way import Way


def _worker() -> ProducerWorker:
    return ProducerWorker(DeliveryLog())


def test_every_way_is_measured_and_every_record_stands_in_the_log(cluster: Cluster) -> None:
    topic, worker = cluster.topic(1), _worker()
    settings = config(cluster.bootstrap_servers)
    costs = measure(
        worker, lambda way: worker.open(settings, way), ProducerRecord(topic, b"k", b"v", (), 0), records=20
    )
    assert [(cost.way, cost.records) for cost in costs] == [(way, 20) for way in Way]
    assert all(cost.seconds is not None and cost.seconds > 0 for cost in costs)
    worker.finish()
    assert worker.join(PATIENCE)
    assert worker.log.totals == Totals(delivered=42, sent=21)


def test_it_can_be_stopped() -> None:
    worker = _worker()
    settings = config("127.0.0.1:1")
    record = ProducerRecord("orders", b"k", b"v", (), 0)
    costs = measure(worker, lambda way: worker.open(settings, way), record, stopped=lambda: True)
    assert [cost.seconds for cost in costs][:2] == [None, None]
    worker.abandon()
    assert worker.join(PATIENCE)
