"""Every kind of question over the columns, against the same question put to each row by itself."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest

from tests.delivery.filters.plain import matches
from tests.delivery.records import hand_over, record
from tests.delivery.reports import answer
from workbench.delivery.batch import Batch
from workbench.delivery.filters.matching import Matcher
from workbench.delivery.filters.reading import read
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, 0).timestamp()
KEYS = (b"user-1", b"USER-2", None, b"", b"\xff\x00", "홍길동".encode(), b"x" * 300, b"order:42")
TOO_LARGE = DeliveryError("MSG_SIZE_TOO_LARGE", "Broker: Message size too large")
TIMED_OUT = DeliveryError("_TIMED_OUT", "Local: Timed out", retriable=True)


class Clocks:
    """Both clocks, set by hand; the wall clock is set back once."""

    def __init__(self) -> None:
        self.steady, self.wall = 0.0, NOON

    def tick(self) -> None:
        """7 seconds later."""
        self.steady += 7
        self.wall += 7


def filled() -> DeliveryLog:
    """Every kind of row."""
    clocks = Clocks()
    log = DeliveryLog(capacity=70, clock=lambda: clocks.wall, steady=lambda: clocks.steady)
    log.chunk_rows = 16
    for number in range(90):
        key, topic = KEYS[number % len(KEYS)], ("orders", "payments", "o?ders")[number % 3]
        batch = hand_over(log, record(key, b"v" * (number * 20), topic))
        clocks.tick()
        if number == 40:
            clocks.wall -= 3_600
        _settle(log, batch, number)
    return log


def _settle(log: DeliveryLog, batch: Batch, number: int) -> None:
    if number % 7 == 0:
        error = (TOO_LARGE, TIMED_OUT)[number % 2]
        log.settle(batch.chunk, batch.start, DeliveryState.FAILED, error, latency=number / 100 if number % 3 else -1)
    elif number % 7 == 1:
        log.settle(batch.chunk, batch.start, DeliveryState.UNKNOWN, TIMED_OUT)
    elif number % 7 < 5:
        answer(log, batch, offset=number * 10, partition=number % 6, latency=number / 1000, confirmed=number % 2 == 0)


LINES = (
    "user-1",
    "user",
    "exact:user",
    "USER",
    "key:user-1,order",
    "-user",
    "홍",
    "state:failed",
    "state:queued,unknown",
    "-state:delivered",
    "topic:orders",
    "topic:pay*,o?ders",
    "-topic:*",
    "partition:3,5",
    "partition:0..2",
    "-partition:0",
    "offset:300..500",
    "offset:>=800",
    "size:>1kB",
    "size:0..100",
    "error:TIMED_OUT",
    'error:"size too"',
    "-error:too",
    "latency:>50ms",
    "latency:>=50ms",
    "latency:30..50ms",
    "latency:<50ms",
    "latency:<=50ms",
    "-latency:>1us",
    "time:12:03..12:05",
    "time:>12:03",
    "time:>=12:03",
    "time:<12:03:07",
    "time:..11:08",
    "time:2026-11-22",
    "-time:2026-11-22T12:04",
    "user state:failed,queued topic:orders -latency:>1s",
    "nothing state:failed",
    "",
)


@pytest.mark.parametrize("line", LINES)
def test_the_columns_say_what_the_rows_say(line: str) -> None:
    log, wanted = filled(), read(line).filter
    matcher = Matcher(wanted, log, TODAY)
    found = []
    for chunk, low, high in log.stretches(log.first, log.next):
        states = chunk.views.states[low:high].copy()
        hits = matcher.fixed(chunk, low, high) & matcher.changing(chunk, slice(low, high), states)
        some = np.arange(low, high)[::3]
        assert (matcher.changing(chunk, some, chunk.views.states[some]) & hits[::3]).tolist() == hits[::3].tolist()
        found += [chunk.base + low + int(row) for row in np.flatnonzero(hits)]
    reports = [row for number in range(log.first, log.next) if (row := log.row(number)) is not None]
    assert found == [report.number for report in reports if matches(wanted, report, TODAY)]


def test_only_what_becomes_of_a_record_is_asked_twice() -> None:
    log = filled()
    assert not Matcher(read("user topic:orders size:>1 time:12:03").filter, log, TODAY).changes
    for line in ("state:failed", "partition:1", "offset:1", "error:x", "latency:>1ms"):
        assert Matcher(read(line).filter, log, TODAY).changes
