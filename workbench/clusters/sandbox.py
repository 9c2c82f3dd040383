"""The embedded cluster: librdkafka's own mock cluster, real Kafka protocol over loopback, closed on every way out."""

from __future__ import annotations

import atexit
import os
import threading
import time
from collections.abc import Mapping
from ctypes import create_string_buffer
from types import MappingProxyType, TracebackType
from typing import Any, Self

from workbench.librdkafka.library import error_name, function

DEFAULT_TOPICS: Mapping[str, int] = MappingProxyType({"orders": 12, "payments": 6, "audit": 1})
"""What a first start finds: topic names and their partition counts."""

MAX_BROKERS = 32
_PRODUCER = 0  # rd_kafka_type_t RD_KAFKA_PRODUCER
_SETTLE = 0.001
"""Seconds between two orders to a mock cluster: one that comes while its thread still reads the wake-up call of the
last loses its own, and waits out that thread's 1 s sleep (rdkafka_mock.c rd_kafka_mock_cluster_io_poll)."""


class SandboxError(RuntimeError):
    """The embedded cluster cannot do what was asked; the text is a sentence for a person."""


class Sandbox:
    """An embedded cluster with broker ids from 1, alive from construction to `close`.

    Its acknowledgements carry the append time 1234; it keeps about 5 MB or 100,000 records a partition
    (rdkafka_mock.c). It writes nothing on the screen. Usable from any thread.
    """

    def __init__(self, brokers: int = 3, topics: Mapping[str, int] = DEFAULT_TOPICS) -> None:
        if not 1 <= brokers <= MAX_BROKERS:
            raise SandboxError(f"an embedded cluster has 1 to {MAX_BROKERS} brokers, not {brokers}")
        self.brokers = tuple(range(1, brokers + 1))
        self._topics: dict[str, int] = {}
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._cluster: int | None = None
        self._handle: int | None = _quiet_handle()
        atexit.register(self.close)
        try:
            self._cluster = _cluster(self._handle, brokers)
            self.bootstrap_servers: str = function("rd_kafka_mock_cluster_bootstraps")(self._cluster).decode()
            for name, partitions in topics.items():
                self.create_topic(name, partitions)
        except BaseException:
            self.close()
            raise

    @property
    def topics(self) -> Mapping[str, int]:
        """The topics made here and their partition counts, a copy."""
        return dict(self._topics)

    @property
    def closed(self) -> bool:
        """Whether the cluster is gone."""
        return self._cluster is None

    def create_topic(self, name: str, partitions: int) -> None:
        """Makes a topic, replicated to three brokers where there are as many."""
        if partitions < 1:
            raise SandboxError(f"topic '{name}' needs 1 partition or more, not {partitions}")
        self.call("rd_kafka_mock_topic_create", name.encode(), partitions, min(3, len(self.brokers)))
        self._topics[name] = partitions

    def delete_topic(self, name: str) -> None:
        """Removes a topic and its records; requests that name it are answered UNKNOWN_TOPIC_OR_PART."""
        self.call("rd_kafka_mock_topic_delete", name.encode())
        self._topics.pop(name, None)

    def call(self, name: str, *arguments: object) -> None:
        """Calls a C function of the mock cluster; an error code it answers becomes a SandboxError."""
        with self._lock:
            if self._cluster is None:
                raise SandboxError("the embedded cluster is closed")
            time.sleep(_SETTLE)
            code = function(name)(self._cluster, *arguments)
        if code:
            task = name.removeprefix("rd_kafka_mock_").replace("_", " ")
            shown = ", ".join(_shown(argument) for argument in arguments)
            raise SandboxError(f"the embedded cluster refused to {task} ({shown}): {error_name(code)}")

    def close(self) -> None:
        """Ends the cluster, its listeners and its connections; a second call does nothing.

        The cluster goes before the handle that keeps its books (rdkafka_mock.h). A forked child has none of
        librdkafka's threads and would wait for them forever, so it leaves the cluster to its parent.
        """
        with self._lock:
            cluster, self._cluster = self._cluster, None
            handle, self._handle = self._handle, None
        atexit.unregister(self.close)
        if os.getpid() != self._process:
            return
        if cluster is not None:
            time.sleep(_SETTLE)
            function("rd_kafka_mock_cluster_destroy")(cluster)
        if handle is not None:
            function("rd_kafka_destroy")(handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _quiet_handle() -> int:
    """The librdkafka handle that a mock cluster keeps its books with; its log goes nowhere, not to stderr."""
    conf = function("rd_kafka_conf_new")()
    function("rd_kafka_conf_set_log_cb")(conf, None)
    problem = create_string_buffer(512)
    handle: int | None = function("rd_kafka_new")(_PRODUCER, conf, problem, len(problem))
    if handle is None:
        function("rd_kafka_conf_destroy")(conf)
        raise SandboxError(f"the embedded cluster could not start: {problem.value.decode()}")
    return handle


def _cluster(handle: int, brokers: int) -> int:
    cluster: int | None = function("rd_kafka_mock_cluster_new")(handle, brokers)
    if cluster is None:
        raise SandboxError("the embedded cluster could not start: no loopback port could be opened")
    return cluster


def _shown(argument: Any) -> str:
    value = getattr(argument, "value", argument)
    return value.decode() if isinstance(value, bytes) else str(value)
