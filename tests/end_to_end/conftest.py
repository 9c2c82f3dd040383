"""Workers and brokers that end with their test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.brokers.maven import NotToBeHad
from tests.brokers.own_kafka import OwnBroker, own_kafka
from tests.brokers.rule import need
from tests.delivery.workers import Opened, config
from tests.end_to_end.accounting import PATIENCE
from workbench.delivery.books import Books
from workbench.delivery.client_log import ClientLog
from workbench.delivery.log import DeliveryLog
from workbench.delivery.worker import ProducerWorker


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens workers that connect again quickly, and ends them after the test."""
    workers: list[ProducerWorker] = []

    def open_worker(
        bootstrap_servers: str,
        log: DeliveryLog | None = None,
        books: Books | None = None,
        lines: ClientLog | None = None,
        **properties: object,
    ) -> ProducerWorker:
        workers.append(worker := ProducerWorker(DeliveryLog() if log is None else log, books, lines))
        worker.open(config(bootstrap_servers, **{"reconnect_backoff_max_ms": 500} | properties))
        assert worker.wait_open(PATIENCE).open
        return worker

    yield open_worker
    for worker in workers:
        worker.abandon()
    assert all(worker.join(PATIENCE) for worker in workers)


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnBroker]:
    """A broker that may be killed, and is to be started again."""
    try:
        with own_kafka(tmp_path_factory.mktemp("own")) as (broker,):
            yield broker
    except NotToBeHad as reason:
        need(str(reason))
