"""Sends and their origins: what the journal is told of a send, and a send made of what the journal has."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.commands import feeding
from workbench.commands.given import STDIN, Given
from workbench.commands.journal_lines import what
from workbench.commands.lines import BadLine, LineFormat, LineTooLong
from workbench.commands.refused import Refused
from workbench.commands.serializing import at_hand
from workbench.delivery.books import BooksError
from workbench.delivery.journal.transacted import Transacted
from workbench.records.escape import escape, quoted

if TYPE_CHECKING:
    from workbench.clusters.profile import ClusterProfile
    from workbench.delivery.bulk import ColumnFeed
    from workbench.delivery.journal.going_on import Rest, Wish
    from workbench.delivery.journal.origin import Origin
    from workbench.delivery.journal.sends import Sent
    from workbench.delivery.journal.settings import JournalSettings
    from workbench.delivery.log import DeliveryLog
    from workbench.delivery.sending import Feed
    from workbench.records.columns import RecordColumns
    from workbench.records.record import ProducerRecord
    from workbench.session import Session

CANNOT_CONNECT = 3

LATEST = 0
"""`--resume` without a number."""


class StoppedAtFailureError(Exception):
    """A record failed, and nothing was to be sent after that."""

    def __init__(self) -> None:
        super().__init__("stopped at the first record that failed")


def add_arguments(parser: argparse._ActionsContainer) -> None:
    """The flags that go on with a send of the journal."""
    parser.add_argument(
        "--resume",
        type=_number,
        nargs="?",
        const=LATEST,
        metavar="SEND",
        help="go on with a send that was stopped or crashed, by its number in the journal; default: the latest one",
    )
    parser.add_argument("--retry-failed", action="store_true", help="with --resume: what failed is sent again too")
    parser.add_argument(
        "--without-look",
        action="store_true",
        help="with --resume: send what is unknown again without looking for it on the broker: it may be there twice",
    )
    parser.add_argument(
        "--changed-input", action="store_true", help="with --resume: go on although the file is not as it was"
    )


def check(args: argparse.Namespace) -> None:
    """Raises Refused for flags that would do nothing."""
    flags = (
        ("--retry-failed", args.retry_failed),
        ("--without-look", args.without_look),
        ("--changed-input", args.changed_input),
    )
    if args.resume is None and (said := [flag for flag, given in flags if given]):
        raise Refused(f"{', '.join(said)} goes with --resume alone; leave it out, or give --resume")


def origin(wanted: Given, session: Session) -> Origin | None:
    """What the journal is to know of a send; None where there is no journal."""
    journal = session.journal
    if journal is None:
        return None
    if wanted.lines is None:
        return journal.of_draft(wanted.draft, wanted.count)
    from workbench.delivery.journal.origin import Kind, Origin, of_file

    path, size, modified = (None, None, None) if wanted.source == STDIN else of_file(wanted.source)
    form = wanted.lines
    return Origin(
        profile=session.profile.name,
        cluster=session.profile.bootstrap_servers,
        topic=wanted.draft.topic,
        kind=Kind.LINES,
        draft=wanted.draft,
        partitioner=session.settings.partitioner,
        path=path,
        size=size,
        modified=modified,
        separator=form.separator,
        line_key=form.key,
        empty_as_null=form.empty_as_null,
        payloads=journal.settings.payloads,
    )


def sent_of(number: int, settings: JournalSettings | None, profile: ClusterProfile, *, failed: bool = False) -> Sent:
    """A send of the journal; for LATEST the latest one to this cluster that is unfinished, or of which some `failed`.

    Raises Refused.
    """
    if settings is None:
        raise Refused("--resume reads the journal, and --no-journal leaves it out; give one or the other")
    from workbench.delivery.journal.history import one_send

    try:
        sent = one_send(settings.path, number or _latest(settings, profile, failed=failed))
    except BooksError as error:
        raise Refused(f"{error}; nothing was sent") from None
    expect_cluster(sent, profile)
    return sent


def expect_cluster(sent: Sent, profile: ClusterProfile) -> None:
    """Raises Refused where a send went to another cluster, as far as the bootstrap servers tell."""
    if sent.origin.cluster != profile.bootstrap_servers:
        went, asked = quoted(sent.origin.cluster, 80), quoted(profile.bootstrap_servers, 80)
        raise Refused(f"send {sent.number} went to {went}, not to {asked}; valid: -b {sent.origin.cluster}")


def look(session: Session, sent: Sent, *, changed: bool) -> str:
    """Look on the broker for what is unknown of a send; what came of it, in words. Raises Refused."""
    from workbench.clusters.reading import ReadError
    from workbench.clusters.settings import admin_config
    from workbench.delivery.journal.recovery import reopen

    assert session.journal is not None
    try:
        if sent.dismissed:
            reopen(session.journal.settings.path, sent.number)
        config = admin_config(session.profile)
        checked = session.journal.check(sent.number, config, remake=Remaking(session), changed=changed)
    except (BooksError, ReadError) as error:
        words = f"{error}; nothing was sent"
        if sent.origin.kind != "lines" or (sent.origin.path and Path(sent.origin.path).exists()):
            words += ". --without-look sends what is unknown again: it may be there twice then"
        raise Refused(words, CANNOT_CONNECT if isinstance(error, ReadError) else 2) from None
    return (
        f"of {sent.totals.unknown:,} unknown records {checked.there:,} are on the broker, {checked.missing:,} are not"
    )


def going_on_with(sent: Sent, *, failed: bool) -> str:
    """Which send it is, and what of it is left out."""
    words = f"going on with send {sent.number:,}: {what(sent)} to {escape(sent.origin.topic)}"
    if sent.transacted is Transacted.ABORTED:
        words += "; its transaction was aborted, so all of it is sent again (--transaction: in one again)"
    elif sent.totals.failed and not failed:
        words += f"; of it {sent.totals.failed:,} failed: those that a broker refused are left out (--retry-failed)"
    return words


def rest_of(sent: Sent, wish: Wish, settings: JournalSettings) -> Rest | None:
    """What is left of a send, None for nothing. Raises Refused."""
    from workbench.delivery.journal.going_on import NothingLeftError, go_on

    try:
        return go_on(settings.path, sent.number, wish)
    except NothingLeftError:
        return None
    except BooksError as error:
        raise Refused(f"{error}; nothing was sent") from None


def _latest(settings: JournalSettings, profile: ClusterProfile, *, failed: bool) -> int:
    from workbench.delivery.journal.recovery import unfinished_sends

    sends = unfinished_sends(settings.path, failed=failed)
    found = [sent for sent in sends if sent.origin.cluster == profile.bootstrap_servers]
    if not found:
        raise Refused("there is no unfinished send to this cluster in the journal; `workbench journal list` has all")
    return found[0].number


def given(of: Origin) -> Given:
    """The send that an origin of lines stands for."""
    assert of.draft is not None
    form = LineFormat(of.separator, of.line_key, of.empty_as_null)
    return Given(of.draft, lines=form, source=of.path or STDIN, begins=of.begins, left_out=of.left_out)


@dataclass(frozen=True, slots=True)
class Remaking:
    """Makes the records of a send of lines once more, for a look at what is on the broker."""

    session: Session

    def __call__(self, of: Origin) -> ColumnFeed:
        return self._made(replace(given(of), left_out=()))  # who asks leaves them out

    def rest(self, of: Origin) -> ColumnFeed:
        """Those that are to be sent: without the lines that the origin leaves out. Raises BooksError."""
        wanted = given(of)
        try:
            feeding.check(wanted, self.session.settings, at_hand(self.session.serializers))
            with feeding.source(wanted):
                self.session.ready_for(wanted.draft)
        except Refused as error:
            raise BooksError(str(error)) from None
        return self._made(wanted)

    def _made(self, wanted: Given) -> Iterator[RecordColumns | None]:
        try:
            with feeding.source(wanted) as descriptor:
                yield from feeding.feed(wanted, self.session, descriptor, lambda: True)
        except (Refused, BadLine, LineTooLong) as error:
            raise BooksError(str(error)) from None


class StopAtFailure:
    """Takes records only while none has failed, and no more than so many without an answer: they cannot be stopped."""

    most = 100

    def __init__(self, log: DeliveryLog, in_flight: int = 500) -> None:
        self._log = log
        self._in_flight = in_flight

    def is_off(self) -> bool:
        """Raises StoppedAtFailureError."""
        totals = self._log.totals
        if totals.failed or totals.unknown:
            raise StoppedAtFailureError
        return totals.in_flight < self._in_flight

    def within(self, records: Iterable[ProducerRecord]) -> Feed:
        """The same of single records."""
        for record in records:
            while not self.is_off():
                yield None
            yield record


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 2**63):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no send's number; valid: 1 or more")
    return int(text)
