"""Delivery callbacks: the hottest path of the workbench, nothing but stores into columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from workbench.delivery.batch import ANY
from workbench.delivery.columns import NO_TIME, Chunk
from workbench.delivery.report import DeliveryState

if TYPE_CHECKING:
    from confluent_kafka import KafkaError

_DELIVERED = DeliveryState.DELIVERED.value
_CREATE_TIME = 1  # rd_kafka_timestamp_type_t RD_KAFKA_TIMESTAMP_CREATE_TIME
_YEAR_2000 = 946_684_800_000
"""A broker's clock is not older, epoch ms: librdkafka's mock cluster appends at 1234 and means nothing by it."""


class Reported(Protocol):
    """What a callback reads of confluent-kafka's Message."""

    def topic(self) -> str | None: ...
    def partition(self) -> int | None: ...
    def offset(self) -> int | None: ...
    def latency(self) -> float | None: ...
    def timestamp(self) -> tuple[int, int]: ...


Report = Callable[[int, "KafkaError | None", Reported], None]
"""A callback before it knows its row: (row in the chunk, error, message)."""

Failed = Callable[[Chunk, int, "KafkaError", Reported], None]


def reporter(chunk: Chunk, counts: list[int], failed: Failed) -> Report:
    """The callback for the rows of one chunk; `counts` are the log's, one for each state.

    The columns are variables of the closure: a lookup of each on the chunk would cost a tenth of the whole callback.
    """
    states, partitions, offsets = chunk.states, chunk.partitions, chunk.offsets
    latencies, timestamps = chunk.latencies, chunk.timestamps

    def report(index: int, error: KafkaError | None, message: Reported) -> None:
        if error is not None:
            failed(chunk, index, error, message)
            return
        kind, time = message.timestamp()
        partitions[index] = message.partition()  # type: ignore[assignment]
        offsets[index] = message.offset()  # type: ignore[assignment]
        latencies[index] = message.latency()  # type: ignore[assignment]
        timestamps[index] = time if time > _YEAR_2000 or kind == _CREATE_TIME else NO_TIME
        states[index] = _DELIVERED
        counts[_DELIVERED] += 1

    return report


def unconfirmed(chunk: Chunk, counts: list[int], failed: Failed) -> Report:
    """The callback while acks=0: the record left, and no broker says more."""

    def report(index: int, error: KafkaError | None, message: Reported) -> None:
        if error is not None:
            failed(chunk, index, error, message)
            return
        chunk.settle(index, DeliveryState.SENT, partition=_number(message.partition()), latency=message.latency() or 0)
        counts[DeliveryState.SENT] += 1

    return report


def _number(partition: int | None) -> int:
    return ANY if partition is None else partition


class Since:
    """A message whose latency is counted from a later moment than its handing over."""

    __slots__ = ("_latency", "offset", "partition", "timestamp", "topic")

    def __init__(self, message: Reported, latency: float) -> None:
        self._latency = latency
        self.topic, self.partition = message.topic, message.partition
        self.offset, self.timestamp = message.offset, message.timestamp

    def latency(self) -> float:
        """Seconds."""
        return self._latency
