"""Delivery events written into the log: the hottest path of the workbench, a store into each column for many rows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

import numpy as np

from workbench.delivery.batch import ANY, Batch
from workbench.delivery.columns import Chunk
from workbench.delivery.errors import outcome
from workbench.delivery.handing import Left
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.delivery.set_up import SetUp
from workbench.delivery.tally import Tally
from workbench.delivery.views import NO_OFFSET, NO_TIME, ChunkViews, Numbers
from workbench.librdkafka.messages import Delivered, DeliveredOne

_CREATE_TIME = 1  # rd_kafka_timestamp_type_t RD_KAFKA_TIMESTAMP_CREATE_TIME
_YEAR_2000 = 946_684_800_000
"""A broker's clock is not older, epoch ms: librdkafka's mock cluster appends at 1234 and means nothing by it."""


_CALLS = 1_000
"""Calls whose create time is remembered."""


class Reports(Protocol):
    """Where the delivery events of one producer go."""

    def expect(self, batch: Batch) -> None:
        """Rows that the producer is about to get."""

    def refused(self, batch: Batch) -> None:
        """One of them the producer did not take, and it has failed."""

    def taken(self, batch: Batch, tried: Sequence[int], left: Left) -> None:
        """Of the records at the places `tried` the producer took all but those that are left."""

    def take(self, delivered: Delivered, now: float) -> None:
        """Some events; `now` is seconds of the monotonic clock."""

    def take_one(self, one: DeliveredOne, now: float) -> None:
        """An event of one message."""


class LogReports:
    """Writes outcomes into rows. A record's opaque is the number of its row.

    A chunk that the log let go of is known here until its last report, so a late one never reaches another row.
    """

    def __init__(self, log: DeliveryLog, set_up: SetUp, *, confirmed: bool, asked: bool = True) -> None:
        self._log = log
        self._asked = asked
        self._set_up = set_up
        self._good = DeliveryState.DELIVERED if confirmed else DeliveryState.SENT
        self._timestamps = _Timestamps()
        self._chunks: dict[int, Chunk] = {}
        self._expected: dict[int, int] = {}

    def expect(self, batch: Batch) -> None:
        """Rows that the producer is about to get."""
        base = batch.chunk.base
        self._chunks[base] = batch.chunk
        self._expected[base] = self._expected.get(base, 0) + len(batch)

    def refused(self, batch: Batch) -> None:
        """One of them the producer did not take, and it has failed."""
        self._answered(batch.chunk.base, 1)

    def taken(self, batch: Batch, tried: Sequence[int], left: Left) -> None:
        """Where nobody asks what becomes of a record, it is sent now."""
        if self._asked or len(tried) == len(left):
            return
        rows = np.setdiff1d(np.asarray(tried), [place for place, _ in left]) + batch.start
        batch.chunk.views.settle(rows, DeliveryState.SENT, 0, ANY, np.full(len(rows), -1.0))
        self._log.counts[DeliveryState.SENT] += len(rows)
        self._answered(batch.chunk.base, len(rows))

    def take(self, delivered: Delivered, now: float) -> None:
        """One event; `now` is seconds of the monotonic clock."""
        for base, part in self._by_chunk(delivered):
            rows = part.opaques - base
            if part.errors.any():
                self._take_mixed(self._chunks[base], rows, part, now)
            else:
                self._take_good(self._chunks[base], rows, part, now)
            self._answered(base, len(part))

    def take_one(self, one: DeliveredOne, now: float) -> None:
        """An event of one message."""
        base = (one.opaque - 1) // self._log.chunk_rows * self._log.chunk_rows + 1
        chunk, row, (topic, partition, broker) = self._chunks[base], one.opaque - base, one.answer
        if one.error:
            reached = not self._set_up.never_left(topic, partition)
            state, error = outcome(one.error, left=one.may_be_written, reached=reached)
            self._log.settle(chunk, row, state, error, partition, now - chunk.handed[row])
        else:
            since = max(chunk.handed[row], self._set_up.ready(topic, partition) or -math.inf)
            chunk.partitions[row], chunk.latencies[row] = partition, max(now - since, 0.0)
            known = self._good is DeliveryState.DELIVERED
            chunk.offsets[row] = one.offset if known and one.offset >= 0 else NO_OFFSET
            chunk.timestamps[row] = _moment(*one.timestamp) if known else NO_TIME
            chunk.brokers[row] = 0 if broker is None else self._log.broker_id(broker)
            chunk.states[row] = self._good
            self._log.counts[self._good] += 1
        self._answered(base, 1)

    def _by_chunk(self, delivered: Delivered) -> Iterator[tuple[int, Delivered]]:
        """The parts of an event that lie in one chunk, by the chunk's first row."""
        step = self._log.chunk_rows
        low, high = int(delivered.opaques.min()), int(delivered.opaques.max())
        first, last = (low - 1) // step, (high - 1) // step
        if first == last:
            yield first * step + 1, delivered
            return
        places = (delivered.opaques - 1) // step
        for place in np.unique(places).tolist():
            yield place * step + 1, delivered.select(places == place)

    def _answered(self, base: int, count: int) -> None:
        self._expected[base] -= count
        if not self._expected[base]:
            del self._expected[base], self._chunks[base]

    def _take_good(self, chunk: Chunk, rows: Numbers, part: Delivered, now: float) -> None:
        views = chunk.views
        views.partitions[rows] = part.partitions
        views.latencies[rows] = self._latencies(views, rows, part, now)
        if self._good is DeliveryState.DELIVERED:
            views.offsets[rows] = np.where(part.offsets < 0, NO_OFFSET, part.offsets)
            views.timestamps[rows] = self._timestamps.of(views, rows, part)
        else:
            views.offsets[rows], views.timestamps[rows] = NO_OFFSET, NO_TIME
        views.brokers[rows] = self._brokers(part)
        views.states[rows] = self._good
        self._log.counts[self._good] += len(rows)

    def _take_mixed(self, chunk: Chunk, rows: Numbers, part: Delivered, now: float) -> None:
        for code in np.unique(part.errors).tolist():
            of_code = part.errors == code
            if not code:
                self._take_good(chunk, rows[of_code], part.select(of_code), now)
                continue
            for partition in np.unique(part.partitions[of_code]).tolist():
                failed = np.flatnonzero(of_code & (part.partitions == partition))
                topic = part.answers[part.events[failed[0]]].topic
                reached = not self._set_up.never_left(topic, partition)
                written = part.select(failed).may_be_written
                for left, places in ((True, failed[written]), (False, failed[~written])):
                    state, error = outcome(code, left=left, reached=reached)
                    waited = now - chunk.views.handed[rows[places]]
                    self._log.settle_rows(chunk, rows[places], state, error, partition, waited)

    def _brokers(self, part: Delivered) -> Numbers:
        """Who answered, as the columns have it."""
        numbers = [0 if one.broker is None else self._log.broker_id(one.broker) for one in part.answers]
        brokers: Numbers = np.array(numbers, np.uint16)[part.events]
        return brokers

    def _latencies(self, views: ChunkViews, rows: Numbers, part: Delivered, now: float) -> Numbers:
        """Seconds since a record was handed over, or since it could leave, if that was later."""
        ready = [self._set_up.ready(one.topic, one.partition) or -math.inf for one in part.answers]
        since = np.maximum(views.handed[rows], np.array(ready)[part.events])
        latencies: Numbers = np.maximum(now - since, 0.0)
        return latencies


class TallyReports:
    """Counts outcomes."""

    def __init__(self, tally: Tally, set_up: SetUp, *, confirmed: bool, asked: bool = True) -> None:
        self._tally = tally
        self._asked = asked
        self._set_up = set_up
        self._good = DeliveryState.DELIVERED if confirmed else DeliveryState.SENT

    def expect(self, batch: Batch) -> None:
        """Nothing is kept of it."""

    def refused(self, batch: Batch) -> None:
        """Nothing is kept of it."""

    def taken(self, batch: Batch, tried: Sequence[int], left: Left) -> None:
        """Where nobody asks what becomes of a record, it is sent now."""
        if not self._asked:
            self._tally.counts[DeliveryState.SENT] += len(tried) - len(left)

    def take(self, delivered: Delivered, now: float) -> None:
        """One event."""
        good = int((delivered.errors == 0).sum())
        self._tally.counts[self._good] += good
        if good < len(delivered):
            failed = np.flatnonzero(delivered.errors)
            written = delivered.select(failed).may_be_written
            for place, may_be in zip(failed.tolist(), written.tolist(), strict=True):
                answer, partition = delivered.answers[delivered.events[place]], int(delivered.partitions[place])
                reached = not self._set_up.never_left(answer.topic, partition)
                self._tally.count(*outcome(int(delivered.errors[place]), left=may_be, reached=reached))

    def take_one(self, one: DeliveredOne, now: float) -> None:
        """An event of one message."""
        if one.error:
            reached = not self._set_up.never_left(one.answer.topic, one.answer.partition)
            self._tally.count(*outcome(one.error, left=one.may_be_written, reached=reached))
        else:
            self._tally.counts[self._good] += 1


def _moment(kind: int, time: int) -> int:
    """What counts as a timestamp, epoch ms."""
    return time if time > _YEAR_2000 or (kind == _CREATE_TIME and time >= 0) else NO_TIME


class _Timestamps:
    """The brokers' timestamps, epoch ms, NO_TIME for none.

    Asked for once for all that was handed over in one call: librdkafka gives those one create time, and a broker one
    append time for all that it answers at once (rdkafka_msg.c rd_kafka_produce_batch, rdkafka_request.c).
    """

    def __init__(self) -> None:
        self._created: dict[tuple[str, float], int] = {}

    def of(self, views: ChunkViews, rows: Numbers, part: Delivered) -> Numbers:
        """Those of the messages of a part, in its order."""
        handed, events = views.handed[rows], part.events
        first = np.flatnonzero((handed[1:] != handed[:-1]) | (events[1:] != events[:-1])) + 1
        starts = [0, *first.tolist()]
        answers, moments = events[starts].tolist(), handed[starts].tolist()
        times = [self._of(part, *one) for one in zip(starts, answers, moments, strict=True)]
        counts = [stop - start for start, stop in pairwise((*starts, len(rows)))]
        return np.repeat(np.array(times, np.int64), counts)

    def _of(self, part: Delivered, start: int, answer: int, moment: float) -> int:
        call = (part.answers[answer].topic, moment)
        known = self._created.get(call)
        if known is None:
            kind, time = part.timestamp(start)
            known = _moment(kind, time)
            if kind == _CREATE_TIME:
                self._remember(call, known)
        return known

    def _remember(self, call: tuple[str, float], time: int) -> None:
        if len(self._created) >= _CALLS:
            self._created.clear()
        self._created[call] = time
