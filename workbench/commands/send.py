"""`workbench send`: records from the command line or from lines, and what became of each."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.commands import feeding, given, journaled
from workbench.commands.cluster import add_journal, cluster, journal_of
from workbench.commands.lines import read_separator
from workbench.commands.output import complain
from workbench.commands.refused import Refused
from workbench.commands.reports import ReportLines
from workbench.commands.serializing import at_hand
from workbench.commands.warned import Warned
from workbench.commands.watching import Watched, watch
from workbench.records.escape import quoted
from workbench.records.way import Way

if TYPE_CHECKING:
    from workbench.clusters.profile import ClusterProfile
    from workbench.clusters.settings import ProducerSettings
    from workbench.commands.given import Given
    from workbench.delivery.journal.going_on import Wish
    from workbench.delivery.journal.origin import Origin
    from workbench.delivery.journal.settings import JournalSettings
    from workbench.delivery.log import DeliveryLog
    from workbench.records.record import ProducerRecord
    from workbench.session import Session

CONNECT = 5.0
"""Seconds until a cluster that gave no sign of life is given up."""

BACKLOG = 100_000
"""Reports that may wait to be written; the feed stops while there are more, so that none is lost."""

CANNOT_CONNECT = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags, named as in kcat and kaskade."""
    parser.add_argument("-t", "--topic", default="", help="the topic; it is never created")
    record = parser.add_argument_group("the record")
    given.add_arguments(record)
    record.add_argument("-p", "--partition", default="auto", metavar="N", help="default: auto, by the partitioner")
    record.add_argument(
        "--timestamp", default="now", metavar="TIME", help="ISO 8601 with a zone, or epoch milliseconds; default: now"
    )
    record.add_argument("-n", "--count", type=_count, metavar="N", help="send the record N times")
    _add_line_arguments(parser)
    _add_ways(parser.add_argument_group("how they are sent"))
    journal = parser.add_argument_group("the journal of what is sent")
    journaled.add_arguments(journal)
    add_journal(journal)
    output = parser.add_argument_group("output")
    output.add_argument("--unordered", action="store_true", help="print each report as it comes")
    output.add_argument("--quiet", action="store_true", help="print the totals only, and keep nothing else")


def _add_ways(group: argparse._ActionsContainer) -> None:
    group.add_argument(
        "--way",
        choices=[way.value for way in Way],
        help="async: an answer for each, in its time (default); sync: each waits for its answer; forget: nobody asks",
    )
    group.add_argument(
        "--transaction",
        action="store_true",
        help="all of them in one transaction: committed if each was delivered, aborted if not",
    )
    group.add_argument("--stop-on-error", action="store_true", help="hand nothing more over once a record has failed")


def _add_line_arguments(parser: argparse.ArgumentParser) -> None:
    lines = parser.add_argument_group("records from lines, without --value: one a line of standard input")
    lines.add_argument("-l", "--lines", metavar="FILE", help="read this file instead; - is standard input")
    lines.add_argument(
        "-K",
        "--key-separator",
        type=_separator,
        dest="separator",
        metavar="TEXT",
        help=r"what stands before it is the key (\t, \0, \x1f and \\ are understood); in a line without it the key is "
        "null. Without -K a line is a value, and --key is the key of all",
    )
    lines.add_argument("--empty-as-null", action="store_true", help="an empty key or value is null (kcat's -Z)")


def run(args: argparse.Namespace) -> int:
    """Send, and print what became of each record. Answers the exit code; Refused means that nothing was sent."""
    journaled.check(args)
    _check_way(args)
    if args.resume is None and not args.topic:
        raise Refused("-t is missing: which topic is it for? valid: -t TOPIC")
    profile, settings = cluster(args)
    if args.way is not None:
        settings = replace(settings, way=Way(args.way))
    if profile.embedded:
        raise Refused(
            "no cluster is named; give its bootstrap servers with -b. The embedded cluster lives inside `workbench` "
            "alone; to have one for this command too, start `workbench sandbox` and give -b what it prints"
        )
    journal = journal_of(args)
    if args.resume is not None:
        return _resume(args, profile, settings, journal)
    wanted = given.read(args)
    from workbench.session import Session

    with closing(Session(profile, settings, _log(args), journal)) as session:
        return _send(args, session, wanted)


def _check_way(args: argparse.Namespace) -> None:
    """Raises Refused where nobody would hear what is waited for."""
    if args.way == Way.FORGET:
        for flag, given_ in (("--transaction", args.transaction), ("--stop-on-error", args.stop_on_error)):
            if given_:
                raise Refused(f"{flag} waits for answers, and --way forget asks for none; valid: --way async, or sync")


def _resume(
    args: argparse.Namespace, profile: ClusterProfile, settings: ProducerSettings, journal: JournalSettings | None
) -> int:
    """Send what is left of a send; first what is unknown of it is looked for."""
    given.nothing_given(args)
    sent = journaled.sent_of(args.resume, journal, profile, failed=args.retry_failed)
    assert journal is not None  # or there would be no send
    from workbench.session import Session

    with closing(
        Session(profile, replace(settings, partitioner=sent.origin.partitioner), _log(args), journal)
    ) as session:
        if sent.totals.unknown and not (args.without_look or sent.alive or sent.resumed):
            _open(session)
            complain("send", journaled.look(session, sent, changed=args.changed_input))
        rest = journaled.rest_of(sent, _wish(args), journal)
        if rest is None:
            complain("send", f"of send {sent.number:,} nothing is left to send")
            return 0
        complain("send", journaled.going_on_with(sent, failed=args.retry_failed))
        if rest.records is not None:
            return _send_records(args, session, rest.records, rest.origin)
        return _send(args, session, journaled.given(rest.origin), rest.origin)


def _open(session: Session) -> None:
    """Once. Raises Refused."""
    if session.connection is None:
        session.open()
        connect(session)


def _send(args: argparse.Namespace, session: Session, wanted: Given, origin: Origin | None = None) -> int:
    """What the arguments give, or the lines that are left of a send."""
    with feeding.source(wanted) as descriptor:
        feeding.check(wanted, session.settings, at_hand(session.serializers))
        origin = origin or journaled.origin(wanted, session)
        _open(session)
        topic, warned = wanted.draft.topic, Warned()
        reports = _reports(args, session, topic)
        feed = feeding.feed(wanted, session, descriptor, lambda: reports is None or reports.waiting < BACKLOG, warned)
        brake = journaled.StopAtFailure(session.log) if args.stop_on_error else None
        with _without_collection():
            watched = Watched(session, reports, topic, in_transaction=args.transaction)
            code = watch(watched, lambda: session.worker.send_columns(feed, origin, brake))
        for sentence in warned.sentences():
            complain("send", sentence)
        return code


def _send_records(args: argparse.Namespace, session: Session, records: Sequence[ProducerRecord], origin: Origin) -> int:
    """What is left of a send whose records are in the journal."""
    _open(session)
    watched = Watched(session, _reports(args, session, origin.topic), origin.topic, in_transaction=args.transaction)
    feed = journaled.StopAtFailure(session.log).within(records) if args.stop_on_error else records
    return watch(watched, lambda: session.worker.send(feed, origin))


def _reports(args: argparse.Namespace, session: Session, topic: str) -> ReportLines | None:
    return None if args.quiet else ReportLines(session.log, topic, ordered=not args.unordered, facts=session.facts)


def _log(args: argparse.Namespace) -> DeliveryLog:
    """Totals alone, where nobody wants to know of single records; the journal does."""
    from workbench.delivery.log import DeliveryLog
    from workbench.delivery.tally import Tally

    return Tally() if args.quiet and args.no_journal else DeliveryLog(capacity=4 * BACKLOG, kept_bytes=0)


def _wish(args: argparse.Namespace) -> Wish:
    from workbench.delivery.journal.going_on import Wish

    return Wish(failed=args.retry_failed, changed=args.changed_input)


@contextmanager
def _without_collection() -> Iterator[None]:
    """The collector would look through every record again and again, and there are no circles to find."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def connect(session: Session) -> None:
    """Wait until the cluster answers and the producer is open. Raises Refused with the cause."""
    from workbench.clusters.connection import ConnectionState

    assert session.connection is not None
    status = session.connection.wait(CONNECT)
    if problem := session.worker.wait_open(CONNECT).problem:
        raise Refused(problem)
    if status.state is not ConnectionState.UP:
        why = status.why or f"no answer within {CONNECT:.0f} s"
        servers = quoted(session.profile.bootstrap_servers, 80)
        raise Refused(f"cannot reach {servers}: {why}; nothing was sent", CANNOT_CONNECT)


def _count(text: str) -> int:
    count = int(text) if text.isascii() and text.isdecimal() and len(text) <= 12 else 0
    if not count:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a number of records; valid: 1 to 999,999,999,999")
    return count


def _separator(text: str) -> str:
    try:
        return read_separator(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
