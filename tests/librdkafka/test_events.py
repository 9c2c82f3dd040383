"""What a client tells through its main queue."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from workbench.librdkafka import events
from workbench.librdkafka.events import EventKind, EventQueue, throttle_pointer
from workbench.librdkafka.handle import ClientKind, open_handle
from workbench.librdkafka.library import function

PATIENCE = 60.0


@pytest.fixture
def queue() -> Iterator[EventQueue]:
    kinds = EventKind.LOG | EventKind.ERROR | EventKind.STATISTICS
    config = {"bootstrap.servers": "127.0.0.1:1", "statistics.interval.ms": 20, "debug": "broker", "log_level": 7}
    handle = open_handle(ClientKind.PRODUCER, config, events=kinds, logs=True)
    made = EventQueue(handle)
    yield made
    made.close()
    function("rd_kafka_destroy")(handle)


def test_lines_statistics_and_errors_come(queue: EventQueue) -> None:
    lines: list[events.LogLine] = []
    errors: list[events.ClientError] = []
    statistics: list[bytes] = []
    while not (lines and errors and statistics):
        event = queue.poll(PATIENCE)
        assert event is not None
        kind = events.kind(event)
        if kind == EventKind.LOG:
            lines.append(events.log_line(event))
        elif kind == EventKind.ERROR:
            errors.append(events.error(event))
        elif kind == EventKind.STATISTICS:
            statistics.append(events.statistics(event))
        events.done(event)
    assert 0 <= lines[0].level <= 7
    assert lines[0].facility.isupper()
    assert statistics[0].startswith(b'{ "name"')
    assert (errors[0].code < 0, errors[0].fatal, bool(errors[0].text)) == (True, False, True)


def test_a_poll_that_waits_is_woken(queue: EventQueue) -> None:
    woken = threading.Event()

    def wait() -> None:
        while (event := queue.poll(PATIENCE)) is not None:
            events.done(event)
        woken.set()

    thread = threading.Thread(target=wait)
    thread.start()
    while not woken.is_set():
        queue.wake()
        woken.wait(0.01)
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_closed_queue_gives_nothing_and_takes_no_wake(queue: EventQueue) -> None:
    queue.close()
    queue.wake()
    queue.close()
    assert queue.poll(PATIENCE) is None


def test_a_throttle_reaches_the_function_through_c() -> None:
    told: list[tuple[str, int, int]] = []
    pointer = throttle_pointer(lambda *what: told.append(what))
    pointer(None, b"127.0.0.1:9092/2", 2, 350, None)
    assert told == [("127.0.0.1:9092/2", 2, 350)]
