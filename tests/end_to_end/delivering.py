"""Records on their way through the worker, as the terminal and the commands send them."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings, producer_config
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryReport
from workbench.delivery.worker import ProducerWorker
from workbench.records.record import ProducerRecord


def deliver(
    bootstrap_servers: str, records: Iterable[ProducerRecord], settings: ProducerSettings | None = None
) -> list[DeliveryReport]:
    """The reports of these records, in the order in which they were handed over, when all are in."""
    log = DeliveryLog()
    worker = ProducerWorker(log)
    profile = ClusterProfile(name="test", bootstrap_servers=bootstrap_servers)
    worker.open(producer_config(profile, settings or ProducerSettings()))
    worker.send(records)
    worker.finish()
    assert worker.join(60), f"not every record was reported: {log.totals}"
    return [log.report(number) for number in range(log.first, log.next)]
