"""The delivery log: one row a record, in bounded columns, written by the worker and read from any thread."""

from __future__ import annotations

import time
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from workbench.delivery.batch import ANY, Batch
from workbench.delivery.columns import Chunk, Names
from workbench.delivery.kept import KeptRecords
from workbench.delivery.report import DeliveryError, DeliveryReport, DeliveryState, Totals
from workbench.delivery.statistics import ENOUGH, SAMPLE, RateMeter, Statistics, histogram, percentile
from workbench.delivery.transactions import Transactions

if TYPE_CHECKING:
    from workbench.delivery.views import Numbers

CHUNK_ROWS = 65_536
KEPT_BYTES = 16 * 1024 * 1024

_QUEUED = DeliveryState.QUEUED.value
_SAME_TIME = 0.001
"""Seconds by which the clocks may drift apart before it is noted."""

_WALLS = 10_000
"""Notes that are kept: at the worst drift of a clock that is steered, some hours of them."""


class DeliveryLog:
    """The last `capacity` rows, numbered from 1 through the session; older ones are let go and stay counted.

    `kept_bytes` bounds the memory of the records that stand beside their rows. The worker's thread writes
    (`hand_over`, `settle`, `give_up`, the reporters); everything else may be called from any thread at any time and
    takes no lock: it relies on the GIL and on the order of the stores.
    """

    def __init__(
        self,
        capacity: int = 1_000_000,
        kept_bytes: int = KEPT_BYTES,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        if capacity < 1:
            raise ValueError(f"a delivery log has room for 1 row or more, not {capacity}")
        self.capacity = capacity
        self.next = 1
        self.counts = [0] * len(DeliveryState)
        self.chunk_rows = min(CHUNK_ROWS, capacity)
        self._chunks: tuple[Chunk, ...] = ()
        self._kept = KeptRecords(kept_bytes)
        self._clock, self._steady = clock, steady
        self.names = Names()
        self.transactions = Transactions()
        self._walls: list[tuple[int, float]] = []
        self._rate = RateMeter(steady())

    # What readers see.

    @property
    def first(self) -> int:
        """The number of the oldest row kept; equal to `next` while there is none."""
        return max(1, self.next - self.capacity)

    def __len__(self) -> int:
        return min(self.next - 1, self.capacity)

    @property
    def totals(self) -> Totals:
        """The books of the whole session, rows let go included. They add up by construction, at any moment."""
        _, delivered, sent, failed, unknown = self.counts[:]
        in_flight = self.next - 1 - delivered - sent - failed - unknown
        return Totals(delivered, sent, failed, unknown, in_flight)

    def row(self, number: int) -> DeliveryReport | None:
        """A row for drawing, without its record; None if it is not kept."""
        return self._row(number, with_record=False)

    def report(self, number: int) -> DeliveryReport | None:
        """A row with its record, as long as the record's bytes are kept; None if the row is not."""
        return self._row(number, with_record=True)

    def first_in_flight(self, number: int) -> int:
        """The first row from `number` on that has no outcome yet, `next` if all have one: a search of bytes."""
        end = self.next
        for chunk in self._chunks:
            start = max(number, self.first) - chunk.base
            if start < chunk.rows:
                found = chunk.states.find(_QUEUED, max(0, start), max(0, end - chunk.base))
                if found >= 0:
                    return chunk.base + found
        return end

    def stretches(self, first: int, stop: int) -> Iterator[tuple[Chunk, int, int]]:
        """The rows from `first` to before `stop` as columns: chunks, and from where to where in each."""
        for chunk in self._chunks:
            low, high = max(0, first - chunk.base), min(chunk.rows, stop - chunk.base)
            if low < high:
                yield chunk, low, high

    def troubles_kept(self) -> Counter[DeliveryError]:
        """The errors of the rows that are kept, counted."""
        found: Counter[DeliveryError] = Counter()
        for chunk, low, high in self.stretches(self.first, self.next):
            for number, count in Counter(chunk.errors[low:high]).items():
                if (error := self.names.errors[number]) is not None:
                    found[error] += count
        return found

    def wall(self, number: int, handed: float) -> float:
        """Epoch seconds of a row's moment on the steady clock, by the wall clock as it was then."""
        place = bisect_right(self._walls, number, key=itemgetter(0))
        return handed + (self._walls[place - 1][1] if place else 0.0)

    def walls(self, first: int, stop: int) -> Iterator[tuple[int, int, float]]:
        """The same for the rows from `first` to before `stop`: from where to where, and what is to be added."""
        walls = self._walls[:]
        place = bisect_right(walls, first, key=itemgetter(0))
        while first < stop:
            end = min(walls[place][0] if place < len(walls) else stop, stop)
            yield first, end, walls[place - 1][1] if place else 0.0
            first, place = end, place + 1

    def broker_id(self, broker: int) -> int:
        """What stands for a broker in the columns; 0 is none."""
        return self.names.brokers.id(broker)

    def topic_number(self, topic: str) -> int | None:
        """What stands for a topic in the columns; None if no record went to it yet."""
        return self.names.topics.number(topic)

    @property
    def statistics(self) -> Statistics:
        """Rate and latency now. Costs some 2 ms once there are thousands of rows: for a few looks a second."""
        rate = self._rate.look(self._steady(), sum(self.counts[:]))
        counted = self._latencies()
        return Statistics(rate, percentile(counted, 0.5), percentile(counted, 0.99))

    # What the worker writes.

    @property
    def room(self) -> int:
        """How many records the next `hand_over` takes at most, 1 or more."""
        chunk = self._writable()
        return chunk.base + chunk.rows - self.next

    def hand_over(self, batch: Batch) -> None:
        """Write the rows of 1 to `room` records that go to the producer now, and tell the batch where they are."""
        batch.chunk = self._writable()
        batch.start = self.next - batch.chunk.base
        now = self._steady()
        self._note_wall(self._clock() - now)
        size = batch.chunk.write(batch.start, batch, self._topic_ids(batch), now)
        if self._kept.budget:
            batch.chunk.keep(batch)
            self._kept.add(batch, size)
        self.next += len(batch)

    def settle(
        self,
        chunk: Chunk,
        index: int,
        state: DeliveryState,
        error: DeliveryError,
        partition: int = ANY,
        latency: float = -1.0,
    ) -> None:
        """Write an outcome with an error; partition and latency (seconds) below 0 are not known."""
        chunk.settle(index, state, self.names.errors.id(error), partition, latency)
        self.counts[state] += 1

    def settle_rows(
        self,
        chunk: Chunk,
        rows: Numbers,
        state: DeliveryState,
        error: DeliveryError,
        partition: int,
        latencies: Numbers,
    ) -> None:
        """Write the same outcome into many rows of a chunk; partition below 0 is not known, latencies are seconds."""
        chunk.views.settle(rows, state, self.names.errors.id(error), partition, latencies)
        self.counts[state] += len(rows)

    def give_up(self) -> None:
        """Mark every record in flight as unknown. No report may come after that."""
        end = self.next
        for chunk in self._chunks:
            index = chunk.states.find(_QUEUED, 0, end - chunk.base)
            while index >= 0:
                chunk.settle(index, DeliveryState.UNKNOWN)
                index = chunk.states.find(_QUEUED, index + 1, end - chunk.base)
        self.counts[DeliveryState.UNKNOWN] += self.totals.in_flight

    def _note_wall(self, offset: float) -> None:
        """Note how far the wall clock is from the steady one where that has changed: one is set, the other never."""
        if not self._walls or abs(self._walls[-1][1] - offset) > _SAME_TIME:
            self._walls.append((self.next, offset))
            del self._walls[:-_WALLS]

    def _topic_ids(self, batch: Batch) -> Sequence[int]:
        if len(batch.names) == 1:
            return (self.names.topics.id(batch.topics[0]),) * len(batch)
        return [self.names.topics.id(topic) for topic in batch.topics]

    def _writable(self) -> Chunk:
        """The chunk that the next row goes to; a new one, and the oldest let go, when the last is full."""
        chunks, number = self._chunks, self.next
        if chunks and number - chunks[-1].base < self.chunk_rows:
            return chunks[-1]
        kept = [chunk for chunk in chunks if chunk.base + chunk.rows > number - self.capacity]
        for chunk in chunks[: len(chunks) - len(kept)]:
            self._kept.drop(chunk)
        self._chunks = (*kept, Chunk(number, self.chunk_rows))
        return self._chunks[-1]

    def _row(self, number: int, *, with_record: bool) -> DeliveryReport | None:
        if not self.first <= number < self.next:
            return None
        chunks = self._chunks
        place, index = divmod(number - chunks[0].base, self.chunk_rows)
        if place < 0:  # let go since the look at `first`
            return None
        chunk = chunks[place]
        record = chunk.record(index) if with_record else None
        time, within = self.wall(number, chunk.handed[index]), self.transactions.of_row(number)
        row = chunk.row(index, time=time, names=self.names, record=record)
        return row if within is None else replace(row, transaction=within.number, aborted=within.state.is_aborted)

    def _latencies(self) -> Counter[int]:
        """The latency histogram of a sample of the latest rows, further back while too few of them are confirmed."""
        rows = 8 * SAMPLE
        while True:
            counted = histogram(self._sample(rows))
            if counted.total() >= ENOUGH or rows >= len(self):
                return counted
            rows *= 4

    def _sample(self, rows: int) -> Iterator[tuple[array[float], bytes]]:
        """Latencies and states of at most SAMPLE of the last `rows` rows, evenly spread."""
        end = self.next
        start = max(self.first, end - rows)
        stride = 1 + (end - start) // SAMPLE
        for chunk, low, high in self.stretches(start, end):
            yield chunk.latencies[low:high:stride], bytes(chunk.states[low:high:stride])
