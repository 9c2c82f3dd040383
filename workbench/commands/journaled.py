"""Sends and their origins: what the journal is told of a send, and a send made of what the journal has."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.commands import feeding
from workbench.commands.given import STDIN, Given
from workbench.commands.lines import LineFormat
from workbench.commands.refused import Refused
from workbench.records.escape import quoted

if TYPE_CHECKING:
    from workbench.clusters.profile import ClusterProfile
    from workbench.delivery.bulk import ColumnFeed
    from workbench.delivery.journal.going_on import Rest, Wish
    from workbench.delivery.journal.origin import Origin
    from workbench.delivery.journal.sends import Sent
    from workbench.delivery.journal.settings import JournalSettings
    from workbench.delivery.log import DeliveryLog
    from workbench.records.columns import RecordColumns
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


def sent_of(number: int, settings: JournalSettings | None, profile: ClusterProfile) -> Sent:
    """A send of the journal, the latest unfinished one to this cluster for LATEST. Raises Refused."""
    if settings is None:
        raise Refused("--resume reads the journal, and --no-journal leaves it out; give one or the other")
    from workbench.delivery.books import BooksError
    from workbench.delivery.journal.history import one_send

    try:
        sent = one_send(settings.path, number or _latest(settings, profile))
    except BooksError as error:
        raise Refused(f"{error}; nothing was sent") from None
    if sent.origin.cluster != profile.bootstrap_servers:
        went, asked = quoted(sent.origin.cluster, 80), quoted(profile.bootstrap_servers, 80)
        raise Refused(f"send {sent.number} went to {went}, not to {asked}; valid: -b {sent.origin.cluster}")
    return sent


def look(session: Session, sent: Sent) -> str:
    """Look on the broker for what is unknown of a send; what came of it, in words. Raises Refused."""
    from workbench.clusters.reading import ReadError
    from workbench.clusters.settings import admin_config
    from workbench.delivery.books import BooksError

    assert session.journal is not None
    try:
        checked = session.journal.check(sent.number, admin_config(session.profile), remake=Remaking(session))
    except (BooksError, ReadError) as error:
        words = f"{error}; nothing was sent. --without-look sends what is unknown again: it may be there twice then"
        raise Refused(words, CANNOT_CONNECT if isinstance(error, ReadError) else 2) from None
    return (
        f"of {sent.totals.unknown:,} unknown records {checked.there:,} are on the broker, {checked.missing:,} are not"
    )


def rest_of(sent: Sent, wish: Wish, settings: JournalSettings) -> Rest | None:
    """What is left of a send, None for nothing. Raises Refused."""
    from workbench.delivery.books import BooksError
    from workbench.delivery.journal.going_on import NothingLeftError, go_on

    try:
        return go_on(settings.path, sent.number, wish)
    except NothingLeftError:
        return None
    except BooksError as error:
        raise Refused(f"{error}; nothing was sent") from None


def _latest(settings: JournalSettings, profile: ClusterProfile) -> int:
    from workbench.delivery.journal.recovery import unfinished_sends

    found = [sent for sent in unfinished_sends(settings.path) if sent.origin.cluster == profile.bootstrap_servers]
    if not found:
        raise Refused("there is no unfinished send to this cluster in the journal; `workbench journal` lists all")
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

    def _made(self, wanted: Given) -> Iterator[RecordColumns | None]:
        with feeding.source(wanted) as descriptor:
            yield from feeding.feed(wanted, self.session, descriptor, lambda: True)


def until_failure(feed: ColumnFeed, log: DeliveryLog) -> Iterator[RecordColumns | None]:
    """The same, up to the first record that failed. Raises StoppedAtFailureError then."""
    for columns in feed:
        if log.totals.failed:
            raise StoppedAtFailureError
        yield columns


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 2**63):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no send's number; valid: 1 or more")
    return int(text)
