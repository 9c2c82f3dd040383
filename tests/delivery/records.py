"""Records, batches and reports for the tests of delivery."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass
class Message:
    """What confluent-kafka says of a delivered record."""

    of_topic: str = "orders"
    of_partition: int | None = 3
    at_offset: int | None = 42
    took: float | None = 0.25
    time: tuple[int, int] = (1, 1_700_000_000_000)

    def topic(self) -> str | None:
        """Its topic."""
        return self.of_topic

    def partition(self) -> int | None:
        """Its partition."""
        return self.of_partition

    def offset(self) -> int | None:
        """Its offset."""
        return self.at_offset

    def latency(self) -> float | None:
        """Seconds from produce to report."""
        return self.took

    def timestamp(self) -> tuple[int, int]:
        """Type and epoch ms."""
        return self.time
