"""Whether records whose fate is unknown are in their topic: what is read there against what was handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from workbench.delivery.bulk import ColumnFeed
from workbench.delivery.journal.lines import Run
from workbench.delivery.journal.matching import Expected
from workbench.delivery.journal.origin import Origin
from workbench.delivery.journal.sends import NOT_FOUND, Sent, SentRecord
from workbench.delivery.journal.transacted import Transacted
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.records.fetched import FetchedRecord
from workbench.records.record import ProducerRecord

CLOCKS = 60_000
"""Milliseconds by which the clocks of a broker and of this machine may differ."""

NOT_THERE = DeliveryError(NOT_FOUND, "no answer came, and a look at the topic did not find it", retriable=True)
"""The error of a record that was unknown until it was looked for."""

_GONE = (DeliveryState.QUEUED, DeliveryState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Tail:
    """What is to be read: a topic's partitions, each up to its end.

    From the offset that `offsets` gives; a partition that is not named there from the first record whose timestamp is
    `since` (epoch ms) or later. Only `partitions`, where it is not None. `committed`: nothing of transactions that were
    aborted, and it is an error if one is not over.
    """

    topic: str
    offsets: Mapping[int, int]
    since: int
    partitions: frozenset[int] | None = None
    committed: bool = False


Reader = Callable[[Tail], Iterable[FetchedRecord]]
"""Reads a tail, in the order of offsets in each partition. What it raises ends the check, and settles nothing."""

Remake = Callable[[Origin], ColumnFeed]
"""Reads the lines of an origin from where it begins and makes their records once more, all of them in order."""


class TooFew(Exception):
    """Fewer records could be made once more than were handed over; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class SmallLook:
    """Records of a small send that were looked for; `there` are those found, by their numbers."""

    there: Mapping[int, FetchedRecord]
    missing: tuple[int, ...]


def look_for(
    sent: Sent, kept: Iterable[SentRecord], delivered: frozenset[tuple[str, int, int]], reader: Reader
) -> SmallLook:
    """Look for the records of a small send whose fate is unknown.

    `delivered` are the topics, partitions and offsets that the journal knows to be other records.
    """
    unknown = [one for one in kept if one.state in _GONE and one.record is not None]
    there: dict[int, FetchedRecord] = {}
    for topic in sorted({one.record.topic for one in unknown if one.record}):
        expected, partitions, since = Expected(), set(), int(sent.begun * 1000)
        for one in unknown:
            if one.record and one.record.topic == topic:
                expected.add(one.number, one.record, one.record.partition)
                partitions.add(one.record.partition)
                since = min(since, one.record.timestamp or since)
        only = None if None in partitions else frozenset(place for place in partitions if place is not None)
        for found in reader(Tail(topic, {}, since - CLOCKS, only, _is_lost(sent))):
            if (topic, found.partition, found.offset) not in delivered:
                number = expected.find(found)
                if number is not None:
                    there[number] = found
            if not expected.left:
                break
    return SmallLook(there, tuple(one.number for one in unknown if one.number not in there))


def _is_lost(sent: Sent) -> bool:
    return sent.transacted is Transacted.LOST


@dataclass(slots=True)
class Window:
    """The records of a send in bulk from the first one whose fate is unknown on: the state of each.

    `first` is the number of that one.
    """

    first: int
    states: bytearray = field(default_factory=bytearray)

    @classmethod
    def of(cls, sent: Sent, troubled: Iterable[SentRecord]) -> Window:
        """`troubled` are the rows of its records that were not delivered."""
        first = sent.known if sent.doubt is None else sent.doubt
        known = bytes([DeliveryState.DELIVERED]) * (sent.known - first)
        window = cls(first, bytearray(known + bytes([DeliveryState.UNKNOWN]) * (sent.handed - sent.known)))
        for one in troubled:
            low, high = max(0, one.number - first), one.number + one.count - first
            if low < high:
                window.states[low:high] = bytes([one.state]) * (high - low)
        return window

    def runs(self, *states: DeliveryState) -> Iterator[Run]:
        """The runs of records in one of these states, by their numbers in the send."""
        wanted = self.states.translate(bytes(state in states for state in range(256)))
        low = wanted.find(1)
        while low >= 0:
            high = wanted.find(0, low)
            high = len(wanted) if high < 0 else high
            yield self.first + low, self.first + high
            low = wanted.find(1, high)

    def look_for(self, sent: Sent, records: Iterable[ProducerRecord], reader: Reader) -> int:
        """Look for these records, which are those of the window, in order; how many of them are there after all.

        Those that are become delivered. Raises TooFew.
        """
        expected, topic, since = Expected(), sent.origin.topic, int(sent.begun * 1000)
        count = 0
        for place, record in enumerate(islice(records, len(self.states))):
            state = self.states[place]
            if state == DeliveryState.UNKNOWN:
                expected.add(place, record)
            elif state == DeliveryState.DELIVERED:
                expected.add_known(record)
            since, count = min(since, record.timestamp or since), place + 1
        if count < len(self.states):
            raise TooFew(f"of {len(self.states):,} records only {count:,} could be made once more")
        left = expected.left
        offsets = {partition: offset + 1 for partition, offset in sent.reached.items()}
        for found in reader(Tail(topic, offsets, since - CLOCKS, None, _is_lost(sent))) if left else ():
            number = expected.find(found)
            if number is not None:
                self.states[number] = DeliveryState.DELIVERED
            if not expected.left:
                break
        return left - expected.left
