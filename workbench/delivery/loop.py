"""What the producer worker's thread does: commands, feeds, polls, and the books closed at the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from workbench.delivery.batch import Batch
from workbench.delivery.books import Books, BooksError, NoBooks
from workbench.delivery.client_log import ClientLog
from workbench.delivery.configuration import refusal
from workbench.delivery.errors import NOT_SENT, NOT_WRITTEN_DOWN, not_open
from workbench.delivery.feeds import Feeds
from workbench.delivery.last_reports import LastReports
from workbench.delivery.log import DeliveryLog
from workbench.delivery.producers import Producers
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.delivery.sending import Sending
from workbench.delivery.transacting import Transacting
from workbench.records.way import Way

if TYPE_CHECKING:
    from workbench.delivery.producer import OpenProducer

POLL = 0.005
"""Seconds a poll waits while a feed may have something, or two producers have records in flight."""

WAIT = 0.1
"""Seconds between polls otherwise; a command ends the wait at once."""

LOOK = 0.1
"""Seconds between two looks of the books at what became of records."""

SWITCH = 0.2  # seconds that a change of settings waits for the feeds

_BREATH = 0.001  # seconds between two looks at whether a screen still needs the interpreter


class DeliveryLoop:
    """The thread's state. `commands`, `opened`, `ended` and the plain attributes may be looked at from any thread."""

    def __init__(self, log: DeliveryLog, books: Books | None = None, lines: ClientLog | None = None) -> None:
        self.log = log
        self.lines = lines
        self.held = ""
        self.quiet_until = 0.0
        self._books: Books = books or NoBooks()
        self._agreed = False
        self._looked = 0.0
        self._way = Way.ASYNC
        self._opening: tuple[dict[str, object], Way] | None = None
        self._transacting: Transacting | None = None
        self.commands: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self.opened = threading.Event()
        self.ended = threading.Event()
        self.problem = ""
        self._producers = Producers()
        self.wake = self._producers.wake
        self._feeds = Feeds()
        self._pending: Batch | None = None
        self._ending = False
        self._last: LastReports | None = None

    @property
    def current(self) -> OpenProducer | None:
        """The producer in use, None where there is none."""
        return self._producers.current

    @property
    def sending(self) -> bool:
        """Whether a feed is not at its end."""
        return self._feeds.more

    def run(self) -> None:
        """Work until the end; whatever happens, the books are closed after it."""
        try:
            while not self._is_over():
                self._let_others()
                self._serve_commands()
                self._step_transaction()
                busy = self._hand_over() and self._way is not Way.SYNC
                self._producers.poll(0 if busy or self._is_idle() else self._patience)
                self._look_at_sendings()
        except Exception as error:
            self.problem = f"the producer worker stopped: {type(error).__name__}: {error}"
        finally:
            self._end()

    def _let_others(self) -> None:
        """Leave the interpreter to a screen that has a key to handle: records can wait for some milliseconds."""
        while not self._ending and time.monotonic() < self.quiet_until:
            time.sleep(_BREATH)

    # Commands.

    def open(self, config: Mapping[str, object], way: Way = Way.ASYNC) -> None:
        """Open a producer; the current one is retired, after it has taken what was sent before.

        While a transaction is on its way its producer stays, and this one is opened when it has ended.
        """
        self._opening = (dict(config), way)
        if self._transacting is None:
            self._open(config, way)

    def begin_transaction(self, config: Mapping[str, object]) -> None:
        """Open a producer with this configuration and its `transactional.id`: what is sent goes into a transaction."""
        if self._transacting is None:
            self._open(config, Way.ASYNC)
            if self.current is not None:
                self._transacting = Transacting(self.current, config, self.log)

    def end_transaction(self, *, commit: bool) -> None:
        """Commit it or abort it; what was sent before is part of it."""
        if self._transacting is not None:
            if not commit:
                self._fail_pending(NOT_SENT)
            self._take_the_rest()
            self._transacting.end(commit=commit)
            self._books.look()  # before the commit goes out: after a crash nobody else knows of it

    def _step_transaction(self) -> None:
        """A transaction's next step; after its end the producer that was there before is opened again."""
        if self._transacting is None:
            return
        self._transacting.step()
        if self._transacting.over:
            if not self._transacting.as_asked:  # what was meant for it does not go out without it
                self._fail_pending(NOT_SENT)
                self._feeds.stop()
                if self.current is not None:
                    self.current.purge()  # after a fatal error librdkafka keeps what was to be tried again for a minute
            self._transacting = None
            if self._opening is not None:
                self._open(*self._opening)

    def _open(self, config: Mapping[str, object], way: Way) -> None:
        self._take_the_rest()
        self._producers.retire()
        self._way = way
        try:
            from workbench.delivery.producer import OpenProducer

            made = OpenProducer(config, self.log, self.lines, asked=way is not Way.FORGET)
            self._producers.current, self.problem = made, ""
        except Exception as error:
            self.problem = refusal(error, config)
        self.opened.set()

    def _take_the_rest(self) -> None:
        """Hand over what was sent under the settings that end now; a longer feed goes on under the new ones."""
        end = time.monotonic() + SWITCH
        while self.current is not None and (self._feeds.more or self._pending) and time.monotonic() < end:
            if not self._hand_over():
                self._producers.poll(POLL)

    def send(self, sending: Sending) -> None:
        """Take from this feed too, unless the end has begun."""
        if self._ending:
            sending.stop()
        else:
            self._feeds.add(sending)

    def go_on_without_books(self) -> None:
        """Send although the books cannot be written now; they keep what they missed."""
        self._agreed, self.held = True, ""

    def stop_sending(self) -> None:
        """Drop the feeds, and a batch that is in no books."""
        if self.held:
            self.held = ""
            self._fail_pending(NOT_WRITTEN_DOWN)
        self._feeds.stop()

    def finish(self) -> None:
        """Begin the end."""
        self._ending = True

    def abandon(self) -> None:
        """Begin the end, and make it short."""
        self._ending = True
        self.stop_sending()
        self._fail_pending(NOT_SENT)
        self._look_at_sendings()
        self._feeds.forget()  # what is purged now is sent in no book
        self._producers.purge()
        self._last = LastReports(self._producers.in_flight)

    # What the thread does over and over.

    def _is_over(self) -> bool:
        if not self._ending or self._feeds.more or self._pending is not None:
            return False
        in_flight = self._producers.in_flight
        return not in_flight or (self._last is not None and self._last.are_hopeless(in_flight))

    def _can_send(self) -> bool:
        """Whether records can be taken: the books take them, and there is a producer, or a reason for none."""
        if self.held or (self._transacting is not None and not self._transacting.takes_records):
            return False
        return self.current is not None or self.problem != "" or self._ending

    @property
    def _patience(self) -> float:
        """How long a poll may wait. For room in the queue: until something is answered, if anything is."""
        if self._producers.retired or self._transacting or self._last:
            return POLL
        if self._pending is not None:
            return POLL if self._way is Way.FORGET else WAIT
        return POLL if self._feeds.more else WAIT

    def _is_idle(self) -> bool:
        if self._transacting is not None:
            return False
        waiting = self._can_send() and (self._feeds.more or self._pending is not None)
        return not waiting and not self._producers.in_flight

    def _serve_commands(self) -> None:
        """Serve the commands there are; while idle, wait for one."""
        with suppress(Empty):
            if self._is_idle() and not self._ending:
                command = self.commands.get(timeout=WAIT)
                self._producers.poll(0)  # log lines before records: they say since when a broker is up
                command()
            while True:
                self.commands.get_nowait()()

    def _hand_over(self) -> bool:
        """Hand one batch over, or what is left of the last; whether more can follow at once."""
        if not self._can_send():
            return False
        if self._pending is None:
            self._pending = self._next_batch()
        if self._pending is None or self.held:
            return False
        if self.current is None:
            self._fail_pending(not_open(self.problem or "none was ever opened"))
        elif not self.current.hand(self._pending):
            return False
        self._pending = None
        return True

    def _next_batch(self) -> Batch | None:
        """Records of the first feed that has some now, with their rows."""
        if self._way is Way.SYNC and self.log.totals.in_flight:
            return None
        found = self._feeds.next(1 if self._way is Way.SYNC else self.log.room)
        if found is None:
            return None
        sending, batch = found
        self.log.hand_over(batch)
        sending.note(batch)
        self._write_down(sending, batch)
        return batch

    def _write_down(self, sending: Sending, batch: Batch) -> None:
        """Before the producer sees it; where that cannot be, a person decides."""
        try:
            self._books.hand_over(sending, batch)
        except BooksError as error:
            self.held = "" if self._agreed else str(error)

    def _fail_pending(self, error: DeliveryError) -> None:
        """Settle what the producer has not taken yet as failed."""
        batch, self._pending = self._pending, None
        if batch is not None:
            for place in batch.waiting:
                self.log.settle(batch.chunk, batch.start + place, DeliveryState.FAILED, error)

    def _look_at_sendings(self) -> None:
        ended = self._feeds.ended(hold=self._producers.unasked > 0)
        now = time.monotonic()
        if ended or now - self._looked > LOOK:
            self._looked = now
            self._books.look()
        for sending in ended:
            self._books.finished(sending)

    def _end(self) -> None:
        """Close the books, let everyone who waits go on, and only then wait for librdkafka's threads."""
        self._ending = True
        self.stop_sending()
        self.log.give_up()
        self._looked = 0.0
        self._look_at_sendings()
        self.opened.set()
        self.ended.set()
        self.serve_leftovers()
        self._producers.release()

    def serve_leftovers(self) -> None:
        """After the end, from any thread: a command that came too late stops what it would have begun."""
        with suppress(Empty):
            while True:
                command = self.commands.get_nowait()
                if getattr(command, "func", None) == self.send:
                    command()
