"""One producer of librdkafka and what belongs to it; everything here runs in the worker's thread, but for `wake`."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.delivery.batch import Batch
from workbench.delivery.configuration import debug, is_idempotent, is_unconfirmed
from workbench.delivery.errors import NO_NAME, NO_ROOM, refused
from workbench.delivery.handing import NO_SUCH_NAME, Left, Topics, hand
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.delivery.reporting import LogReports, Reports, TallyReports
from workbench.delivery.set_up import SetUp
from workbench.delivery.tally import Tally
from workbench.delivery.telling import Telling
from workbench.librdkafka import events
from workbench.librdkafka.events import EventKind, EventQueue, throttle_pointer
from workbench.librdkafka.handle import ClientKind, open_handle
from workbench.librdkafka.library import function, quick_function
from workbench.librdkafka.messages import QUEUE_FULL, TopicNames, delivered, delivered_one

if TYPE_CHECKING:
    from workbench.delivery.client_log import ClientLog

STATISTICS_MS = 1_000
"""Milliseconds between two statistics of librdkafka's."""

MANY = 64
"""Events that are served at once, at most: a command waits for no more."""

_ASK_AGAIN = 1.0
"""Seconds between two questions of a producer about a topic; also how long it waits for the answer."""

_UNKNOWN = frozenset({-188, -190})
"""_UNKNOWN_TOPIC, _UNKNOWN_PARTITION: what librdkafka says of a partition that it has not heard of yet."""

_PURGE = 0x1 | 0x2 | 0x4  # RD_KAFKA_PURGE_F_QUEUE, _INFLIGHT, _NON_BLOCKING


class OpenProducer:
    """A producer from opening to closing, its reports written into the log.

    `asked` False is fire and forget: a record is sent once librdkafka has taken it, and nobody asks what became of it.
    Raises RefusedConfigurationError.
    """

    def __init__(
        self, config: Mapping[str, object], log: DeliveryLog, lines: ClientLog | None = None, *, asked: bool = True
    ) -> None:
        self.asked = asked
        self._log = log
        self._told = Telling(SetUp(is_idempotent(config)), lines)
        self._reports = _reports(log, self._told.set_up, confirmed=not is_unconfirmed(config), asked=asked)
        self._questions: dict[str, float] = {}
        self._throttled = throttle_pointer(self._told.throttled)
        kinds = EventKind.LOG | EventKind.ERROR | EventKind.STATISTICS | (EventKind.DELIVERY if asked else EventKind(0))
        settings = {"statistics.interval.ms": STATISTICS_MS, **config, "debug": debug(config), "log_level": 7}
        handle = open_handle(ClientKind.PRODUCER, settings, events=kinds, throttled=self._throttled, logs=True)
        self._told.name = function("rd_kafka_name")(handle).decode()
        self._handle: int | None = handle
        self._queue = EventQueue(handle)
        self._topics = Topics(handle, transactional="transactional.id" in config)
        self._names = TopicNames()

    @property
    def fatal(self) -> str:
        """Why it cannot go on, as a sentence; empty while it can."""
        return self._told.fatal

    @property
    def statistics(self) -> bytes | None:
        """librdkafka's latest statistics as JSON (STATISTICS.md), from any thread."""
        return self._told.statistics

    @property
    def broker_states(self) -> Mapping[str, str]:
        """The state of each broker by name, from any thread."""
        return self._told.set_up.states

    @property
    def lost(self) -> frozenset[int]:
        """The ids of brokers that it was connected to and is not now, from any thread."""
        return self._told.set_up.lost

    @property
    def handle(self) -> int | None:
        """librdkafka's own, None once it is released."""
        return self._handle

    @property
    def in_flight(self) -> int:
        """Records without a report, and librdkafka's events that wait for a poll; 0 if there is neither."""
        if self._handle is None:
            return 0
        count: int = quick_function("rd_kafka_outq_len")(self._handle)
        return count - self._topics.leaked

    def poll(self, seconds: float) -> None:
        """Serve reports, log lines and errors; wait up to `seconds` for the first of them, or until `wake`."""
        deliveries: list[int] = []
        try:
            for _ in range(MANY):
                event = self._queue.poll(0 if deliveries else seconds)
                if event is None:
                    break
                self._serve(event, deliveries)
                seconds = 0
            if deliveries:
                self._take(deliveries, time.monotonic())
        finally:
            for event in deliveries:
                events.done(event)

    def _take(self, deliveries: list[int], now: float) -> None:
        one = delivered_one(deliveries[0], self._names) if len(deliveries) == 1 else None
        if one is not None:
            self._reports.take_one(one, now)
        else:
            self._reports.take(delivered(deliveries, self._names), now)

    def _serve(self, event: int, deliveries: list[int]) -> None:
        """Deliveries are collected: many are written into the log in the time of one."""
        if events.kind(event) == EventKind.DELIVERY:
            deliveries.append(event)
            return
        try:
            self._told.take(event, time.monotonic())
        finally:
            events.done(event)

    def wake(self) -> None:
        """Let a `poll` that waits come back now. From any thread."""
        self._queue.wake()

    def purge(self) -> None:
        """Make librdkafka report every record now: those not sent yet, and those whose answer is awaited."""
        if self._handle is not None:
            function("rd_kafka_purge")(self._handle, _PURGE)

    def release(self) -> None:
        """Destroy it without a flush. May wait for a name lookup of librdkafka's; no report comes any more."""
        handle, self._handle = self._handle, None
        if handle is not None:
            self._queue.close()
            self._topics.close()
            function("rd_kafka_destroy")(handle)

    def hand(self, batch: Batch) -> bool:
        """Produce what of a batch is waiting; False when the queue is full, and has to be polled before the rest."""
        assert self._handle is not None
        if len(batch.waiting) == len(batch):
            self._reports.expect(batch)
        while batch.waiting:
            before = batch.waiting
            left = hand(self._handle, self._topics, batch, has_rows=not isinstance(self._log, Tally))
            batch.waiting = self._sorted_out(batch, left)
            self._reports.taken(batch, before, left)
            if left and left[-1][1] == QUEUE_FULL:
                if self.in_flight:
                    return False
                self._refuse(batch, batch.waiting[0], NO_ROOM)
                batch.waiting = batch.waiting[1:]
        return True

    def _sorted_out(self, batch: Batch, left: Left) -> list[int]:
        """Those that may be taken at the next attempt; the others have failed."""
        strange = {batch.topics[place] for place, code in left if code in _UNKNOWN}
        learned = {topic for topic in strange if self._learns(topic)}
        waiting = []
        for place, code in left:
            if code == QUEUE_FULL or (code in _UNKNOWN and batch.topics[place] in learned):
                waiting.append(place)
            else:
                self._refuse(batch, place, NO_NAME if code == NO_SUCH_NAME else refused(code))
        return waiting

    def _learns(self, topic: str) -> bool:
        """Whether a record may be tried again, because the producer has just asked for the topic's partitions.

        librdkafka refuses a partition that it does not know, and asks for those of a topic every five minutes: the
        first record for one that is new comes before that.
        """
        now = time.monotonic()
        if now - self._questions.get(topic, -_ASK_AGAIN) < _ASK_AGAIN:
            return False
        self._questions[topic] = now
        answer, within = ctypes.c_void_p(), int(_ASK_AGAIN * 1000)
        if not function("rd_kafka_metadata")(self._handle, 0, self._topics[topic], ctypes.byref(answer), within):
            function("rd_kafka_metadata_destroy")(answer)
        return True

    def _refuse(self, batch: Batch, place: int, error: DeliveryError) -> None:
        self._log.settle(batch.chunk, batch.start + place, DeliveryState.FAILED, error)
        self._reports.refused(batch)


def _reports(log: DeliveryLog, set_up: SetUp, *, confirmed: bool, asked: bool) -> Reports:
    if isinstance(log, Tally):
        return TallyReports(log, set_up, confirmed=confirmed, asked=asked)
    return LogReports(log, set_up, confirmed=confirmed, asked=asked)
