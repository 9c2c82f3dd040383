"""The delivery report of one record, and the kinds of outcome."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from workbench.records.record import ProducerRecord


class DeliveryState(IntEnum):
    """Where a record is on its way; the numbers are the log's column values."""

    QUEUED = 0
    DELIVERED = 1
    SENT = 2
    """Handed to the broker with acks=0: sent, not confirmed."""
    FAILED = 3
    UNKNOWN = 4
    """The connection or the process ended before an answer."""

    @property
    def word(self) -> str:
        """The state as the screen, the JSON lines and the README say it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class DeliveryError:
    """The broker's or librdkafka's own error: its name (`MSG_SIZE_TOO_LARGE`), text, and whether a retry can help."""

    name: str
    message: str
    retriable: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """One row of the delivery log.

    `number` counts from 1 through the session; `time` is epoch seconds when the record was handed over;
    `partition` and `offset` are None until known; `timestamp` is the broker's, epoch ms, None where it gave none;
    `key` is its first 256 bytes, `key_size` all of them;
    `latency` is seconds from handing over to the answer, without connection set-up; `record` is None once the log let
    go of its bytes; `broker` is the id of the one that answered; `transaction` counts those of the session from 1,
    and `aborted` says that it was aborted: read_committed readers never see the record.
    """

    number: int
    time: float
    topic: str
    partition: int | None
    offset: int | None
    timestamp: int | None
    key: bytes | None
    key_size: int
    value_size: int
    size: int
    latency: float | None
    state: DeliveryState
    error: DeliveryError | None = None
    record: ProducerRecord | None = None
    broker: int | None = None
    transaction: int | None = None
    aborted: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """The books: handed over = delivered + sent + failed + unknown + in flight, at any moment."""

    delivered: int = 0
    sent: int = 0
    failed: int = 0
    unknown: int = 0
    in_flight: int = 0

    @property
    def handed_over(self) -> int:
        """Every record given to the worker so far."""
        return self.delivered + self.sent + self.failed + self.unknown + self.in_flight
