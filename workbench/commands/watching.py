"""A send from its first record to its last answer: reports written, progress shown, interruptions heard."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from workbench.clusters.connection import ConnectionState
from workbench.commands.interruption import Interruption
from workbench.commands.journaled import StoppedAtFailureError
from workbench.commands.lines import BadLine
from workbench.commands.output import complain
from workbench.commands.progress import Progress, words
from workbench.commands.reports import ReportLines, totals_line
from workbench.commands.transacted import how_it_ended, in_transaction
from workbench.records.escape import escape

if TYPE_CHECKING:
    from workbench.delivery.log import DeliveryLog
    from workbench.delivery.report import DeliveryError, Totals
    from workbench.delivery.sending import Sending
    from workbench.delivery.teaching.facts import Facts
    from workbench.session import Session

LOOK = 0.05
"""Seconds between two looks at the log."""

LEARNED_WITHIN = 1.0
"""Seconds that the last words wait for the topic's limits, where records failed."""

_ABOUT_LIMITS = frozenset({"MSG_SIZE_TOO_LARGE", "NOT_ENOUGH_REPLICAS", "NOT_ENOUGH_REPLICAS_AFTER_APPEND"})

NEVER_SENT = "_PURGE_QUEUE"


class Watched:
    """The parts of a send that are looked at, and where they are written to. `reports` None writes none."""

    def __init__(
        self, session: Session, reports: ReportLines | None, topic: str = "", *, in_transaction: bool = False
    ) -> None:
        self.session = session
        self.in_transaction = in_transaction
        self.topic = topic
        self.reports = reports
        self.complete = True
        self._out: TextIO | None = sys.stdout
        self._was_down = False
        self.held = ""
        self.progress = Progress(_terminal(quiet=reports is None), time.monotonic())

    def look(self) -> None:
        """Write the reports that are due, and how things stand."""
        if self.reports is not None:
            self.write(self.reports.take())
        self.progress.show(self.session.log.totals, time.monotonic())
        self._look_at_connection()
        self._look_at_books()

    def learn(self) -> None:
        """Where the words about an error name one of the topic's limits, wait a moment for it to be known."""
        connection = self.session.connection
        up = connection is not None and self.session.status.state is ConnectionState.UP
        if connection is not None and up and self.topic and not _ABOUT_LIMITS.isdisjoint(_errors(self.session.log)):
            connection.limits.wait(self.topic, LEARNED_WITHIN)

    def facts(self, error: DeliveryError, count: int) -> Facts:
        """What is known around an error that was met `count` times: of its only record, or of the first of several."""
        around = self.session.facts_of_topic(self.topic)
        first = self.reports.examples.get(error) if self.reports is not None else None
        if first is None:
            return around
        if count == 1:
            return replace(first, topic_limit=around.topic_limit, min_in_sync=around.min_in_sync)
        return replace(
            around,
            has_key=first.has_key,
            batch_size=first.batch_size,
            producer_size=first.producer_size,
            called="the first of them",
        )

    def write(self, text: str) -> None:
        """Write to stdout while somebody reads there; the sending goes on without."""
        if not text or self._out is None:
            return
        self.progress.erase()
        try:
            self._out.write(text)
            self._out.flush()
        except BrokenPipeError:
            self._out = None
        except OSError as error:
            self._out, self.complete = None, False
            self.complain(f"the reports cannot be written any more: {error.strerror}")

    def complain(self, sentence: str) -> None:
        """A sentence on stderr, on a line of its own."""
        self.progress.erase()
        complain("send", sentence)

    def _look_at_books(self) -> None:
        """Nobody is there to decide: what the journal does not take is not sent."""
        held = self.session.worker.status.held
        if held and held != self.held:
            self.held, self.complete = held, False
            instead = ". --no-journal sends without it" if "go on without the journal" in held else ""
            self.complain(f"{held.partition(', or go on without')[0]}; nothing more is sent{instead}")
            self.session.worker.stop_sending()

    def _look_at_connection(self) -> None:
        status = self.session.status
        down = status.state is ConnectionState.DOWN
        if down and not self._was_down:
            self.complain(f"the cluster is down: {status.why}; waiting for it, Ctrl-C ends that")
        self._was_down = down


def watch(watched: Watched, begin: Callable[[], Sending]) -> int:
    """Begin a send and stay until all of it has its outcome. The exit code."""
    worker, started = watched.session.worker, time.monotonic()
    with Interruption(worker.abandon) as interruption:
        sending = in_transaction(watched.session, begin, watched.look) if watched.in_transaction else begin()
        worker.finish()
        while not worker.join(LOOK):
            watched.look()
        seconds = time.monotonic() - started
        watched.learn()
        watched.look()
        watched.progress.erase()
        if watched.reports is None:
            watched.write(totals_line(watched.session.log.totals, seconds))
        return _close(watched, sending, interruption)


def _close(watched: Watched, sending: Sending, interruption: Interruption) -> int:
    """What there is to say at the end, and the exit code."""
    totals, troubles = watched.session.log.totals, _troubles(watched)
    if interruption.signal is not None:
        watched.complain(interrupted(totals, troubles, unread=sending.stopped))
        if watched.in_transaction and (ended := how_it_ended(watched.session)):
            watched.complain(ended)
        return interruption.exit_code
    if totals.failed or totals.unknown:
        watched.complain(troubled(totals, troubles, watched.facts))
    undone = watched.in_transaction and how_it_ended(watched.session)
    if undone:
        watched.complain(undone)
    if sending.error is not None:
        watched.complain(bad_feed(sending.error, totals))
        return 1 if isinstance(sending.error, StoppedAtFailureError) else 2
    if watched.session.worker.status.problem:
        watched.complain(watched.session.worker.status.problem)
    if not totals.handed_over:
        watched.complain("there was no line to read; nothing was sent")
    if watched.held and not (totals.delivered or totals.sent):
        return 2
    return 1 if totals.failed or totals.unknown or undone or not watched.complete else 0


def _errors(log: DeliveryLog) -> set[str]:
    """The names of all errors that were met so far."""
    from workbench.delivery.tally import Tally

    if isinstance(log, Tally):
        return {error.name for error in list(log.troubles)}
    met = [log.names.errors[number] for number in range(len(log.names.errors))]
    return {error.name for error in met if error is not None}


def _troubles(watched: Watched) -> Mapping[DeliveryError, int]:
    from workbench.delivery.tally import Tally

    log = watched.session.log
    if isinstance(log, Tally):
        return log.troubles
    return watched.reports.troubles if watched.reports is not None else log.troubles_kept()


def interrupted(totals: Totals, troubles: Mapping[DeliveryError, int], *, unread: bool) -> str:
    """How things stood when it was stopped; `unread`: input was left over."""
    never = sum(count for error, count in troubles.items() if error.name == NEVER_SENT)
    failed = totals.failed - never
    good = f"{totals.sent:,}" if totals.sent else f"{totals.delivered:,}"
    became = "sent, not confirmed" if totals.sent else "acknowledged"
    parts = [f"interrupted: {good} of {totals.handed_over:,} handed over were {became}"]
    if failed:
        parts.append(f"{failed:,} failed")
    parts += [f"{totals.unknown:,} unknown", f"{never:,} never sent"]
    if totals.sent:
        parts.append("of those not confirmed some may never have left")
    return ", ".join(parts) + ("; the rest of the input was not sent" if unread else "")


def troubled(
    totals: Totals, troubles: Mapping[DeliveryError, int], facts: Callable[[DeliveryError, int], Facts]
) -> str:
    """What became of the records, why not all were delivered, and what to do about the most frequent error.

    `facts` says what is known around an error that was met so many times.
    """
    from workbench.delivery.teaching.teach import teach

    ranked = sorted(troubles.items(), key=lambda item: -item[1])
    causes = [f"{count:,} × {error.name}: {escape(error.message)}" for error, count in ranked[:3]]
    more = [f"and {len(ranked) - 3:,} other errors"] if len(ranked) > 3 else []
    steps = [f"next step: {teach(ranked[0][0], facts(*ranked[0])).next_step}"] if ranked else []
    return "; ".join([f"of {totals.handed_over:,} records: {words(totals)}", *causes, *more, *steps])


def bad_feed(error: Exception, totals: Totals) -> str:
    """Why no more records came, and what became of those before."""
    if isinstance(error, BadLine):
        before = f"before it: {words(totals)}" if totals.handed_over else "nothing was sent"
        return f"{error}; {before}; this line and the rest of the input were not sent"
    if isinstance(error, StoppedAtFailureError):
        return f"{error}: {words(totals)}; --resume goes on with the rest, with --retry-failed also with that one"
    cause = error.strerror if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    return f"the input cannot be read any further: {cause}; {words(totals)}"


def _terminal(*, quiet: bool) -> TextIO | None:
    """Where progress is shown: on a terminal, unless the reports themselves run over one."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    return None if not quiet and sys.stdout is not None and sys.stdout.isatty() else sys.stderr
