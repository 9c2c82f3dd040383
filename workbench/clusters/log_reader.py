"""Partitions read from an offset on, as kcat reads them: by librdkafka's simple consumer, which knows no group.

A consumer with a group asks for that group's coordinator as soon as it is there, and a Kafka cluster makes the topic
`__consumer_offsets` to answer that. The simple consumer commits nothing, needs no right to a group and makes nothing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from ctypes import c_char, c_int, c_int32, c_int64, c_size_t, c_void_p
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType, TracebackType
from typing import Any, Self

from workbench.librdkafka.library import function, quick_function

MOST = 10_000
"""Records that are taken at once, at most."""

END = -191
"""RD_KAFKA_RESP_ERR__PARTITION_EOF: all of a partition that there is has been read."""

_CONSUMER = 1  # rd_kafka_type_t RD_KAFKA_CONSUMER
_SETTINGS: Mapping[str, object] = {
    "allow.auto.create.topics": False,
    "auto.offset.reset": "earliest",
    "enable.auto.commit": False,
    "enable.auto.offset.store": False,
    "enable.partition.eof": True,
    "fetch.queue.backoff.ms": 10,
    "fetch.wait.max.ms": 100,
    "isolation.level": "read_uncommitted",
    "topic.metadata.propagation.max.ms": 3_000,
}
"""Nothing is made or committed. All that lies in the log is read, also what a transaction wrote that is not over. A
full queue is looked at again soon, where librdkafka would wait for a second; a topic
that is gone is soon said to be gone."""

_NOT_FOR_READING = frozenset({"debug", "log_level", "group.id", "enable.sparse.connections"})


class CannotRead(Exception):
    """No reader can be made of a configuration; the text is librdkafka's, and may hold secrets."""


class Message(ctypes.Structure):
    """rd_kafka_message_t (rdkafka.h)"""

    _fields_ = (
        ("err", c_int),
        ("rkt", c_void_p),
        ("partition", c_int32),
        ("payload", c_void_p),
        ("len", c_size_t),
        ("key", c_void_p),
        ("key_len", c_size_t),
        ("offset", c_int64),
        ("_private", c_void_p),
    )


@dataclass(slots=True)
class Taken:
    """Records, a column each; and the events that came among them: partition and error code, `END` for its end."""

    keys: list[bytes | None] = field(default_factory=list)
    partitions: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    events: list[tuple[int, int]] = field(default_factory=list)


class LogReader:
    """Reads partitions of one topic that there is; values are fetched and dropped. One thread's, closed at the end."""

    def __init__(
        self, config: Mapping[str, object], topic: str, more: Mapping[str, object] = MappingProxyType({})
    ) -> None:
        """`more` are settings that win over those that every reader has."""
        self._started: list[int] = []
        self._handle: int | None = _handle({**config, **_SETTINGS, **more})
        self._topic: int = function("rd_kafka_topic_new")(self._handle, topic.encode(), None)
        self._queue: int = function("rd_kafka_queue_new")(self._handle)
        self._messages = (c_size_t * MOST)()

    def start(self, partition: int, offset: int) -> None:
        """Read this partition too."""
        function("rd_kafka_consume_start_queue")(self._topic, partition, offset, self._queue)
        self._started.append(partition)

    def take(self, seconds: float) -> Taken:
        """What has come, waiting up to `seconds` for it."""
        count: int = function("rd_kafka_consume_batch_queue")(self._queue, int(seconds * 1000), self._messages, MOST)
        taken, destroy = Taken(), quick_function("rd_kafka_message_destroy")
        add_key, add_partition, add_offset = taken.keys.append, taken.partitions.append, taken.offsets.append
        read, bytes_of = Message.from_address, bytes_at
        for address in self._messages[: max(count, 0)]:
            message = read(address)
            if message.err:
                taken.events.append((message.partition, message.err))
            else:
                add_key(bytes_of(message.key, message.key_len))
                add_partition(message.partition)
                add_offset(message.offset)
            destroy(address)
        return taken

    def close(self) -> None:
        """Stop reading and end librdkafka's threads; a second call does nothing."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        for partition in self._started:
            function("rd_kafka_consume_stop")(self._topic, partition)
        function("rd_kafka_queue_destroy")(self._queue)
        function("rd_kafka_topic_destroy")(self._topic)
        function("rd_kafka_destroy")(handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def bytes_at(address: int | None, length: int) -> bytes | None:
    """The bytes there; null where there is no address. Quicker than `ctypes.string_at`."""
    if address is None:
        return None
    data: bytes = _array(length).from_address(address).raw
    return data


@lru_cache(1024)
def _array(length: int) -> Any:
    return c_char * length


def _handle(config: Mapping[str, object]) -> int:
    """A consumer whose log goes nowhere."""
    conf, problem = function("rd_kafka_conf_new")(), ctypes.create_string_buffer(512)
    function("rd_kafka_conf_set_log_cb")(conf, None)
    handle: int | None = None
    if all(_set(conf, name, value, problem) for name, value in config.items() if name not in _NOT_FOR_READING):
        handle = function("rd_kafka_new")(_CONSUMER, conf, problem, len(problem))
    if handle is None:
        function("rd_kafka_conf_destroy")(conf)
        raise CannotRead(problem.value.decode(errors="replace"))
    return handle


def _set(conf: int, name: str, value: object, problem: Any) -> bool:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    set_one = function("rd_kafka_conf_set")
    return bool(set_one(conf, name.encode(), text.encode(), problem, len(problem)) == 0)
