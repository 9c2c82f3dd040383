"""One still moment of a session: a cluster, a form and a delivery log in which nothing moves."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from textual.widgets import Input

from tests.delivery.reports import answer
from tests.tui.driving import PATIENCE, SANDBOX
from workbench.clusters.connection import ConnectionState, ConnectionStatus
from workbench.clusters.metadata import Broker, Metadata, Partition, Topic
from workbench.clusters.offsets import Offsets
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings
from workbench.delivery.batch import Batch
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.records.record import ProducerRecord
from workbench.session import Session
from workbench.tui.app import WorkbenchApp
from workbench.tui.panes.deliveries import SUMMARY_EVERY, Deliveries
from workbench.tui.widgets.editor import Editor

BEGIN = 1_700_000_000.114
"""When the first record was handed over: 22:13:20.114 UTC."""

VALUE = b'{"id": 9007199254740993, "country": "France"}'
TOO_LARGE = DeliveryError("MSG_SIZE_TOO_LARGE", "Broker: Message size too large")
NO_LEADER = DeliveryError("LEADER_NOT_AVAILABLE", "Broker: Leader not available", retriable=True)


def topic(name: str, partitions: int, offline: frozenset[int] = frozenset()) -> Topic:
    """A topic whose partitions are spread over three brokers; those in `offline` have no leader."""
    return Topic(
        name,
        tuple(
            Partition(one, None, (1, 2, 3), ()) if one in offline else Partition(one, one % 3 + 1, (1, 2, 3), (1, 2, 3))
            for one in range(partitions)
        ),
    )


def metadata(*topics: Topic) -> Metadata:
    """Three brokers, each in a rack of its own, and these topics."""
    brokers = tuple(Broker(number, "127.0.0.1", 39_090 + number, rack) for number, rack in enumerate("abc", 1))
    return Metadata("still", brokers, {topic.name: topic for topic in topics})


TOPICS = (topic("orders", 12), topic("payments", 6, frozenset({2})), topic("audit", 1), topic("huge", 1_000))
UP = ConnectionStatus(ConnectionState.UP, metadata=metadata(*TOPICS))
REFUSED = "Connection refused by 127.0.0.1:1: nothing listens there"
DOWN = ConnectionStatus(ConnectionState.DOWN, REFUSED)


class StillSession(Session):
    """Shows one status and one log; opens nothing and closes nothing."""

    def __init__(
        self,
        status: ConnectionStatus = UP,
        log: DeliveryLog | None = None,
        profile: ClusterProfile = SANDBOX,
        settings: ProducerSettings | None = None,
    ) -> None:
        super().__init__(profile, settings, log)
        self._still = status

    @property
    def status(self) -> ConnectionStatus:
        """Always the same."""
        return self._still

    def offsets(self, topic: str) -> Mapping[int, Offsets]:
        """Each partition with other ones; those of `huge` are not known."""
        known = self.topic(topic)
        if known is None or topic == "huge":
            return {}
        return {one.id: Offsets(one.id * 100, 1_204 + one.id) for one in known.partitions if one.leader is not None}

    def ask_offsets(self, topic: str) -> None:
        """They are there already."""

    def open(self) -> None:
        """There is nothing to open."""

    def reconnect(self) -> None:
        """Nor to connect to."""

    def close(self, wait: float = 0.0) -> None:
        """Nor to close."""


@dataclass(slots=True)
class Clock:
    """A clock that is set by hand."""

    now: float = BEGIN

    def __call__(self) -> float:
        return self.now


class Books:
    """A delivery log written by hand, through the log's own ways."""

    def __init__(self, capacity: int = 1_000_000, rate_over: float = 10.0) -> None:
        self.clock, self.steady = Clock(), Clock(0.0)
        self.log = DeliveryLog(capacity, clock=self.clock, steady=self.steady)
        self.steady.now = rate_over

    def queued(self, record: ProducerRecord) -> Batch:
        """A record without an answer yet."""
        batch = Batch([record])
        self.log.hand_over(batch)
        self.clock.now += 0.047
        return batch

    def delivered(self, record: ProducerRecord, offset: int, seconds: float = 0.0018) -> None:
        """A record that the broker has."""
        batch, time = self.queued(record), (2, int(BEGIN * 1000) + offset)
        answer(self.log, batch, partition=record.partition or 0, offset=offset, latency=seconds, time=time)

    def sent(self, record: ProducerRecord) -> None:
        """A record that left with acks=0."""
        batch = self.queued(record)
        answer(self.log, batch, partition=record.partition or 0, latency=0.0009, confirmed=False)

    def failed(self, record: ProducerRecord, error: DeliveryError, seconds: float = 0.0003) -> None:
        """A record that the broker refused."""
        batch = self.queued(record)
        self.log.settle(batch.chunk, batch.start, DeliveryState.FAILED, error, record.partition or 0, seconds)


def order(number: int, partition: int | None = 4, value: bytes = VALUE) -> ProducerRecord:
    """A record to orders."""
    return ProducerRecord("orders", b"user-%d" % number, value, (), partition)


def books() -> DeliveryLog:
    """Every kind of row: delivered, unknown, sent, failed, queued."""
    held = Books()
    for number in range(30):
        held.delivered(order(number, number % 12), 1_170 + number, 0.0011 + number % 7 * 0.0003)
    held.queued(ProducerRecord("payments", b"", b"", (), 2))
    held.log.give_up()
    held.sent(ProducerRecord("audit", "홍길동".encode(), b"\x00\x01", (), 0))
    held.failed(order(43, value=b"x" * 1_400_000), TOO_LARGE)
    held.failed(ProducerRecord("payments", b"\x1b[31m[red]x[/]", None, (), 2), NO_LEADER, 30.02)
    held.delivered(order(42), 1_204)
    held.queued(ProducerRecord("orders", None, VALUE, ()))
    held.queued(order(44, 8))
    return held.log


def busy(in_flight: int = 1_204) -> DeliveryLog:
    """A log with this many records in flight."""
    held = Books()
    held.log.hand_over(Batch([order(1)] * in_flight))
    return held.log


async def settled(app: WorkbenchApp) -> None:
    """Wait until the value is coloured and every figure is on the screen."""
    async with asyncio.timeout(PATIENCE):
        while not _is_settled(app):
            await asyncio.sleep(0.01)
    freeze(app)


def _is_settled(app: WorkbenchApp) -> bool:
    panes, editors = app._main.query(Deliveries), app._main.query(Editor)
    coloured = app._draft.value.serializer != "json" or any(editor.language for editor in editors)
    return coloured and any(pane._ticks > SUMMARY_EVERY for pane in panes)


def freeze(app: WorkbenchApp) -> None:
    """No cursor blinks any more."""
    for field in app.screen.query(Input):
        field.cursor_blink = False
    for editor in app.screen.query(Editor):
        editor.cursor_blink = False
