"""The accounts after a fault: the log's books against what was given, and against what an independent reader finds.

Every record is told apart by its key, which the log keeps of each row.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event

from tests.brokers import kcat
from tests.brokers.cluster import Cluster
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryReport, DeliveryState, Totals
from workbench.delivery.worker import ProducerWorker
from workbench.records.record import ProducerRecord

PATIENCE = 20.0
"""Seconds after which an awaited event counts as missing."""


def numbered(topic: str, count: int, partitions: int = 1, first: int = 0) -> Iterator[ProducerRecord]:
    """Records that no other is like, one partition after the other."""
    return (
        ProducerRecord(topic, b"%d" % number, b"value of %d" % number, (), number % partitions)
        for number in range(first, first + count)
    )


@dataclass(frozen=True, slots=True)
class Halt:
    """A place in a feed where it waits, for something to happen in the middle of it."""

    reached: Event
    over: Event

    @classmethod
    def new(cls) -> Halt:
        """Not reached, not over."""
        return cls(Event(), Event())

    def within(self, records: Iterator[ProducerRecord], before: int) -> Iterator[ProducerRecord | None]:
        """These records; before that many of them are through, none follows until it is over."""
        for number, record in enumerate(records):
            if number == before:
                self.reached.set()
                while not self.over.is_set():
                    yield None
            yield record

    def wait(self, worker: ProducerWorker) -> None:
        """Until the feed is there, and the first records have been delivered."""
        assert self.reached.wait(PATIENCE)
        until(worker, lambda: worker.log.totals.delivered > 0)


def until(worker: ProducerWorker, holds: Callable[[], bool]) -> None:
    """Until it holds, while the worker works."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"never came: {worker.log.totals}, {worker.status}"
        assert not worker.join(0.01)


def in_the_books(log: DeliveryLog) -> dict[bytes, DeliveryReport]:
    """Every row by its record's key. No record has two."""
    rows = [row for row in map(log.row, range(log.first, log.next)) if row is not None]
    found = {row.key: row for row in rows if row.key is not None}
    assert len(found) == len(rows) == log.next - 1, "a record has two rows, or a row is gone"
    return found


def adds_up(log: DeliveryLog) -> Totals:
    """At the end: handed over = delivered + sent + failed + unknown, nothing in flight, and the rows say the same."""
    return _adds_up(log, in_the_books(log))


def _adds_up(log: DeliveryLog, rows: dict[bytes, DeliveryReport]) -> Totals:
    totals = log.totals
    states = Counter(row.state for row in rows.values())
    assert totals.in_flight == states[DeliveryState.QUEUED] == 0
    assert totals.handed_over == log.next - 1 == states.total()
    assert totals == Totals(
        delivered=states[DeliveryState.DELIVERED],
        sent=states[DeliveryState.SENT],
        failed=states[DeliveryState.FAILED],
        unknown=states[DeliveryState.UNKNOWN],
    )
    return totals


def places_on_the_broker(cluster: Cluster, topic: str, *flags: str) -> dict[tuple[int, int], bytes]:
    """Whose record lies at each partition and offset, by kcat; each has the value that was sent."""
    arrived = kcat.read_back(cluster.bootstrap_servers, topic, *flags)
    assert all(one.key is not None and one.value == b"value of " + one.key for one in arrived)
    return {(one.partition, one.offset): one.key or b"" for one in arrived}


def on_the_broker(cluster: Cluster, topic: str, *flags: str) -> Counter[bytes]:
    """How often each record is in the topic, by kcat."""
    return Counter(places_on_the_broker(cluster, topic, *flags).values())


def agrees(log: DeliveryLog, cluster: Cluster, topic: str, given: int, *flags: str, once: bool = True) -> Totals:
    """At the end: the books have every one of the records given; those delivered are where they are said to be; what
    is there and was not delivered is not said to have stayed away; `once`: nothing is there twice. Of a record that
    the broker had before, only the answer was lost, a broker does not say again where it is.
    """
    rows = in_the_books(log)
    totals = _adds_up(log, rows)
    assert rows.keys() == {b"%d" % number for number in range(given)}
    places = places_on_the_broker(cluster, topic, *flags)
    there = Counter(places.values())
    for key, row in rows.items():
        if row.state is DeliveryState.DELIVERED:
            assert there[key], f"said to be delivered, and not there: {row}"
            assert row.offset is None or places.get((row.partition or 0, row.offset)) == key, row
        elif there[key]:
            assert is_open(row), f"said to be lost, and there it is: {row}"
    if once:
        assert {key: count for key, count in there.items() if count > 1} == {}
    return totals


def is_open(row: DeliveryReport) -> bool:
    """Whether a row says that the record may be on the broker although it was not confirmed."""
    said = row.error is not None and "may have been written" in row.error.message
    return row.state in (DeliveryState.SENT, DeliveryState.UNKNOWN) or said
