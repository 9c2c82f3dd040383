"""A record as it was read from its partition."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from workbench.records.record import Header


class TimestampType(IntEnum):
    """Who set a record's timestamp; the numbers are librdkafka's (rd_kafka_timestamp_type_t)."""

    NONE = 0
    CREATE = 1
    APPEND = 2

    @property
    def word(self) -> str:
        """As Kafka's `message.timestamp.type` has it; empty for none."""
        return ("", "CreateTime", "LogAppendTime")[self]


class Visibility(IntEnum):
    """Who reads a record: every consumer, or only one that reads what is not committed."""

    COMMITTED = 0
    ABORTED = 1
    UNDECIDED = 2
    """Its transaction, or one before it in the partition, is not over."""
    NOT_ASKED = 3

    @property
    def sentence(self) -> str:
        """What a person should know of it."""
        return (
            "every consumer reads it",
            "its transaction was aborted: a consumer with isolation.level=read_committed never reads it",
            "a transaction is not over: a consumer with isolation.level=read_committed does not read it yet",
            "whether a consumer with isolation.level=read_committed reads it could not be asked",
        )[self]


@dataclass(frozen=True, slots=True)
class FetchedRecord:
    """`timestamp` is epoch ms, None where the record has none; `leader_epoch` None where the broker told none.

    A header's name that is no UTF-8 holds lone surrogates for the bytes that are none.
    """

    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: tuple[Header, ...] = ()
    timestamp: int | None = None
    timestamp_type: TimestampType = TimestampType.NONE
    leader_epoch: int | None = None
    visibility: Visibility = Visibility.NOT_ASKED
