"""Records, batches and reports for the tests of delivery."""

from __future__ import annotations

from workbench.delivery.batch import Batch
from workbench.delivery.log import DeliveryLog
from workbench.records.record import ProducerRecord


def record(key: bytes | None = b"k", value: bytes | None = b"v", topic: str = "orders") -> ProducerRecord:
    """A record for partition 0."""
    return ProducerRecord(topic, key, value, (), 0)


def hand_over(log: DeliveryLog, *records: ProducerRecord) -> Batch:
    """A batch with its rows in the log."""
    batch = Batch(records)
    log.hand_over(batch)
    return batch
