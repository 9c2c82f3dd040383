"""The end of some partitions, record by record: a bounded read for whoever searches there."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from threading import Event as Flag

from workbench.clusters.log_reader import END, CannotRead
from workbench.clusters.properties import scrubbed
from workbench.clusters.reading import LOOK, SILENCE, ReadError, is_gone, not_all_read, offsets_of, words_of
from workbench.clusters.record_reader import COMMITTED, UNCOMMITTED, RecordReader, TakenWhole
from workbench.librdkafka.library import MissingFunctionError
from workbench.records.escape import escape
from workbench.records.fetched import FetchedRecord

_TAKE_SECONDS = 0.1
_AHEAD = 10_000
_NOT_OVER = "a transaction is not over there: look again once it is, at its time-out at the latest"


def tail(
    config: Mapping[str, object],
    topic: str,
    starts: Mapping[int, int],
    stopped: Flag | None = None,
    *,
    committed: bool = False,
) -> Iterator[FetchedRecord]:
    """Every record of these partitions from the offset that each is given with, up to where it ends now.

    Aborted records are among them, unless only what is `committed` is asked for: then a transaction that is not over
    is an error. A partition that begins later than its offset is read from its beginning. `config`
    is a client's (settings.admin_config). Closing the iterator, or setting `stopped`, stops the reading. Raises
    ReadError at the latest after all that could be read.
    """
    found, problems = offsets_of(config, topic, tuple(starts))
    problems = problems | {one: "there is none of that number" for one in starts if one not in {*found, *problems}}
    ranges = {one: (max(starts[one], ends.low), ends.high) for one, ends in found.items()}
    reading = _Tail({one: range_ for one, range_ in ranges.items() if range_[0] < range_[1]}, problems)
    if reading.open:
        yield from _read(config, topic, reading, stopped, COMMITTED if committed else UNCOMMITTED)
    if problems:
        raise ReadError(not_all_read(topic, problems))


class _Tail:
    """`open` are the partitions that are still read, each with the offset before which it ends."""

    def __init__(self, ranges: Mapping[int, tuple[int, int]], problems: dict[int, str]) -> None:
        self.starts = {one: start for one, (start, _) in ranges.items()}
        self.open = {one: end for one, (_, end) in ranges.items()}
        self._problems = problems

    def take(self, taken: TakenWhole) -> Iterator[FetchedRecord]:
        """The records that belong to the question."""
        for record in taken.records:
            end = self.open.get(record.partition, 0)
            if record.offset < end:
                yield record
            if end and record.offset + 1 >= end:
                del self.open[record.partition]
        for event in taken.events:
            if event.partition not in self.open:
                continue
            end = self.open.pop(event.partition)
            if event.error != END:
                self._problems[event.partition] = words_of(event.error)
            elif event.offset < end:
                self._problems[event.partition] = _NOT_OVER

    def give_up(self, why: str) -> None:
        """Read no more."""
        self._problems.update(dict.fromkeys(self.open, why))
        self.open.clear()


def _read(
    config: Mapping[str, object], topic: str, reading: _Tail, stopped: Flag | None, isolation: str
) -> Iterator[FetchedRecord]:
    try:
        reader = RecordReader(config, topic, isolation, ahead=_AHEAD)
    except MissingFunctionError as error:
        raise ReadError(str(error)) from None
    except CannotRead as error:
        raise ReadError(f"librdkafka refuses these settings: {escape(scrubbed(str(error), config))}") from None
    with closing(reader):
        for one, start in reading.starts.items():
            reader.start(one, start)
        heard = looked = time.monotonic()
        while reading.open and not (stopped is not None and stopped.is_set()):
            taken, now = reader.take_whole(_TAKE_SECONDS), time.monotonic()
            if taken.records or taken.events:
                yield from reading.take(taken)
                heard = looked = time.monotonic()
            elif now - heard > SILENCE:
                reading.give_up(f"its leader has sent nothing for {SILENCE:.0f} s")
            elif now - looked > LOOK:
                looked = now
                if is_gone(config, topic):
                    reading.give_up("it is gone")
