"""The main queue of a client: what librdkafka has to tell, one event after the other."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntFlag
from threading import Lock
from typing import Any

from workbench.librdkafka.library import function, quick_function


class EventKind(IntFlag):
    """rd_kafka_event_type_t (rdkafka.h RD_KAFKA_EVENT_…)"""

    DELIVERY = 0x1
    LOG = 0x4
    ERROR = 0x8
    STATISTICS = 0x40


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of librdkafka's log. `level` is syslog's, 0 to 7; `facility` such as `GETPID`."""

    level: int
    facility: str
    text: str


@dataclass(frozen=True, slots=True)
class ClientError:
    """An error of the client as a whole."""

    code: int
    text: str
    fatal: bool


class EventQueue:
    """A client's main queue. One thread polls; any thread may `wake` it. `close` before the client is destroyed."""

    def __init__(self, handle: int) -> None:
        self._queue: int | None = function("rd_kafka_queue_get_main")(handle)
        self._closing = Lock()

    def poll(self, seconds: float) -> int | None:
        """The next event, None if none came within that time or somebody woke it. Ends with `done(event)`."""
        if self._queue is None:
            return None
        # What does not wait keeps the interpreter's lock: who lets go of it may have it back milliseconds later.
        poll = function("rd_kafka_queue_poll") if seconds else quick_function("rd_kafka_queue_poll")
        event: int | None = poll(self._queue, int(seconds * 1000))
        return event

    def wake(self) -> None:
        """Let a `poll` that waits come back at once, or the next one, if none does."""
        with self._closing:
            if self._queue is not None:
                quick_function("rd_kafka_queue_yield")(self._queue)

    def close(self) -> None:
        """Let go of it; a second call does nothing."""
        with self._closing:
            queue, self._queue = self._queue, None
        if queue is not None:
            function("rd_kafka_queue_destroy")(queue)


def kind(event: int) -> int:
    """What it is, an EventKind or another number."""
    found: int = quick_function("rd_kafka_event_type")(event)
    return found


def done(event: int) -> None:
    """Let go of an event and of all that was read from it by address."""
    quick_function("rd_kafka_event_destroy")(event)


def log_line(event: int) -> LogLine:
    """The line of a LOG event."""
    facility, text, level = ctypes.c_char_p(), ctypes.c_char_p(), ctypes.c_int()
    quick_function("rd_kafka_event_log")(event, ctypes.byref(facility), ctypes.byref(text), ctypes.byref(level))
    return LogLine(level.value, _text(facility.value), _text(text.value))


def error(event: int) -> ClientError:
    """The error of an ERROR event."""
    code: int = quick_function("rd_kafka_event_error")(event)
    text: bytes | None = quick_function("rd_kafka_event_error_string")(event)
    return ClientError(code, _text(text), bool(quick_function("rd_kafka_event_error_is_fatal")(event)))


def statistics(event: int) -> bytes:
    """The JSON of a STATISTICS event (librdkafka STATISTICS.md)."""
    data: bytes | None = quick_function("rd_kafka_event_stats")(event)
    return data or b"{}"


def throttle_pointer(throttled: Callable[[str, int, int], None]) -> Any:
    """A C function that calls `throttled(broker name, broker id, milliseconds)`; it lives as long as it is kept."""
    prototype = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int32, ctypes.c_int, ctypes.c_void_p)

    def call(_handle: int, name: bytes | None, broker: int, milliseconds: int, _opaque: int | None) -> None:
        throttled(_text(name), broker, milliseconds)

    return prototype(call)


def _text(data: bytes | None) -> str:
    return (data or b"").decode(errors="replace")
