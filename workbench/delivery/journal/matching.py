"""Records that may or may not be in a topic, against what is there: each that is there stands for one, once."""

from __future__ import annotations

from collections import Counter, defaultdict, deque

from workbench.records.fetched import FetchedRecord, Visibility
from workbench.records.record import Header, ProducerRecord

_Identity = tuple[int | None, bytes | None, bytes | None, tuple[Header, ...]]


class Expected:
    """What is looked for. Records that are alike are counted; the first handed over is found first."""

    def __init__(self) -> None:
        self._known: Counter[_Identity] = Counter()
        self._unknown: defaultdict[_Identity, deque[int]] = defaultdict(deque)
        self.left = 0

    def add(self, number: int, record: ProducerRecord, partition: int | None = None) -> None:
        """A record whose fate is unknown; `partition` None: it may be in any."""
        self._unknown[partition, record.key, record.value, record.headers].append(number)
        self.left += 1

    def add_known(self, record: ProducerRecord) -> None:
        """A record that is there: the first that is like it is this one."""
        self._known[None, record.key, record.value, record.headers] += 1

    def find(self, found: FetchedRecord) -> int | None:
        """The number of the record that this is, None for one that nobody asks for. An aborted one is not there."""
        if found.visibility is Visibility.ABORTED:
            return None
        anywhere = (None, found.key, found.value, found.headers)
        if self._known.get(anywhere):
            self._known[anywhere] -= 1
            return None
        for identity in ((found.partition, *anywhere[1:]), anywhere):
            if numbers := self._unknown.get(identity):
                self.left -= 1
                return numbers.popleft()
        return None
