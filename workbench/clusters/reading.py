"""The keys of the newest records of a topic, and the partition each lies on: a bounded read that changes nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING

from workbench.clusters.log_reader import END, CannotRead, LogReader, Taken
from workbench.clusters.offsets import WITHIN, Offsets, by_leader
from workbench.clusters.properties import scrubbed
from workbench.librdkafka.library import MissingFunctionError, error_name, error_words
from workbench.records.escape import escape, quoted

if TYPE_CHECKING:
    from workbench.clusters.client import MetadataClient
    from workbench.clusters.metadata import Topic

SILENCE = 10.0
"""Seconds without a record or an end of a partition after which no more is waited for."""

LOOK = 2.0
"""Seconds of silence after which the cluster is asked whether the topic is still there."""

_TAKE_SECONDS = 0.1
_GONE = frozenset({3, -188, -190})  # UNKNOWN_TOPIC_OR_PART, _UNKNOWN_TOPIC, _UNKNOWN_PARTITION

MOVING = 2.0
"""Seconds that a partition's leader may be on its way."""

_AGAIN = 0.1
_LEADERLESS = "it has no leader"
_MOVES = (_LEADERLESS, "NOT_LEADER_FOR_PARTITION", "LEADER_NOT_AVAILABLE", "UNKNOWN_TOPIC_OR_PART")


class ReadError(Exception):
    """Why a topic cannot be read, or not to its end; the text is a sentence for a person. What came before is good."""


class NotThere(ReadError):
    """What is to be read is not on the cluster: there is nothing to wait for."""


@dataclass(frozen=True, slots=True)
class KeysRead:
    """Keys in the order in which they came, where each lies, and which share of all has been read: 0 to 1."""

    keys: Sequence[bytes | None]
    landed: Sequence[int]
    done: float


def read_keys(
    config: Mapping[str, object], topic: str, partitions: Sequence[int] | None, limit: int
) -> Iterator[KeysRead]:
    """The keys of the newest `limit` records of these partitions, or of all there are.

    `config` is a client's (settings.admin_config). Where there are more records than `limit`, each partition gives as
    many as is its share, so that the keys are spread as the whole topic's are. What is written meanwhile is left out.
    Closing the iterator stops the reading. Raises ReadError at the latest after all that could be read.
    """
    offsets, problems = offsets_of(config, topic, partitions)
    progress = Progress(shares(offsets, limit), problems)
    if progress.open:
        yield from _read(config, topic, progress)
    if progress.problems:
        raise ReadError(not_all_read(topic, progress.problems))


def shares(offsets: Mapping[int, Offsets], limit: int) -> dict[int, tuple[int, int]]:
    """From which offset to before which each partition is read: its newest, as many as its share of `limit` is."""
    sizes = {number: one.high - one.low for number, one in offsets.items() if one.high > one.low}
    total = sum(sizes.values())
    counts = {number: min(size, size * limit // total) for number, size in sizes.items()}
    left = min(limit, total) - sum(counts.values())
    for number in sorted(sizes, key=lambda number: -(sizes[number] * limit % total))[: max(0, left)]:
        counts[number] += 1
    return {number: (offsets[number].high - count, offsets[number].high) for number, count in counts.items() if count}


@dataclass(slots=True)
class Progress:
    """How far the reading is. `open` are the partitions that are still read, each with the offset it has come to."""

    ranges: Mapping[int, tuple[int, int]]
    problems: dict[int, str] = field(default_factory=dict)
    open: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.open = {number: start for number, (start, _) in self.ranges.items()}

    @property
    def done(self) -> float:
        """The share of all, by offsets: 0 to 1."""
        total = sum(end - start for start, end in self.ranges.values())
        left = sum(self.ranges[number][1] - offset for number, offset in self.open.items())
        return 1.0 - left / total if total else 1.0

    def take(self, taken: Taken) -> KeysRead:
        """Note what came; the part of it that belongs to the question."""
        last = dict(zip(taken.partitions, taken.offsets, strict=True))
        ends = {number: self.ranges[number][1] if number in self.open else 0 for number in last}
        keys, landed = taken.keys, taken.partitions
        if any(last[number] >= end for number, end in ends.items()):
            wanted = [offset < ends[number] for number, offset in zip(landed, taken.offsets, strict=True)]
            keys, landed = list(compress(keys, wanted)), list(compress(landed, wanted))
        for number, end in ends.items():
            if end and last[number] + 1 >= end:
                del self.open[number]
            elif end:
                self.open[number] = last[number] + 1
        for number, error in taken.events:
            self._note(number, error)
        return KeysRead(keys, landed, self.done)

    def _note(self, number: int, error: int) -> None:
        """A partition's end, or what keeps it from being read; an error of no partition stops nothing."""
        if self.open.pop(number, None) is not None and error != END:
            self.problems[number] = words_of(error)

    def give_up(self, why: str) -> None:
        """Read no more."""
        self.problems.update(dict.fromkeys(self.open, why))
        self.open.clear()


def _read(config: Mapping[str, object], topic: str, progress: Progress) -> Iterator[KeysRead]:
    try:
        reader = LogReader(config, topic)
    except MissingFunctionError as error:
        raise ReadError(str(error)) from None
    except CannotRead as error:
        raise ReadError(f"librdkafka refuses these settings: {escape(scrubbed(str(error), config))}") from None
    with closing(reader):
        for number, offset in progress.open.items():
            reader.start(number, offset)
        heard = looked = time.monotonic()
        while progress.open:
            taken, now = reader.take(_TAKE_SECONDS), time.monotonic()
            if taken.keys or taken.events:
                heard = looked = now
                yield progress.take(taken)
            elif now - heard > SILENCE:
                progress.give_up(f"its leader has sent nothing for {SILENCE:.0f} s")
            elif now - looked > LOOK:
                looked = now
                if is_gone(config, topic):
                    progress.give_up("it is gone")


def is_gone(config: Mapping[str, object], name: str) -> bool:
    """Whether the cluster says that it has no such topic."""
    from workbench.clusters.client import MetadataClient

    with closing(MetadataClient(config)) as client:
        metadata = client.metadata(LOOK)
    return metadata is not None and name not in metadata.topics and name not in metadata.failed


def offsets_of(
    config: Mapping[str, object], name: str, partitions: Sequence[int] | None
) -> tuple[dict[int, Offsets], dict[int, str]]:
    """Both ends of each partition; and why some partitions cannot be read.

    While a leader is on its way, as of a topic that has just been made, it is asked again for a moment.
    """
    from workbench.clusters.client import ClientError, MetadataClient

    end = time.monotonic() + MOVING
    try:
        with closing(MetadataClient(config)) as client:
            while True:
                found, problems = _offsets(client, name, partitions)
                if not any(word in why for why in problems.values() for word in _MOVES) or time.monotonic() > end:
                    return found, problems
                client.poll(_AGAIN)
    except ClientError as error:
        raise ReadError(str(error)) from None


def _offsets(
    client: MetadataClient, name: str, partitions: Sequence[int] | None
) -> tuple[dict[int, Offsets], dict[int, str]]:
    topic = _topic(client, name)
    wanted = [one for one in topic.partitions if partitions is None or one.id in partitions]
    questions = [client.ask_offsets(name, numbers) for numbers in by_leader(wanted)]
    answers = [question.result() for question in questions]
    problems = {one.id: _LEADERLESS for one in wanted if one.leader is None}
    for _, failed in answers:
        problems |= {number: escape(str(error)) for number, error in failed.items()}
    return {number: one for found, _ in answers for number, one in found.items()}, problems


def _topic(client: MetadataClient, name: str) -> Topic:
    """The topic by the cluster's answer about all: asked for by name, one that is not there might be made."""
    end = time.monotonic() + WITHIN
    while (metadata := client.metadata(max(0.1, end - time.monotonic()))) is None:
        client.poll(0)
        if time.monotonic() > end:
            why = client.cause() or f"no answer within {WITHIN:.0f} s"
            raise ReadError(f"the topic {quoted(name)} cannot be read: {why}")
    if name in metadata.failed:
        raise ReadError(f"the topic {quoted(name)} cannot be read: the cluster answers {metadata.failed[name]}")
    if name not in metadata.topics:
        raise NotThere(f"there is no topic {quoted(name)} on this cluster")
    return metadata.topics[name]


def words_of(error: int) -> str:
    return "it is gone" if error in _GONE else f"{error_name(error)}: {error_words(error)}"


def not_all_read(topic: str, problems: Mapping[int, str]) -> str:
    """What was not read, and why: partitions of one cause together."""
    causes = {why: [number for number, one in problems.items() if one == why] for why in problems.values()}
    parts = [f"{_partitions(numbers)}: {why}" for why, numbers in causes.items()]
    return f"not all of {quoted(topic)} could be read: {'; '.join(parts)}"


def _partitions(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, sorted(numbers)[:5])) + (f" and {len(numbers) - 5:,} more" if len(numbers) > 5 else "")
    return f"partition{'s' if len(numbers) > 1 else ''} {shown}"
