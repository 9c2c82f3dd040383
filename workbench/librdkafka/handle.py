"""Opening a client of librdkafka's own: its configuration, and why it was refused."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from workbench.librdkafka.library import function


class ClientKind(IntEnum):
    """rd_kafka_type_t"""

    PRODUCER = 0
    CONSUMER = 1


class RefusedConfigurationError(Exception):
    """No client can be made of a configuration; the text is librdkafka's, and may hold secrets."""


def open_handle(
    kind: ClientKind, config: Mapping[str, object], *, events: int = 0, throttled: Any = None, logs: bool = False
) -> int:
    """A client, `rd_kafka_t *`. Raises RefusedConfigurationError.

    `events` are the kinds (rd_kafka_event_type_t, added up) that its main queue gives instead of calling back, `logs`
    whether its log lines are among them: they go nowhere otherwise. `throttled` is a C function pointer
    (rd_kafka_conf_set_throttle_cb) that has to live as long as the client.
    """
    conf, problem = function("rd_kafka_conf_new")(), ctypes.create_string_buffer(512)
    if logs:
        config = {**config, "log.queue": True}
    else:
        function("rd_kafka_conf_set_log_cb")(conf, None)
    function("rd_kafka_conf_set_events")(conf, events)
    if throttled is not None:
        function("rd_kafka_conf_set_throttle_cb")(conf, throttled)
    handle: int | None = None
    if all(_set(conf, name, value, problem) for name, value in config.items()):
        handle = function("rd_kafka_new")(kind, conf, problem, len(problem))
    if handle is None:
        function("rd_kafka_conf_destroy")(conf)
        raise RefusedConfigurationError(problem.value.decode(errors="replace"))
    if logs:
        function("rd_kafka_set_log_queue")(handle, None)
    return handle


def _set(conf: int, name: str, value: object, problem: Any) -> bool:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if "\0" in name + text:
        problem.value = (
            f'Invalid value for configuration property "{name.partition(chr(0))[0]}": it holds a NUL'.encode()
        )
        return False
    set_one = function("rd_kafka_conf_set")
    return bool(set_one(conf, name.encode(), text.encode(), problem, len(problem)) == 0)
