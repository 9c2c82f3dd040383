"""The background producer worker: one thread owns the producer, and everyone else hands it commands."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from workbench.delivery.books import Books
from workbench.delivery.bulk import Brake, BulkSending, ColumnFeed
from workbench.delivery.client_log import ClientLog
from workbench.delivery.log import DeliveryLog
from workbench.delivery.loop import DeliveryLoop
from workbench.delivery.sending import Feed, Sending
from workbench.records.way import Way

if TYPE_CHECKING:
    from workbench.delivery.journal.origin import Origin

_RELEASING = 0.5
"""Seconds to wait at most, after the books are closed, for librdkafka's threads to be gone."""


@dataclass(frozen=True, slots=True)
class WorkerStatus:
    """`open`: records can be handed over. `problem`: why not, as a sentence, empty while there is none.

    `broker_states` by broker name (`127.0.0.1:9092/1`) in librdkafka's words; `sending`: a feed is not at its end.
    `held`: why nothing more is taken until somebody decides, as a sentence: the books cannot be written. `lost`: the
    ids of brokers whose connection broke and is not back.
    """

    open: bool = False
    problem: str = ""
    broker_states: Mapping[str, str] = field(default_factory=dict)
    sending: bool = False
    held: str = ""
    lost: frozenset[int] = frozenset()


class ProducerWorker:
    """The thread that owns the producer, and its commands. All methods return at once, but `join` and `wait_open`.

    Records go out in the order of the sends. Every record taken from a feed has a row in the log before the producer
    sees it, and gets its outcome there whatever happens. After `finish` or `abandon` the worker ends and stays ended.
    """

    def __init__(self, log: DeliveryLog, books: Books | None = None, lines: ClientLog | None = None) -> None:
        self.log = log
        self.client_log = lines if lines is not None else ClientLog()
        self._loop = DeliveryLoop(log, books, self.client_log)
        self._thread = threading.Thread(target=self._loop.run, name="producer-worker", daemon=True)
        self._starting = threading.Lock()

    def open(self, config: Mapping[str, object], way: Way = Way.ASYNC) -> None:
        """Use a producer of this configuration from now on; the one before reports what it has, and is closed."""
        self._loop.opened.clear()
        self._command(partial(self._loop.open, dict(config), way))

    def wait_open(self, timeout: float | None = None) -> WorkerStatus:
        """Wait until the last `open` succeeded or failed."""
        self._loop.opened.wait(timeout)
        return self.status

    def send(self, feed: Feed, origin: Origin | None = None) -> Sending:
        """Hand over the records of a feed, taken in the worker's thread as the producer has room for them.

        The books get to know them by their origin.
        """
        sending = Sending(feed, origin)
        self._command(partial(self._loop.send, sending))
        return sending

    def send_columns(self, feed: ColumnFeed, origin: Origin | None = None, brake: Brake | None = None) -> Sending:
        """As `send`, of records in bulk."""
        sending = BulkSending(feed, origin, brake)
        self._command(partial(self._loop.send, sending))
        return sending

    def go_on_without_books(self) -> None:
        """Send on although the books cannot be written."""
        self._command(self._loop.go_on_without_books)

    def begin_transaction(self, config: Mapping[str, object]) -> None:
        """Send what follows in a transaction, by a producer of this configuration; it has a `transactional.id`.

        How it goes stands in `log.transactions`.
        """
        self._command(partial(self._loop.begin_transaction, dict(config)))

    def commit_transaction(self) -> None:
        """Commit once every record of it has its outcome."""
        self._command(partial(self._loop.end_transaction, commit=True))

    def abort_transaction(self) -> None:
        """Abort it; what is in flight is given up."""
        self._command(partial(self._loop.end_transaction, commit=False))

    def be_quiet(self, seconds: float) -> None:
        """Do nothing for that long, or until `be_quiet(0)`: a screen has a key to handle. What is in flight goes on."""
        self._loop.quiet_until = time.monotonic() + seconds if seconds else 0.0

    def stop_sending(self) -> None:
        """Take no more records from any feed; what was handed over is still sent."""
        self._command(self._loop.stop_sending)

    def finish(self) -> None:
        """End once every feed is at its end and every record has its outcome. Nothing can be sent after that."""
        self._command(self._loop.finish)

    def abandon(self) -> None:
        """End now: what was not sent yet has failed, what awaits an answer is unknown."""
        self._command(self._loop.abandon)

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the end; whether it came in time. The books are closed then."""
        if not self._loop.ended.wait(timeout):
            return False
        self._thread.join(_RELEASING)
        return True

    @property
    def status(self) -> WorkerStatus:
        """How things stand now."""
        loop = self._loop
        current = loop.current
        if current is None:
            return WorkerStatus(False, loop.problem, {}, loop.sending, loop.held)
        states, lost = current.broker_states, current.lost
        return WorkerStatus(not current.fatal, current.fatal, states, loop.sending, loop.held, lost)

    @property
    def statistics(self) -> bytes | None:
        """librdkafka's latest statistics as JSON (STATISTICS.md), a second old at most."""
        current = self._loop.current
        return None if current is None else current.statistics

    def _command(self, command: Callable[[], None]) -> None:
        self._loop.commands.put(command)
        self._loop.wake()
        with self._starting:
            if self._thread.ident is None:
                self._thread.start()
        if self._loop.ended.is_set():
            self._loop.serve_leftovers()
