"""Many messages at once: handed to librdkafka as one array, and read back from one delivery event.

A call of Python's for each message is what a producer in Python spends its time on. librdkafka takes an array of
`rd_kafka_message_t` (rd_kafka_produce_batch) and gives an array of pointers to them (rd_kafka_event_message_array);
numpy fills the one and gathers from the other, about 0.1 µs a message each.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.librdkafka.library import quick_function

MESSAGE = np.dtype(
    [
        ("err", "i4"),
        ("_err", "i4"),
        ("rkt", "u8"),
        ("partition", "i4"),
        ("_partition", "i4"),
        ("payload", "u8"),
        ("len", "u8"),
        ("key", "u8"),
        ("key_len", "u8"),
        ("offset", "i8"),
        ("opaque", "u8"),
    ]
)
"""rd_kafka_message_t of a 64-bit machine (rdkafka.h)."""

QUEUE_FULL = -184
"""RD_KAFKA_RESP_ERR__QUEUE_FULL"""

_COPY = 0x2  # RD_KAFKA_MSG_F_COPY
_PARTITION = 0x8  # RD_KAFKA_MSG_F_PARTITION: each message names its own
_ANY = -1  # RD_KAFKA_PARTITION_UA
_PAGE = 4096
_HIGHEST = 1 << 48
"""No pointer of a process lies above, on x86-64 and on arm64 as Linux and macOS run them."""

_PARTITION_AT = 4
"""Where it lies in the struct, in units of 4 bytes; the error is the first."""

_TOPIC_AT, _OFFSET_AT, _OPAQUE_AT = 1, 7, 8
"""In units of 8 bytes."""

_NOT_PERSISTED = 0  # rd_kafka_msg_status_t RD_KAFKA_MSG_STATUS_NOT_PERSISTED

Numbers = NDArray[Any]


class Answer(NamedTuple):
    """What all messages of one delivery event have in common. `broker` is None where none answered."""

    topic: str
    partition: int
    broker: int | None


@dataclass(frozen=True, slots=True)
class Delivered:
    """The messages of some delivery events, a column each; `answers` holds each event's, `events` which one is whose.

    `pointers` are good until the events are done with.
    """

    errors: Numbers
    partitions: Numbers
    offsets: Numbers
    opaques: Numbers
    pointers: Numbers
    events: Numbers
    answers: tuple[Answer, ...]

    def __len__(self) -> int:
        return len(self.pointers)

    def select(self, wanted: Numbers) -> Delivered:
        """Those of them, by a mask or by their places."""
        return replace(
            self,
            errors=self.errors[wanted],
            partitions=self.partitions[wanted],
            offsets=self.offsets[wanted],
            opaques=self.opaques[wanted],
            pointers=self.pointers[wanted],
            events=self.events[wanted],
        )

    def timestamp(self, index: int) -> tuple[int, int]:
        """Of one message: rd_kafka_timestamp_type_t (0 none, 1 create time, 2 append time) and epoch ms."""
        return _timestamp(int(self.pointers[index]))

    @property
    def may_be_written(self) -> Numbers:
        """Which of them a broker may have, although no answer says so."""
        return np.array([_status(pointer) != _NOT_PERSISTED for pointer in self.pointers.tolist()], bool)


class _Message(ctypes.Structure):
    """rd_kafka_message_t"""

    _fields_ = (
        ("err", ctypes.c_int),
        ("rkt", ctypes.c_void_p),
        ("partition", ctypes.c_int32),
        ("payload", ctypes.c_void_p),
        ("len", ctypes.c_size_t),
        ("key", ctypes.c_void_p),
        ("key_len", ctypes.c_size_t),
        ("offset", ctypes.c_int64),
        ("opaque", ctypes.c_size_t),
    )


class DeliveredOne(NamedTuple):
    """The only message of a delivery event. `pointer` is good until the event is done with."""

    error: int
    offset: int
    opaque: int
    pointer: int
    answer: Answer

    @property
    def timestamp(self) -> tuple[int, int]:
        """Its rd_kafka_timestamp_type_t (0 none, 1 create time, 2 append time) and epoch ms."""
        return _timestamp(self.pointer)

    @property
    def may_be_written(self) -> bool:
        """Whether a broker may have it, although no answer says so."""
        return _status(self.pointer) != _NOT_PERSISTED


def _status(message: int) -> int:
    status: int = quick_function("rd_kafka_message_status")(message)
    return status


def _timestamp(message: int) -> tuple[int, int]:
    kind = ctypes.c_int()
    time: int = quick_function("rd_kafka_message_timestamp")(message, ctypes.byref(kind))
    return kind.value, time


class TopicNames(dict[int, str]):
    """The names of topics by their handles, each asked for once. The handles are kept as long as this is."""

    def __missing__(self, topic: int) -> str:
        name: bytes = quick_function("rd_kafka_topic_name")(topic)
        self[topic] = name.decode()
        return self[topic]


def delivered_one(event: int, names: TopicNames) -> DeliveredOne | None:
    """What a DELIVERY event of one message tells, without an array around it; None where it has more."""
    if quick_function("rd_kafka_event_message_count")(event) != 1:
        return None
    place = ctypes.c_void_p()
    quick_function("rd_kafka_event_message_array")(event, ctypes.addressof(place), 1)
    pointer = place.value or 0
    message = _Message.from_address(pointer)
    answer = _answer(names, pointer, message.rkt, message.partition)
    return DeliveredOne(message.err, message.offset, message.opaque, pointer, answer)


def delivered(events: Sequence[int], names: TopicNames) -> Delivered:
    """What DELIVERY events tell; each has a message or more."""
    counts = [quick_function("rd_kafka_event_message_count")(event) for event in events]
    pointers, take = np.empty(sum(counts), np.uint64), quick_function("rd_kafka_event_message_array")
    starts = list(accumulate(counts[:-1], initial=0))
    base = pointers.ctypes.data
    for event, start, count in zip(events, starts, counts, strict=True):
        take(event, base + 8 * start, count)
    words, halves = _memory()
    at = (pointers - np.uint64(_PAGE)).view(np.int64)
    half, word = at >> 2, at >> 3
    partitions, topics = halves[half + _PARTITION_AT], words[word[starts] + _TOPIC_AT]
    return Delivered(
        halves[half],
        partitions,
        words[word + _OFFSET_AT],
        words[word + _OPAQUE_AT],
        pointers,
        np.repeat(np.arange(len(events)), counts),
        tuple(map(_answer, repeat(names), pointers[starts].tolist(), topics.tolist(), partitions[starts].tolist())),
    )


def _answer(names: TopicNames, message: int, topic: int, partition: int) -> Answer:
    broker: int = quick_function("rd_kafka_message_broker_id")(message)
    return Answer(names[topic], partition, None if broker < 0 else broker)


@cache
def _memory() -> tuple[Numbers, Numbers]:
    """All memory from the first page on, as numbers of 8 and of 4 bytes: to gather from many pointers in one call.

    Nothing is read of it but the public fields of messages that librdkafka has just given the pointers of.
    """
    everything = (ctypes.c_char * (_HIGHEST - 2 * _PAGE)).from_address(_PAGE)  # from 0 numpy would copy it
    words = np.frombuffer(memoryview(everything).cast("B"), dtype=np.int64)
    words.flags.writeable = False
    return words, words.view(np.int32)


def produce(
    topic: int,
    keys: Sequence[bytes | None],
    values: Sequence[bytes | None],
    partitions: Sequence[int],
    opaques: Numbers,
) -> Numbers:
    """Hand messages to a topic's handle, copied; the answer is an error code for each, 0 for those that it took."""
    key_data, value_data = _joined(keys), _joined(values)
    messages = np.zeros(len(keys), MESSAGE)
    messages["key"], messages["key_len"] = _places(keys, key_data)
    messages["payload"], messages["len"] = _places(values, value_data)
    messages["partition"], messages["opaque"] = partitions, opaques
    quick_function("rd_kafka_produce_batch")(topic, _ANY, _COPY | _PARTITION, messages.ctypes.data, len(messages))
    errors: Numbers = messages["err"]
    return errors


def _joined(column: Sequence[bytes | None]) -> bytes:
    """Never empty, so that an empty key has an address: one without is null."""
    try:
        return b"".join(column) or b"\0"  # type: ignore[arg-type]
    except TypeError:
        return b"".join(data for data in column if data is not None) or b"\0"


def _places(column: Sequence[bytes | None], data: bytes) -> tuple[Numbers, Numbers]:
    """Where each lies, 0 for null, and how long it is."""
    base = ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value or 0
    try:
        lengths = np.fromiter(map(len, column), np.uint64, len(column))  # type: ignore[arg-type]
    except TypeError:
        return _places_with_nulls(column, base)
    ends = np.cumsum(lengths)
    return ends - lengths + np.uint64(base), lengths


def _places_with_nulls(column: Sequence[bytes | None], base: int) -> tuple[Numbers, Numbers]:
    lengths = [0 if data is None else len(data) for data in column]
    starts = accumulate(lengths, initial=base)
    places = [0 if data is None else start for data, start in zip(column, starts, strict=False)]
    return np.array(places, np.uint64), np.array(lengths, np.uint64)
