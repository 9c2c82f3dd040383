"""The delivery log against a plain list of rows, and under threads."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.delivery.records import hand_over, record
from tests.delivery.reports import answer
from workbench.delivery.batch import Batch
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryReport, DeliveryState
from workbench.records.record import ProducerRecord

FAILED = DeliveryError("MSG_SIZE_TOO_LARGE", "too large")
DELIVERED, QUEUED, UNKNOWN = DeliveryState.DELIVERED, DeliveryState.QUEUED, DeliveryState.UNKNOWN


@dataclass
class Row:
    """A row of the model: plain values, never let go."""

    record: ProducerRecord
    state: DeliveryState = QUEUED
    partition: int | None = None
    offset: int | None = None
    error: DeliveryError | None = None


class Books(RuleBasedStateMachine):
    """Any order of handing over, answers, giving up and letting go: each row says what became of its record."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.in_flight: dict[int, tuple[Batch, int]] = {}
        self.log = DeliveryLog(capacity=5, kept_bytes=600)

    @rule(
        keys=st.lists(st.one_of(st.none(), st.binary(max_size=300)), min_size=1, max_size=7),
        topic=st.sampled_from(("orders", "payments")),
        partition=st.one_of(st.none(), st.integers(0, 9)),
    )
    def sends(self, keys: list[bytes | None], topic: str, partition: int | None) -> None:
        """Hands records over, as many at a time as there is room for."""
        records = [ProducerRecord(topic, key, b"v", (), partition) for key in keys]
        while records:
            batch = hand_over(self.log, *records[: self.log.room])
            for position, one in enumerate(batch.records):
                self.in_flight[len(self.rows)] = (batch, position)
                self.rows.append(Row(one, partition=one.partition))
            del records[: len(batch)]

    @rule(which=st.integers(0, 100), offset=st.integers(0, 2**40), partition=st.integers(0, 9))
    def delivers(self, which: int, offset: int, partition: int) -> None:
        """An answer for any record in flight, whether its row is still kept or not."""
        if self.in_flight:
            place = list(self.in_flight)[which % len(self.in_flight)]
            batch, position = self.in_flight.pop(place)
            answer(self.log, batch, position, partition=partition, offset=offset)
            self.rows[place].state = DELIVERED
            self.rows[place].offset, self.rows[place].partition = offset, partition

    @rule(which=st.integers(0, 100))
    def fails(self, which: int) -> None:
        """An error for any record in flight."""
        if self.in_flight:
            place = list(self.in_flight)[which % len(self.in_flight)]
            batch, position = self.in_flight.pop(place)
            self.log.settle(batch.chunk, batch.start + position, DeliveryState.FAILED, FAILED)
            self.rows[place].state, self.rows[place].error = DeliveryState.FAILED, FAILED

    @rule()
    def gives_up(self) -> None:
        """No answer comes any more."""
        self.log.give_up()
        for place in self.in_flight:
            self.rows[place].state = UNKNOWN
        self.in_flight.clear()

    @invariant()
    def the_books_add_up(self) -> None:
        """Each state is counted as often as it occurs, rows let go included."""
        totals, states = self.log.totals, [row.state for row in self.rows]
        assert totals.handed_over == len(self.rows)
        assert totals.in_flight == states.count(QUEUED) == len(self.in_flight)
        assert totals.delivered == states.count(DELIVERED)
        assert totals.failed == states.count(DeliveryState.FAILED)
        assert totals.unknown == states.count(UNKNOWN)

    @invariant()
    def the_newest_rows_are_kept(self) -> None:
        """And each is its own."""
        log = self.log
        assert (log.first, log.next) == (max(1, len(self.rows) - 4), len(self.rows) + 1)
        assert len(log) == min(5, len(self.rows))
        assert log.row(log.first - 1) is None
        assert log.row(log.next) is None
        for number in range(log.first, log.next):
            self._compare(log.report(number), self.rows[number - 1], number)

    def _compare(self, found: DeliveryReport | None, row: Row, number: int) -> None:
        assert found is not None
        assert (found.number, found.topic, found.state, found.error) == (number, row.record.topic, row.state, row.error)
        assert found.key == (row.record.key if row.record.key is None else row.record.key[:256])
        assert found.key_size == row.record.key_size
        assert (found.partition, found.offset) == (row.partition, row.offset)
        assert found.record is None or found.record is row.record

    @invariant()
    def the_first_in_flight_is_found(self) -> None:
        """From any row on."""
        for start in range(1, self.log.next + 1):
            later = [place + 1 for place in self.in_flight if place + 1 >= max(start, self.log.first)]
            assert self.log.first_in_flight(start) == min(later, default=self.log.next)


TestBooks = Books.TestCase
TestBooks.settings = settings(max_examples=40, stateful_step_count=25)


def test_a_log_has_room_for_a_row() -> None:
    with pytest.raises(ValueError, match="1 row or more, not 0"):
        DeliveryLog(capacity=0)


def test_an_empty_log() -> None:
    log = DeliveryLog()
    assert (log.first, log.next, len(log), log.totals.handed_over) == (1, 1, 0, 0)
    assert log.row(1) is None
    assert log.first_in_flight(1) == 1


def test_stretches_are_the_rows_as_columns() -> None:
    log = DeliveryLog(capacity=4)
    for _ in range(10):
        hand_over(log, record())
    found = [
        chunk.base + index for chunk, low, high in log.stretches(log.first, log.next) for index in range(low, high)
    ]
    assert found == [7, 8, 9, 10]


def test_readers_see_whole_rows_while_the_worker_writes() -> None:
    """A delivered row has all its columns, no row is another's, and the books add up, however threads take turns."""
    log = DeliveryLog(capacity=1500, kept_bytes=50_000)
    over, wrong = threading.Event(), []

    def write() -> None:
        for number in range(1, 30_001, 10):
            batch = hand_over(log, *(record(b"%d" % (number + place)) for place in range(min(10, log.room))))
            for place, one in enumerate(batch.records):
                answer(log, batch, place, offset=int(one.key or b""), latency=1.0)
        over.set()

    def read() -> None:
        while not over.is_set():
            totals = log.totals
            if totals.in_flight < 0 or totals.handed_over > log.next - 1:
                wrong.append(f"{totals}")
            for number in range(log.first, log.next, 97):
                row = log.report(number)
                if row is not None and row.state is DELIVERED and (row.offset, row.latency) != (int(row.key or b""), 1):
                    wrong.append(f"{row}")

    threads = [threading.Thread(target=target) for target in (write, read, read)]
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
    assert log.totals.in_flight == 0


def test_rows_as_columns_go_from_chunk_to_chunk() -> None:
    log = DeliveryLog(capacity=8)
    log.chunk_rows = 4
    for _ in range(11):
        hand_over(log, record())
    found = [(chunk.base, low, high) for chunk, low, high in log.stretches(3, 11)]
    assert found == [(1, 2, 4), (5, 0, 4), (9, 0, 2)]
    assert list(log.stretches(5, 5)) == list(log.stretches(100, 200)) == []


def test_a_log_that_keeps_no_bytes_makes_no_records() -> None:
    log = DeliveryLog(kept_bytes=0)
    hand_over(log, record())
    kept, row = log.report(1), log.row(1)
    assert kept is not None and kept == row and kept.record is None


def test_the_wall_clock_of_many_rows_is_that_of_each() -> None:
    wall = [1000.0]
    log = DeliveryLog(clock=lambda: wall[0], steady=lambda: 10.0)
    for number in range(9):
        wall[0] += 100 * (number % 3 == 0)
        hand_over(log, record())
    found = [(row, offset) for low, high, offset in log.walls(2, 10) for row in range(low, high)]
    assert found == [(row, log.wall(row, 0.0)) for row in range(2, 10)]
    assert list(log.walls(5, 5)) == []
    assert list(DeliveryLog().walls(1, 4)) == [(1, 4, 0.0)]
