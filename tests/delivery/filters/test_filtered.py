"""A filtered view of a log in which rows arrive, settle and leave, against every row asked by itself."""

from __future__ import annotations

import sys
import threading
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.delivery.filters.plain import matches
from tests.delivery.filters.test_listing import failing
from tests.delivery.records import hand_over, record
from tests.delivery.reports import answer
from workbench.delivery.batch import Batch
from workbench.delivery.filters.conditions import Filter
from workbench.delivery.filters.filtered import FilteredRows
from workbench.delivery.filters.reading import read
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState

TODAY = date(2026, 11, 22)
FAILED = DeliveryError("MSG_SIZE_TOO_LARGE", "too large")
FAILURES = (DeliveryState.FAILED, DeliveryState.UNKNOWN)
LINES = (
    "user",
    "state:failed",
    "-state:delivered",
    "state:queued",
    "b latency:>100ms",
    "partition:3 a",
    "offset:2..",
    "error:large",
    "topic:orders",
    "",
)


class View(RuleBasedStateMachine):
    """Whatever happens between two looks, the view is what a search of all rows would find."""

    @initialize(line=st.sampled_from(LINES))
    def opens(self, line: str) -> None:
        """A log of few rows, in small chunks."""
        self.log = DeliveryLog(capacity=23, kept_bytes=0)
        self.log.chunk_rows = 5
        self.filter = read(line).filter
        self.view = FilteredRows(self.log, self.filter, TODAY)
        self.in_flight: list[tuple[Batch, int]] = []

    @rule(keys=st.lists(st.sampled_from((b"user-a", b"b", None, b"")), min_size=1, max_size=12))
    def sends(self, keys: list[bytes | None]) -> None:
        """Rows arrive."""
        records = [record(key) for key in keys]
        while records:
            batch = hand_over(self.log, *records[: self.log.room])
            self.in_flight += [(batch, place) for place in range(len(batch))]
            del records[: len(batch)]

    @rule(which=st.integers(0, 100), fails=st.booleans(), latency=st.sampled_from((0.01, 0.5)))
    def settles(self, which: int, fails: bool, latency: float) -> None:
        """A row, kept or not, gets its outcome."""
        if self.in_flight:
            batch, place = self.in_flight.pop(which % len(self.in_flight))
            if fails:
                self.log.settle(batch.chunk, batch.start + place, DeliveryState.FAILED, FAILED)
            else:
                answer(self.log, batch, place, offset=which % 5, partition=which % 4, latency=latency)

    @rule()
    def looks_a_little(self) -> None:
        """One piece, as where the time was used up."""
        next(self.view.pieces(), None)

    @rule()
    def looks_again(self) -> None:
        """With the whole list of rows."""
        self.view.look(100)
        expected = self._expected()
        assert self.view.numbers().tolist() == expected
        assert (len(self.view), self.view.behind, self.view.looked_at) == (len(expected), 0, len(self.log))
        self._compare_places(expected)
        self._compare_failures(expected)

    def _compare_places(self, expected: list[int]) -> None:
        assert [self.view.number(place) for place in range(-1, len(expected) + 1)] == [None, *expected, None]
        for number in range(self.log.next + 3):
            assert self.view.position(number) == sum(one < number for one in expected)

    def _compare_failures(self, expected: list[int]) -> None:
        failed = [one for one in expected if (row := self.log.row(one)) is not None and row.state in FAILURES]
        for number in range(self.log.next + 1):
            after, before = self.view.failure(number, forward=True), self.view.failure(number, forward=False)
            assert after == min((one for one in failed if one > number), default=None)
            assert before == max((one for one in failed if one < number), default=None)

    def _expected(self) -> list[int]:
        rows = [self.log.row(number) for number in range(self.log.first, self.log.next)]
        return [row.number for row in rows if row is not None and matches(self.filter, row, TODAY)]

    @invariant()
    def what_is_shown_is_whole(self) -> None:
        """Between two looks every position has its row."""
        if hasattr(self, "view"):
            assert all(self.view.number(place) is not None for place in range(len(self.view)))


TestView = View.TestCase
TestView.settings = settings(max_examples=60, stateful_step_count=30)


def test_the_newest_rows_come_first() -> None:
    log = failing(*range(1, 21), rows=20, capacity=20)
    view = FilteredRows(log, Filter())
    pieces = view.pieces()
    next(pieces)
    assert view.numbers().tolist() == [17, 18, 19, 20]
    assert view.behind == 16
    next(pieces)
    assert view.number(0) == 13
    assert list(pieces) == [None] * 3
    assert len(view) == 20


def test_a_look_without_time_still_takes_a_step() -> None:
    log = failing(rows=20, capacity=20)
    view = FilteredRows(log, Filter())
    while view.behind:
        before = view.behind
        view.look(0)
        assert view.behind < before


def test_nothing_new_is_nothing_to_do() -> None:
    log = failing(rows=8)
    view = FilteredRows(log, read("state:failed").filter)
    view.look()
    assert list(view.pieces()) == []


def test_reading_while_another_thread_looks_and_writes() -> None:
    """What is read is always a row that is or was a match, in order."""
    log = DeliveryLog(capacity=2_000, kept_bytes=0)
    log.chunk_rows = 500
    view, over, wrong = FilteredRows(log, read("-user-13 -state:queued").filter, TODAY), threading.Event(), []

    def write() -> None:
        for number in range(0, 20_000, 10):
            batch = hand_over(log, *(record(b"user-%d" % (number + place)) for place in range(10)))
            answer(log, batch)
            view.look(1)
        over.set()

    def read_it() -> None:
        while not over.is_set():
            count = len(view)
            found = [view.number(place) for place in range(max(0, count - 30), count)]
            numbers = [number for number in found if number is not None]
            if numbers != sorted(set(numbers)):
                wrong.append(numbers)

    threads = [threading.Thread(target=target) for target in (write, read_it)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert not wrong
    assert len(view) == len(log)
