"""Records on their way through session and worker, as the terminal and the commands send them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from workbench.clusters.connection import ConnectionState
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings, producer_config
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryReport
from workbench.delivery.worker import ProducerWorker
from workbench.records.record import ProducerRecord
from workbench.session import Session


def deliver(
    bootstrap_servers: str, records: Iterable[ProducerRecord], settings: ProducerSettings | None = None
) -> list[DeliveryReport]:
    """The reports of these records, in the order in which they were handed over, when all are in."""
    log = DeliveryLog()
    worker = opened_worker(bootstrap_servers, log, settings)
    worker.send(records)
    worker.finish()
    assert worker.join(60), f"not every record was reported: {log.totals}"
    return reports(log)


def opened_worker(bootstrap_servers: str, log: DeliveryLog, settings: ProducerSettings | None = None) -> ProducerWorker:
    """A worker whose producer is open, whether or not a broker answers it."""
    worker = ProducerWorker(log)
    worker.open(producer_config(ClusterProfile.of(bootstrap_servers), settings or ProducerSettings()))
    assert worker.wait_open(30).open
    return worker


@contextmanager
def open_session(bootstrap_servers: str) -> Iterator[Session]:
    """A session on a cluster that has answered; closed once everything sent has its outcome."""
    session = Session(ClusterProfile.of(bootstrap_servers))
    try:
        session.open()
        assert session.connection is not None
        assert session.connection.wait(30).state is ConnectionState.UP, session.status.why
        yield session
    finally:
        session.close(wait=30)


def reports(log: DeliveryLog) -> list[DeliveryReport]:
    """Every row of the log, with its record."""
    rows = (log.report(number) for number in range(log.first, log.next))
    return [row for row in rows if row is not None]
