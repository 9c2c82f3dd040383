"""`workbench journal`: what was sent and what became of it, and what can be done about what is not known."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.commands.cluster import add_connection, days, profile_of
from workbench.commands.journal_lines import next_steps, record_json, record_lines, send_json, send_lines
from workbench.commands.journaled import expect_cluster
from workbench.commands.numbers import positive
from workbench.commands.output import complain, line, quiet_when_the_reader_leaves
from workbench.commands.refused import Refused
from workbench.delivery.journal.settings import DAYS, MEGABYTES, default_path
from workbench.delivery.report import DeliveryState
from workbench.records.escape import escape, quoted

if TYPE_CHECKING:
    from workbench.delivery.journal.sends import Sent
    from workbench.delivery.journal.settling import Checked

MOST = 1_000
CANNOT_CONNECT = 3
STATES = {"delivered": DeliveryState.DELIVERED, "failed": DeliveryState.FAILED, "unknown": DeliveryState.UNKNOWN}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A parser for each act."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    for name, (about, add, _) in ACTS.items():
        one = acts.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.", allow_abbrev=False)
        add(one)
        one.add_argument("--journal", metavar="FILE", help="default: workbench/journal.db in your state folder")


def run(args: argparse.Namespace) -> int:
    """Do what is asked. The exit code; raises Refused where it cannot be done."""
    from workbench.delivery.books import BooksError

    args.journal = _path(args.journal)
    try:
        with quiet_when_the_reader_leaves():
            return ACTS[args.act][2](args)
    except BooksError as error:
        raise Refused(str(error)) from None


def _path(given: str | None) -> Path:
    """Raises Refused where a journal is named that is not there."""
    if given is None:
        return default_path()
    if not given or not Path(given).exists():
        raise Refused(
            f"there is no journal at {quoted(given, 200)}; valid: a file that `workbench send --journal` wrote"
        )
    return Path(given)


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", default="", metavar="NAME", help="of this profile: -b's text, or sandbox")
    parser.add_argument("-t", "--topic", default="", help="to this topic")
    parser.add_argument("--key", default="", metavar="TEXT", help="with a record whose key holds this")
    parser.add_argument("--state", choices=STATES, help="with records in this state")
    parser.add_argument("--since", type=_moment, metavar="TIME", help="begun at or after: 2026-11-22T12:00 or 12:00")
    parser.add_argument("--until", type=_moment, metavar="TIME", help="begun before")
    parser.add_argument("--open", action="store_true", help="those that are open or unfinished, for you to decide on")
    parser.add_argument("-n", "--most", type=_whole, default=100, metavar="N", help="at most so many; default: 100")
    parser.add_argument("--json", action="store_true", help="a JSON object a line")


def _list(args: argparse.Namespace) -> int:
    from workbench.delivery.journal.history import Wanted, find_sends

    state = None if args.state is None else STATES[args.state]
    wanted = Wanted(args.profile, args.topic, args.key, state, args.since, args.until)
    sends: tuple[Sent, ...] = find_sends(args.journal, wanted, most=args.most)
    if args.open:
        sends = tuple(sent for sent in sends if sent.is_unsettled)
    if not sends and not args.json:
        complain("journal", _none(args, wanted == Wanted()))
        return 0
    for text in map(send_json, sends) if args.json else send_lines(sends):
        line(text)
    return 0


def _none(args: argparse.Namespace, of_all: bool) -> str:
    """Why the list is empty."""
    if not args.journal.exists():
        return "nothing was sent yet"
    if args.open:
        return "nothing is open" if of_all else "nothing of that is open"
    return "there is no such send"


def _add_one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("send", type=_whole, help="its number")


def _add_show(parser: argparse.ArgumentParser) -> None:
    _add_one(parser)
    parser.add_argument("--state", choices=STATES, help="its records in this state alone")
    parser.add_argument("--key", default="", metavar="TEXT", help="its records whose key holds this alone")
    parser.add_argument("--json", action="store_true", help="a JSON object a line: the send, then its records")


def _show(args: argparse.Namespace) -> int:
    from workbench.delivery.journal.history import Wanted, find_records, one_send, unknown_runs

    sent = one_send(args.journal, args.send)
    wanted = Wanted(key=args.key, state=None if args.state is None else STATES[args.state])
    found = find_records(args.journal, wanted, args.send, most=MOST + 1)
    records = found[:MOST][::-1]
    if not args.key and wanted.state in (None, DeliveryState.UNKNOWN):
        records = tuple(sorted((*records, *unknown_runs(args.journal, sent)), key=lambda one: one.number))
    line(send_json(sent) if args.json else "\n".join(send_lines([sent])))
    if sent.why and not args.json:
        line(f"\nit ended early: {escape(sent.why)}")
    if records:
        for text in map(record_json, records) if args.json else ("", *record_lines(records)):
            line(text)
    if sent.is_unsettled and not args.json:
        line("")
        for text in next_steps(sent):
            line(text)
    if len(found) > MOST:
        complain("journal", f"these are the last {MOST:,}; --state and --key leave some out")
    if sent.uncounted:
        complain("journal", f"{sent.uncounted:,} records more are only counted")
    return 0


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_one(parser)
    add_connection(parser.add_argument_group("the cluster that it went to"))
    parser.add_argument(
        "--changed-input", action="store_true", help="take the file as it is now, although it is not as it was"
    )
    parser.add_argument("--json", action="store_true", help='{"send", "there", "missing", "unseen"}')


def _check(args: argparse.Namespace) -> int:
    """Look for what is unknown on the broker."""
    import json

    from workbench.clusters.reading import ReadError
    from workbench.delivery.journal.history import one_send

    sent, profile = one_send(args.journal, args.send), profile_of(args)
    if profile.embedded:
        raise Refused(f"-b is missing: send {args.send} went to {escape(sent.origin.cluster)}")
    expect_cluster(sent, profile)
    try:
        checked = _looked(args, sent)
    except ReadError as error:
        raise Refused(f"{error}; nothing is settled", CANNOT_CONNECT) from None
    if args.json:
        fields = {"send": args.send, "there": checked.there, "missing": checked.missing, "unseen": checked.unseen}
        line(json.dumps(fields))
        return 0
    line(f"{checked.there:,} are in the topic and count as delivered, {checked.missing:,} are not there and failed")
    if checked.unseen:
        line(f"{checked.unseen:,} cannot be looked for: their bytes are left out of the journal")
    if checked.missing:
        line(f"to send those: workbench send -b {escape(profile.bootstrap_servers)} --resume {args.send}")
    return 0


def _looked(args: argparse.Namespace, sent: Sent) -> Checked:
    """Raises ReadError, Refused."""
    from workbench.clusters.settings import ProducerSettings, admin_config
    from workbench.commands.journaled import Remaking
    from workbench.commands.send import connect
    from workbench.delivery.journal.settings import JournalSettings
    from workbench.session import Session

    profile, settings = profile_of(args), JournalSettings(args.journal)
    placed = ProducerSettings(partitioner=sent.origin.partitioner)
    with closing(Session(profile, placed, journal=settings)) as session:
        assert session.journal is not None
        session.open()
        connect(session)
        config, lines = admin_config(profile), Remaking(session)
        return session.journal.check(sent.number, config, remake=lines, changed=args.changed_input)


def _dismiss(args: argparse.Namespace) -> int:
    from workbench.delivery.journal.recovery import dismiss

    dismiss(args.journal, args.send)
    line(f"send {args.send} stays as it is; nobody is asked about it any more")
    return 0


def _add_prune(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=days, default=DAYS, metavar="N", help=f"default: {DAYS:.0f}")
    parser.add_argument(
        "--megabytes", type=_size, default=MEGABYTES, metavar="N", help=f"how large it may be; default: {MEGABYTES:.0f}"
    )


def _prune(args: argparse.Namespace) -> int:
    from workbench.delivery.journal.retention import prune

    pruned = prune(args.journal, args.days, args.megabytes)
    line(f"{pruned.sends:,} sends left the journal, {pruned.size:,} bytes came free")
    return 0


ACTS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]] = {
    "list": ("what was sent, the newest first", _add_list, _list),
    "show": ("one send: its records, of many those that were not delivered", _add_show, _show),
    "check": ("look on the broker for what is unknown of a send", _add_check, _check),
    "dismiss": ("leave a send as it is", _add_one, _dismiss),
    "prune": ("let go of what is old", _add_prune, _prune),
}


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 2**63):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no number; valid: 1 or more")
    return int(text)


def _size(text: str) -> float:
    given = positive(text, 1e9)
    if given is None:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no size; valid: megabytes above 0, such as 512")
    return given


def _moment(text: str) -> float:
    from workbench.delivery.filters.moments import read_moment

    moment = read_moment(text)
    if moment is None:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no time; valid: 12:05, 2026-11-22 or 2026-11-22T12:05")
    return moment.interval(datetime.now().astimezone().date())[0]
