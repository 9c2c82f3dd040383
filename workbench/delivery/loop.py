"""What the producer worker's thread does: commands, feeds, polls, and the books closed at the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from queue import Empty, SimpleQueue

from workbench.delivery.batch import Batch
from workbench.delivery.counting import CountingProducer
from workbench.delivery.errors import NOT_SENT, not_open
from workbench.delivery.log import DeliveryLog
from workbench.delivery.producer import OpenProducer, refusal
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.delivery.sending import Sending
from workbench.delivery.tally import Tally

POLL = 0.005
"""Seconds a poll waits while records are in flight: how late a command may be served."""

IDLE = 0.1
"""Seconds between polls while nothing is in flight; a command ends the wait at once."""

SWITCH = 0.2
"""Seconds that a change of settings waits for the feeds."""

GIVE_UP = 1.0
"""Seconds without a report after which no more of what was purged is waited for: it is unknown."""


class DeliveryLoop:
    """The thread's state. `commands`, `opened`, `ended` and the plain attributes may be looked at from any thread."""

    def __init__(self, log: DeliveryLog) -> None:
        self.log = log
        self.commands: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self.opened = threading.Event()
        self.ended = threading.Event()
        self.problem = ""
        self.current: OpenProducer | None = None
        self._retired: list[OpenProducer] = []
        self._feeding: list[Sending] = []
        self._unanswered: list[Sending] = []
        self._pending: Batch | None = None
        self._ending = False
        self._deadline: float | None = None
        self._left = 0

    @property
    def sending(self) -> bool:
        """Whether a feed is not at its end."""
        return bool(self._feeding)

    def run(self) -> None:
        """Work until the end; whatever happens, the books are closed after it."""
        try:
            while not self._is_over():
                self._serve_commands()
                busy = self._hand_over()
                self._poll(0 if busy or self._is_idle() else POLL)
                self._look_at_sendings()
        except Exception as error:
            self.problem = f"the producer worker stopped: {type(error).__name__}: {error}"
        finally:
            self._end()

    # Commands.

    def open(self, config: Mapping[str, object]) -> None:
        """Open a producer; the current one is retired, after it has taken what was sent before."""
        self._take_the_rest()
        if self.current is not None:
            self._retired.append(self.current)
        try:
            self.current, self.problem = self._producer_for(config), ""
        except Exception as error:
            self.current, self.problem = None, refusal(error, config)
        self.opened.set()

    def _take_the_rest(self) -> None:
        """Hand over what was sent under the settings that end now; a longer feed goes on under the new ones."""
        end = time.monotonic() + SWITCH
        while self.current is not None and (self._feeding or self._pending) and time.monotonic() < end:
            if not self._hand_over():
                self._poll(POLL)

    def _producer_for(self, config: Mapping[str, object]) -> OpenProducer:
        return CountingProducer(config, self.log) if isinstance(self.log, Tally) else OpenProducer(config, self.log)

    def send(self, sending: Sending) -> None:
        """Take from this feed too, unless the end has begun."""
        if self._ending:
            sending.stop()
        else:
            self._feeding.append(sending)
            self._unanswered.append(sending)

    def stop_sending(self) -> None:
        """Drop the feeds."""
        for sending in self._feeding:
            sending.stop()
        self._feeding.clear()

    def finish(self) -> None:
        """Begin the end."""
        self._ending = True

    def abandon(self) -> None:
        """Begin the end, and make it short."""
        self._ending = True
        self.stop_sending()
        self._fail_pending(NOT_SENT)
        for producer in self._producers():
            producer.purge()
        self._left = self._in_flight()
        self._deadline = time.monotonic() + GIVE_UP

    # What the thread does over and over.

    def _is_over(self) -> bool:
        if not self._ending or self._feeding or self._pending is not None:
            return False
        in_flight = self._in_flight()
        return not in_flight or self._is_hopeless(in_flight)

    def _is_hopeless(self, in_flight: int) -> bool:
        """Whether the end is to be short, and no report came for some time."""
        if self._deadline is None:
            return False
        now = time.monotonic()
        if in_flight < self._left:
            self._left, self._deadline = in_flight, now + GIVE_UP
        return now > self._deadline

    def _in_flight(self) -> int:
        return sum(producer.in_flight for producer in self._producers())

    def _producers(self) -> list[OpenProducer]:
        return self._retired if self.current is None else [*self._retired, self.current]

    def _can_send(self) -> bool:
        """Whether records can be taken: there is a producer, or a reason why there is none."""
        return self.current is not None or self.problem != "" or self._ending

    def _is_idle(self) -> bool:
        waiting = self._can_send() and (self._feeding or self._pending is not None)
        return not waiting and not self._in_flight()

    def _serve_commands(self) -> None:
        """Serve the commands there are; while idle, wait for one."""
        with suppress(Empty):
            if self._is_idle() and not self._ending:
                command = self.commands.get(timeout=IDLE)
                self._poll(0)  # log lines before records: they say since when a broker is up
                command()
            while True:
                self.commands.get_nowait()()

    def _hand_over(self) -> bool:
        """Hand one batch over, or what is left of the last; whether more can follow at once."""
        if not self._can_send():
            return False
        if self._pending is None:
            self._pending = self._next_batch()
        if self._pending is None:
            return False
        if self.current is None:
            self._fail_pending(not_open(self.problem or "none was ever opened"))
        elif not self.current.hand(self._pending):
            return False
        self._pending = None
        return True

    def _next_batch(self) -> Batch | None:
        """Records of the first feed that has some now, with their rows."""
        for sending in tuple(self._feeding):
            batch = sending.batch(self.log.room)
            if not sending.more:
                self._feeding.remove(sending)
            if batch is not None:
                self.log.hand_over(batch)
                sending.note(batch)
                return batch
        return None

    def _fail_pending(self, error: DeliveryError) -> None:
        """Settle what the producer has not taken yet as failed."""
        batch, self._pending = self._pending, None
        if batch is not None:
            for index in range(batch.start + batch.position, batch.start + len(batch)):
                self.log.settle(batch.chunk, index, DeliveryState.FAILED, error)

    def _poll(self, seconds: float) -> None:
        """Serve what librdkafka has to tell; the last producer is waited for."""
        producers = self._producers()
        for producer in producers:
            producer.poll(seconds if producer is producers[-1] else 0)
        for producer in [one for one in self._retired if not one.in_flight]:
            self._retired.remove(producer)
            threading.Thread(target=producer.release, name="producer-release", daemon=True).start()

    def _look_at_sendings(self) -> None:
        if self._unanswered:
            for sending in self._unanswered:
                sending.look()
            self._unanswered = [sending for sending in self._unanswered if not sending.answered]

    # The end.

    def _end(self) -> None:
        """Close the books, let everyone who waits go on, and only then wait for librdkafka's threads."""
        self._ending = True
        self.stop_sending()
        self.log.give_up()
        self._look_at_sendings()
        self.opened.set()
        self.ended.set()
        self.serve_leftovers()
        for producer in self._producers():
            producer.release()

    def serve_leftovers(self) -> None:
        """After the end, from any thread: a command that came too late stops what it would have begun."""
        with suppress(Empty):
            while True:
                command = self.commands.get_nowait()
                if getattr(command, "func", None) == self.send:
                    command()
