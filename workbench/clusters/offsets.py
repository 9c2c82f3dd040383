"""From which offset to which a partition holds records: asked for in the background, looked at without waiting."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.clusters.metadata import Partition, Topic

if TYPE_CHECKING:
    from concurrent.futures import Future

    from confluent_kafka import TopicPartition
    from confluent_kafka.admin import AdminClient, ListOffsetsResultInfo

EVERY = 1.0
"""Seconds between two questions about a topic."""

WITHIN = 4.0
"""Seconds until a question without an answer is given up."""


@dataclass(frozen=True, slots=True)
class Offsets:
    """`low`: the first offset that can be read. `high`: the one that the next record gets (the high watermark)."""

    low: int
    high: int


class OffsetQuestion:
    """What is asked of the brokers at once: both ends of some partitions of a topic. Asks when it is made."""

    def __init__(self, client: AdminClient, topic: str, partitions: Iterable[int]) -> None:
        from confluent_kafka import TopicPartition
        from confluent_kafka.admin import OffsetSpec

        self.partitions = tuple(partitions)
        places = [TopicPartition(topic, number) for number in self.partitions]
        self._low, self._high = (
            client.list_offsets(dict.fromkeys(places, end), request_timeout=WITHIN)
            for end in (OffsetSpec.earliest(), OffsetSpec.latest())  # type: ignore[no-untyped-call]
        )

    @property
    def answered(self) -> bool:
        """Whether every partition has its answer or its error."""
        return all(one.done() for ends in (self._low, self._high) for one in ends.values())

    def result(self) -> tuple[dict[int, Offsets], dict[int, Exception]]:
        """The offsets by partition, and why those of the others are not to be had. Waits for them."""
        low, high = _read(self._low), _read(self._high)
        found, problems = {}, {}
        for number in self.partitions:
            first, last = low[number], high[number]
            if isinstance(first, int) and isinstance(last, int):
                found[number] = Offsets(first, last)
            else:
                problems[number] = last if isinstance(last, Exception) else Exception(first)
        return found, problems


def _read(answers: Mapping[TopicPartition, Future[ListOffsetsResultInfo]]) -> dict[int, int | Exception]:
    return {place.partition: _offset(answer) for place, answer in answers.items()}


def _offset(answer: Future[ListOffsetsResultInfo]) -> int | Exception:
    error = answer.exception()
    return error if isinstance(error, Exception) else int(answer.result().offset)


Ask = Callable[[str, Iterable[int]], OffsetQuestion]
"""Asks the leaders of some partitions of a topic."""


class OffsetWatch:
    """The offsets of the topics that somebody looks at. `ask` and `latest` never wait and are for any thread.

    A partition whose leader does not answer is left out until it does; each leader is asked by itself, so that one
    that is silent keeps no other's answer back.
    """

    def __init__(self) -> None:
        self._wanted: dict[str, Topic] = {}
        self._asked: dict[str, float] = {}
        self._known: dict[str, Mapping[int, Offsets]] = {}
        self._open: list[tuple[str, OffsetQuestion]] = []
        self._ask: Ask | None = None

    def latest(self, topic: str) -> Mapping[int, Offsets]:
        """The offsets by partition, as last heard of; a partition that is not there is not known."""
        return self._known.get(topic, {})

    def ask(self, topic: Topic) -> None:
        """Have them asked for anew, not more often than once a second."""
        if time.monotonic() - self._asked.get(topic.name, -EVERY) >= EVERY:
            self._wanted[topic.name] = topic

    def serve(self, ask: Ask) -> None:
        """Ask what is wanted, and take the answers that are there. Never waits; the client's thread does it."""
        if ask != self._ask:
            self._ask = ask
            self._open.clear()  # what the last client was asked is not answered any more
        for name in {name for name, question in self._open if question.answered}:
            self._take(name)
        under_way = {name for name, _ in self._open}
        for name in [name for name in tuple(self._wanted) if name not in under_way]:
            topic = self._wanted.pop(name)
            self._asked[name] = time.monotonic()
            self._forget(topic)
            self._open += [(name, ask(name, numbers)) for numbers in by_leader(topic.partitions)]

    def _take(self, name: str) -> None:
        for entry in [entry for entry in self._open if entry[0] == name and entry[1].answered]:
            self._open.remove(entry)
            found, problems = entry[1].result()
            kept = {number: one for number, one in self.latest(name).items() if number not in problems}
            self._known[name] = kept | found

    def _forget(self, topic: Topic) -> None:
        """Partitions that are gone or have no leader are not known any more."""
        led = {one.id for one in topic.partitions if one.leader is not None}
        self._known[topic.name] = {number: one for number, one in self.latest(topic.name).items() if number in led}


def by_leader(partitions: Iterable[Partition]) -> Iterable[list[int]]:
    """The partitions of each leader; those without one are in none."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for one in partitions:
        if one.leader is not None:
            groups[one.leader].append(one.id)
    return groups.values()
