"""Workers on a cluster, and what their logs say."""

from __future__ import annotations

from collections.abc import Callable

from workbench.delivery.report import DeliveryReport
from workbench.delivery.worker import ProducerWorker
from workbench.records.record import ProducerRecord

PATIENCE = 60.0
Opened = Callable[..., ProducerWorker]
"""Opens a worker on bootstrap servers, with the producer's properties by name: `linger_ms=5`."""


def config(bootstrap_servers: str, **properties: object) -> dict[str, object]:
    """A producer's configuration as the settings make it; `linger_ms=0` sets `linger.ms`."""
    return {
        "bootstrap.servers": bootstrap_servers,
        "allow.auto.create.topics": False,
        "enable.sparse.connections": False,
        "enable.idempotence": True,
        "linger.ms": 0,
    } | {name.replace("_", "."): value for name, value in properties.items()}


def record(partition: int | None = 0, key: bytes | None = b"k", value: bytes | None = b"v") -> ProducerRecord:
    """A record for topic `orders`."""
    return ProducerRecord("orders", key, value, (), partition)


def row(worker: ProducerWorker, number: int) -> DeliveryReport:
    """A row that is there."""
    found = worker.log.report(number)
    assert found is not None
    return found


def rows(worker: ProducerWorker) -> list[DeliveryReport]:
    """All rows."""
    return [row(worker, number) for number in range(worker.log.first, worker.log.next)]
