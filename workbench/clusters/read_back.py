"""Exactly one record, as it lies in its partition, and who reads it. Nothing is joined, committed or made."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from threading import Event as Flag

from workbench.clusters.log_reader import END, CannotRead
from workbench.clusters.properties import scrubbed
from workbench.clusters.reading import NotThere, ReadError, offsets_of
from workbench.clusters.record_reader import COMMITTED, UNCOMMITTED, Event, RecordReader
from workbench.librdkafka.library import MissingFunctionError, error_name, error_words
from workbench.records.escape import escape, quoted
from workbench.records.fetched import FetchedRecord, Visibility

WITHIN = 10.0
"""Seconds that a record is waited for."""

SETTLES = 1.0
"""Seconds in which a partition that changes its leader, or was just made, has one that answers."""

VISIBLE_WITHIN = 2.0
"""Seconds that the answer to who reads it is waited for, once the record is there."""

_TAKE_SECONDS = 0.05
_PAUSE = 0.1
_OUT_OF_RANGE = -140  # _AUTO_OFFSET_RESET: the reader does not look elsewhere, so this is what it says
_GONE = frozenset({3, -188, -190})  # UNKNOWN_TOPIC_OR_PART, _UNKNOWN_TOPIC, _UNKNOWN_PARTITION
_NOT_AUTHORIZED = 29  # TOPIC_AUTHORIZATION_FAILED


class Stopped(Exception):
    """Somebody wanted no more of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """An offset of a partition."""

    topic: str
    partition: int
    offset: int

    def __str__(self) -> str:
        return f"partition {self.partition} of {quoted(self.topic)}"


def fetch(
    config: Mapping[str, object],
    topic: str,
    partition: int,
    offset: int,
    timeout: float = WITHIN,
    stopped: Flag | None = None,
) -> FetchedRecord:
    """The record at that offset, aborted ones too, with the answer to who reads it.

    `config` is a client's (settings.admin_config). Blocks for `timeout` seconds or so at most. Raises NotThere
    where there is no such record, another ReadError where it cannot be had, Stopped soon after `stopped` is set.
    """
    place, end = Place(topic, partition, offset), time.monotonic() + timeout
    _check_range(config, place, stopped or Flag())
    with ExitStack() as stack:
        whole, committed = (_started(stack, config, place, isolation) for isolation in (UNCOMMITTED, COMMITTED))
        record = _found(_first(whole, partition, end, stopped), place, timeout)
        return replace(record, visibility=_visibility(committed, partition, offset, end, stopped))


def _check_range(config: Mapping[str, object], place: Place, stopped: Flag) -> None:
    """Raises ReadError where the partition's ends, or their absence, tell that there is no such record."""
    until = time.monotonic() + SETTLES
    found, problems = offsets_of(config, place.topic, [place.partition])
    while problems and time.monotonic() < until and not stopped.wait(_PAUSE):
        found, problems = offsets_of(config, place.topic, [place.partition])
    if place.partition in problems:
        raise ReadError(f"{place} cannot be read: {problems[place.partition]}")
    if place.partition not in found:
        raise NotThere(f"the topic {quoted(place.topic)} has no partition {place.partition}")
    ends = found[place.partition]
    if place.offset < ends.low:
        now = f"begins at {ends.low:,} now" if ends.low < ends.high else "is empty now"
        raise NotThere(
            f"offset {place.offset:,} is not there any more: {place} {now}; "
            "what lay before was deleted, by retention or by a person"
        )
    if place.offset >= ends.high:
        raise NotThere(
            f"offset {place.offset:,} is not there: {place} ends before {ends.high:,}; it was never written, or it was "
            "cut off when the leader changed, or the topic is another one that was made under the same name"
        )


def _started(stack: ExitStack, config: Mapping[str, object], place: Place, isolation: str) -> RecordReader:
    try:
        reader = stack.enter_context(closing(RecordReader(config, place.topic, isolation)))
    except MissingFunctionError as error:
        raise ReadError(str(error)) from None
    except CannotRead as error:
        raise ReadError(f"librdkafka refuses these settings: {escape(scrubbed(str(error), config))}") from None
    reader.start(place.partition, place.offset)
    return reader


def _first(reader: RecordReader, partition: int, end: float, stopped: Flag | None) -> FetchedRecord | Event | None:
    """The first thing that comes of the partition, None if none comes in time."""
    while time.monotonic() < end:
        if stopped is not None and stopped.is_set():
            raise Stopped
        taken = reader.take_whole(_TAKE_SECONDS)
        if taken.records:
            return taken.records[0]
        if events := [event for event in taken.events if event.partition == partition]:
            return events[0]
    return None


def _found(first: FetchedRecord | Event | None, place: Place, timeout: float) -> FetchedRecord:
    """The record, or the sentence for what came instead of it."""
    if first is None:
        raise ReadError(f"{place} gave no record within {timeout:.0f} s; the cluster may be slow or its leader silent")
    if isinstance(first, Event):
        raise _refusal(first, place)
    if first.offset != place.offset:
        raise NotThere(_hole(place, f"goes on at {first.offset:,}"))
    return first


def _refusal(event: Event, place: Place) -> ReadError:
    if event.error == END:
        return NotThere(_hole(place, "has no record from there on"))
    if event.error == _OUT_OF_RANGE:
        return NotThere(f"offset {place.offset:,} is not there any more: {place} lost it while it was asked for")
    if event.error in _GONE:
        return NotThere(f"{place} is gone: the topic was deleted")
    words = f"{error_name(event.error)}: {error_words(event.error)}"
    if event.error == _NOT_AUTHORIZED:
        why = "reading needs the operation Read on the topic, writing only Write"
        return ReadError(f"{place} may not be read: {words}; {why}")
    return ReadError(f"{place} cannot be read: {words}")


def _hole(place: Place, instead: str) -> str:
    return (
        f"offset {place.offset:,} holds no record: {place} {instead}; it was compacted away, or it is the mark that a "
        "transaction leaves at its end"
    )


def _visibility(committed: RecordReader, partition: int, offset: int, until: float, stopped: Flag | None) -> Visibility:
    """What a reader of committed records, who began at the record, tells of it, until a moment or a little later."""
    until = max(until, time.monotonic() + VISIBLE_WITHIN)
    end = committed.end(partition, until - time.monotonic())
    if end is None:
        return Visibility.NOT_ASKED
    if end <= offset:
        return Visibility.UNDECIDED
    return _seen(_first(committed, partition, until, stopped), offset)


def _seen(first: FetchedRecord | Event | None, offset: int) -> Visibility:
    """It comes to the record itself; to a later one, or the partition's end, where that was aborted."""
    if isinstance(first, FetchedRecord):
        return Visibility.COMMITTED if first.offset == offset else Visibility.ABORTED
    return Visibility.ABORTED if first is not None and first.error == END else Visibility.NOT_ASKED
