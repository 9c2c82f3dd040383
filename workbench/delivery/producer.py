"""One confluent-kafka Producer and what belongs to it; everything here runs in the worker's thread."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from itertools import repeat
from operator import length_hint
from typing import TYPE_CHECKING

from workbench.delivery.batch import ANY, Batch
from workbench.delivery.columns import Chunk
from workbench.delivery.errors import NO_ROOM, outcome, refused
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.delivery.reporting import Report, Reported, Since, reporter, unconfirmed
from workbench.delivery.set_up import CATEGORIES, SetUp

if TYPE_CHECKING:
    from confluent_kafka import KafkaError, Producer

_ASK_AGAIN = 1.0
"""Seconds between two questions of a producer about a topic; also how long it waits for the answer."""

_SECRET = ("password", "secret", "token", "pem", "key", "oauthbearer.config", "username")
"""What the names of properties contain whose values are not repeated."""


class _Events:
    """What librdkafka tells apart from delivery reports. Knows nothing of the producer: no circle keeps that alive."""

    def __init__(self, set_up: SetUp) -> None:
        self.set_up = set_up
        self.fatal = ""

    def log(self, _level: int, pattern: str, *parts: object) -> None:
        """The one method of a `logging.Logger` that confluent-kafka calls; a record for each line would cost more."""
        self.set_up.feed(pattern % parts, time.monotonic())

    def on_error(self, error: KafkaError) -> None:
        """Keep a fatal error; others show in broker states and in the reports."""
        if error.fatal():
            self.fatal = f"the producer cannot go on: {error.name()}: {error.str()}; reconnect to open a new one"


class OpenProducer:
    """A producer from opening to closing, its reports written into the log. Raises what confluent-kafka raises."""

    def __init__(self, config: Mapping[str, object], log: DeliveryLog) -> None:
        from confluent_kafka import Producer

        self._log = log
        self._confirmed = not _acks_none(config)
        self._events = _Events(SetUp(_idempotent(config)))
        self._settled: set[str] = set()
        self._asked: dict[str, float] = {}
        self._producer: Producer | None = Producer(
            {**config, "debug": _debug(config), "logger": self._events, "error_cb": self._events.on_error}
        )

    @property
    def fatal(self) -> str:
        """Why it cannot go on, as a sentence; empty while it can."""
        return self._events.fatal

    @property
    def broker_states(self) -> Mapping[str, str]:
        """The state of each broker by name, from any thread."""
        return self._events.set_up.states

    @property
    def in_flight(self) -> int:
        """Records without a report, and librdkafka's events that wait for a poll; 0 if there is neither."""
        return 0 if self._producer is None else len(self._producer)

    def poll(self, seconds: float) -> None:
        """Serve reports, log lines and errors; wait up to `seconds` for the first of them."""
        if self._producer is not None:
            self._producer.poll(seconds)

    def purge(self) -> None:
        """Make librdkafka report every record now: those not sent yet, and those whose answer is awaited."""
        if self._producer is not None:
            self._producer.purge(blocking=False)

    def release(self) -> None:
        """Destroy it without a flush. May wait for a name lookup of librdkafka's; no report comes any more."""
        self._producer = None

    def hand(self, batch: Batch) -> bool:
        """Produce a batch from its position on; False when the queue is full, and has to be polled before the rest."""
        report = self._reporter(batch)
        while batch.position < len(batch):
            error = self._produce(batch, report)
            if isinstance(error, BufferError):
                if self.in_flight:
                    return False
                self._refuse(batch, NO_ROOM)
            elif error is not None and not self._learns(batch.topics[batch.position], error):
                self._refuse(batch, refused(error))
        return True

    def _learns(self, topic: str, error: Exception) -> bool:
        """Whether the record may be tried again, because the producer has just asked for the topic's partitions.

        librdkafka refuses a partition that it does not know, and asks for those of a topic every five minutes: the
        first record for one that is new comes before that.
        """
        from confluent_kafka import KafkaError, KafkaException

        stale = (KafkaError._UNKNOWN_PARTITION, KafkaError._UNKNOWN_TOPIC)
        now = time.monotonic()
        if _code(error) not in stale or now - self._asked.get(topic, -_ASK_AGAIN) < _ASK_AGAIN:
            return False
        self._asked[topic] = now
        assert self._producer is not None
        with suppress(KafkaException):
            self._producer.list_topics(topic, timeout=_ASK_AGAIN)
        return True

    def _produce(self, batch: Batch, report: Report) -> Exception | None:
        """Produce until the end or an error, which belongs to the record at the batch's position then.

        A loop without byte code: `map` calls `produce`, and the numbers left over tell how far it came.
        """
        assert self._producer is not None
        position = batch.position
        numbers = iter(range(batch.start + position, batch.start + len(batch)))
        produced = map(
            self._producer.produce,
            batch.topics[position:],
            batch.values[position:],
            batch.keys[position:],
            batch.partitions[position:],
            map(partial, repeat(report), numbers),
            repeat(None),
            batch.timestamps[position:],
            batch.headers[position:],
        )
        try:
            deque(produced, maxlen=0)
        except Exception as error:
            batch.position = len(batch) - length_hint(numbers) - 1
            return error
        batch.position = len(batch)
        return None

    def _refuse(self, batch: Batch, error: DeliveryError) -> None:
        self._log.settle(batch.chunk, batch.start + batch.position, DeliveryState.FAILED, error)
        batch.position += 1

    def _reporter(self, batch: Batch) -> Report:
        make = reporter if self._confirmed else unconfirmed
        report = make(batch.chunk, self._log.counts, self._failed)
        unsettled = batch.names - self._settled
        if not unsettled:
            return report
        now = time.monotonic()
        self._settled |= {topic for topic in unsettled if self._events.set_up.settled(topic, now)}
        return self._without_set_up(report)

    def _without_set_up(self, report: Report) -> Report:
        """A callback that counts latency from the moment when the record could leave, if that was later."""
        ready_since = self._events.set_up.ready

        def report_since_ready(index: int, error: KafkaError | None, message: Reported) -> None:
            ready = ready_since(message.topic() or "", _number(message.partition()))
            if error is None and ready is not None:
                latency = max(0.0, min(message.latency() or 0.0, time.monotonic() - ready))
                message = Since(message, latency)
            report(index, error, message)

        return report_since_ready

    def _failed(self, chunk: Chunk, index: int, error: KafkaError, message: Reported) -> None:
        partition, latency = _number(message.partition()), message.latency()
        left = not self._events.set_up.never_left(message.topic() or "", partition)
        state, kept = outcome(error, left=left)
        self._log.settle(chunk, index, state, kept, partition, -1.0 if latency is None else latency)


def _code(error: Exception) -> int | None:
    from confluent_kafka import KafkaError

    found = error.args[0] if error.args else None
    return found.code() if isinstance(found, KafkaError) else None


def _number(partition: int | None) -> int:
    return ANY if partition is None else partition


def _acks_none(config: Mapping[str, object]) -> bool:
    return str(config.get("acks", config.get("request.required.acks", ""))) == "0"


def _idempotent(config: Mapping[str, object]) -> bool:
    return "transactional.id" in config or str(config.get("enable.idempotence", "")).lower() in ("true", "1", "t")


def _debug(config: Mapping[str, object]) -> str:
    """What was asked for, and what the set-up is read from."""
    asked = [word for word in str(config.get("debug", "")).replace(" ", "").split(",") if word]
    return ",".join(asked if "all" in asked else dict.fromkeys((*asked, *CATEGORIES)))


def refusal(error: Exception, config: Mapping[str, object]) -> str:
    """Why no producer could be opened, as a sentence without secrets."""
    found = error.args[0] if error.args else error
    text = found.str() if hasattr(found, "str") else str(found)
    for name, value in config.items():
        if isinstance(value, str) and len(value) > 1 and any(word in name for word in _SECRET):
            text = text.replace(value, "…")
    return f"the producer cannot be opened: {text}"
