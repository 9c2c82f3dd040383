"""One call of `send`: how far it is, and what stopped it."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from workbench.delivery.batch import Batch
from workbench.delivery.columns import Chunk
from workbench.delivery.report import DeliveryState
from workbench.records.record import ProducerRecord

if TYPE_CHECKING:
    from workbench.delivery.journal.origin import Origin

Feed = Iterable[ProducerRecord | None]
"""Records to send. None in their place means "nothing yet": the worker comes back some milliseconds later. A feed is
consumed in the worker's thread, so it must not wait for anything itself; where input is awaited, hand over lists."""

MOST = 1024
"""Records that are taken at once, at most."""

_LONG = 0.001
"""Seconds: a feed that needs longer for what is taken at once is taken in smaller pieces."""

_QUEUED = DeliveryState.QUEUED.value


class Sending:
    """What became of one `send`, for those who wait.

    `first` is the number of its first row, None before there is one; `handed_over` counts the records taken from the
    feed. `error` is what the feed raised, if it did: that ends this feed and nothing else. `stopped` says that it was
    not taken to its end. `origin` is what the journal is to know of it; without one it is in no journal.
    """

    def __init__(self, feed: Feed, origin: Origin | None = None) -> None:
        self.origin = origin
        self.first: int | None = None
        self.handed_over = 0
        self.error: Exception | None = None
        self.stopped = False
        self._done = threading.Event()
        self._answered = threading.Event()
        self._feed: Feed | None = feed
        self._records: Iterator[ProducerRecord | None] | None = None
        self._unanswered: deque[tuple[Chunk, int, int]] = deque()
        self._most = 1
        self.more = True

    @property
    def done(self) -> bool:
        """Whether nothing more comes of the feed: all of it is handed over, or it was stopped, or it raised."""
        return self._done.is_set()

    @property
    def answered(self) -> bool:
        """Whether it is done and every record of it has its outcome."""
        return self._answered.is_set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it is done."""
        return self._done.wait(timeout)

    def wait_answered(self, timeout: float | None = None) -> bool:
        """Wait until it is answered."""
        return self._answered.wait(timeout)

    # The rest belongs to the worker's thread.

    def batch(self, room: int) -> Batch | None:
        """The next records as a batch, `room` at most. None means "nothing yet", or that there are no more."""
        records = self.take(room)
        return Batch(records) if records else None

    def take(self, room: int) -> list[ProducerRecord]:
        """The next records, `room` at most. None of them means "nothing yet", or that there are no more."""
        taken: list[ProducerRecord] = []
        started = time.thread_time() if room > 1 else 0.0
        try:
            self.more = self._take_into(taken, min(room, self._most))
        except Exception as error:
            self.error, self.stopped, self.more = error, True, False
        quick = room == 1 or time.thread_time() - started < _LONG
        self._most = min(MOST, self._most * 2) if quick else max(1, self._most // 2)
        return taken

    def _take_into(self, taken: list[ProducerRecord], most: int) -> bool:
        """Append up to `most` records; whether there may be more. What came before the feed raised is kept."""
        if self._records is None:
            self._records = iter(self._feed or ())
        came: list[ProducerRecord | None] = []
        try:
            came.extend(islice(self._records, most))
        finally:
            taken += came if all(came) else [record for record in came if record is not None]  # type: ignore[arg-type]
        return len(came) == most

    def note(self, batch: Batch) -> None:
        """Note where the records just taken have their rows."""
        chunk, start, stop = batch.chunk, batch.start, batch.start + len(batch)
        if self.first is None:
            self.first = chunk.base + start
        self.handed_over += len(batch)
        if self._unanswered and self._unanswered[-1][0] is chunk and self._unanswered[-1][2] == start:
            start = self._unanswered.pop()[1]
        self._unanswered.append((chunk, start, stop))

    def look(self) -> None:
        """Set `done` and `answered` as soon as they are true."""
        if not self.more and not self.done:
            self._feed = self._records = None
            self._done.set()
        while self._unanswered:
            chunk, start, stop = self._unanswered[0]
            queued = chunk.states.find(_QUEUED, start, stop)
            if queued >= 0:
                self._unanswered[0] = (chunk, queued, stop)
                return
            self._unanswered.popleft()
        if self.done:
            self._answered.set()

    def stop(self) -> None:
        """Take nothing more."""
        if not self.done:
            self.stopped, self.more = True, False
        self.look()
