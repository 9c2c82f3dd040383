"""Workers that end with their test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.delivery.workers import PATIENCE, Opened, config
from workbench.delivery.log import DeliveryLog
from workbench.delivery.worker import ProducerWorker


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens workers, and ends them after the test."""
    workers: list[ProducerWorker] = []

    def open_worker(bootstrap_servers: str, log: DeliveryLog | None = None, **properties: object) -> ProducerWorker:
        worker = ProducerWorker(log or DeliveryLog())
        workers.append(worker)
        worker.open(config(bootstrap_servers, **properties))
        return worker

    yield open_worker
    for worker in workers:
        worker.abandon()
    assert all(worker.join(PATIENCE) for worker in workers)
