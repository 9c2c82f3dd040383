"""Whole records of partitions, from an offset on: key, value, headers, times, as they lie in the log."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from ctypes import c_char_p, c_int, c_int64, c_size_t, c_void_p
from dataclasses import dataclass, field
from typing import Any

from workbench.clusters.log_reader import LogReader, Message, bytes_at
from workbench.librdkafka.library import function, quick_function
from workbench.records.fetched import FetchedRecord, TimestampType
from workbench.records.record import Header

AT_ONCE = 500
"""Records that are taken at once, at most."""

UNCOMMITTED, COMMITTED = "read_uncommitted", "read_committed"


@dataclass(frozen=True, slots=True)
class Event:
    """What came instead of a record: an error's code, `log_reader.END` at a partition's end, and the offset there."""

    partition: int
    error: int
    offset: int


@dataclass(slots=True)
class TakenWhole:
    """Records in the order in which they came, and the events among them."""

    records: list[FetchedRecord] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


class RecordReader(LogReader):
    """As LogReader, with all of each record. An offset that is not there is an event; no other one is read instead.

    `isolation` is UNCOMMITTED or COMMITTED; `ahead` is how many records are fetched before they are asked for.
    """

    def __init__(self, config: Mapping[str, object], topic: str, isolation: str = UNCOMMITTED, ahead: int = 1) -> None:
        more = {
            "auto.offset.reset": "error",
            "isolation.level": isolation,
            "queued.min.messages": ahead,
        }
        super().__init__(config, topic, more)
        self._name = topic.encode()

    def end(self, partition: int, seconds: float) -> int | None:
        """Before which offset a partition ends for this isolation; None where no answer came in time.

        For committed records that is where the first transaction begins that is not over.
        """
        low, high = c_int64(), c_int64()
        ask = function("rd_kafka_query_watermark_offsets")
        places = ctypes.byref(low), ctypes.byref(high)
        error = ask(self._handle, self._name, partition, *places, int(seconds * 1000))
        return None if error else high.value

    def take_whole(self, seconds: float) -> TakenWhole:
        """What has come, waiting up to `seconds` for it."""
        take = function("rd_kafka_consume_batch_queue")
        count: int = take(self._queue, int(seconds * 1000), self._messages, AT_ONCE)
        taken, destroy = TakenWhole(), quick_function("rd_kafka_message_destroy")
        for address in self._messages[: max(count, 0)]:
            message = Message.from_address(address)
            if message.err:
                taken.events.append(Event(message.partition, message.err, message.offset))
            else:
                taken.records.append(_record(message, address))
            destroy(address)
        return taken


def _record(message: Any, address: int) -> FetchedRecord:
    kind = c_int()
    time: int = quick_function("rd_kafka_message_timestamp")(address, ctypes.byref(kind))
    epoch: int = quick_function("rd_kafka_message_leader_epoch")(address)
    return FetchedRecord(
        message.partition,
        message.offset,
        bytes_at(message.key, message.key_len),
        bytes_at(message.payload, message.len),
        tuple(_headers(address)),
        None if kind.value == TimestampType.NONE else time,
        TimestampType(kind.value),
        None if epoch < 0 else epoch,
    )


def _headers(address: int) -> Iterator[Header]:
    """In their order, repeated names among them."""
    headers = c_void_p()
    if quick_function("rd_kafka_message_headers")(address, ctypes.byref(headers)):
        return  # it has none
    name, value, size, index = c_char_p(), c_void_p(), c_size_t(), 0
    places = tuple(map(ctypes.byref, (name, value, size)))
    get = quick_function("rd_kafka_header_get_all")
    while get(headers, index, *places) == 0:
        yield (name.value or b"").decode(errors="surrogateescape"), bytes_at(value.value, size.value)
        index += 1
