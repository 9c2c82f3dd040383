"""`workbench` without a command: the terminal interface."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.commands.refused import Refused
from workbench.records.draft import FieldDraft, Presence, RecordDraft

if TYPE_CHECKING:
    from workbench.delivery.bulk import ColumnFeed
    from workbench.delivery.journal.origin import Origin
    from workbench.session import Session

SANDBOX_DRAFT = RecordDraft(
    topic="orders",
    key=FieldDraft("string", Presence.TEXT, "user-42"),
    value=FieldDraft("json", Presence.TEXT, '{\n  "id": 9007199254740993,\n  "country": "France"\n}'),
)
CLUSTER_DRAFT = RecordDraft(key=FieldDraft(presence=Presence.NULL), value=FieldDraft("json", Presence.TEXT, "{}"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the terminal interface alone."""
    from workbench.commands.cluster import add_journal

    parser.add_argument("-t", "--topic", default="", help="the topic to begin with")
    add_journal(parser.add_argument_group("the journal of what is sent"))
    parser.add_argument("--theme", default="workbench-dark", help="workbench-dark, workbench-light or one of Textual's")


def has_terminal() -> bool:
    """Whether there is a terminal to type on, and one to draw on (Textual draws on stderr)."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


@dataclass(frozen=True, slots=True)
class LinesAgain:
    """Makes records of a file's lines for sends of the journal. What it takes is loaded when somebody asks."""

    session: Session

    def __call__(self, of: Origin) -> ColumnFeed:
        from workbench.commands.journaled import Remaking

        return Remaking(self.session)(of)

    def rest(self, of: Origin) -> ColumnFeed:
        """Those that are to be sent. Raises BooksError."""
        from workbench.commands.journaled import Remaking

        return Remaking(self.session).rest(of)


def run(args: argparse.Namespace) -> int:
    """Open the workbench; returns when the person leaves, after everything is closed."""
    if not has_terminal():
        raise Refused("the workbench needs a terminal to draw on; without one: workbench send, workbench partition")
    gc.disable()  # the app enables it again after the first paint, which comes a tenth sooner so
    os.environ.setdefault("TEXTUAL_FPS", "120")  # how long a key stroke waits for its paint: 8 ms at most, not 17
    from workbench.commands.cluster import cluster, journal_of
    from workbench.session import Session
    from workbench.tui import themes
    from workbench.tui.app import WorkbenchApp

    profile, settings = cluster(args)
    if (problem := themes.unknown(args.theme)) is not None:
        raise Refused(problem)
    draft = SANDBOX_DRAFT if profile.embedded else CLUSTER_DRAFT
    if args.topic:
        draft = RecordDraft(args.topic, draft.key, draft.value)
    session = Session(profile, settings, journal=journal_of(args))
    if session.journal is not None:
        session.journal.lines = LinesAgain(session)
    app = WorkbenchApp(session, draft, args.theme)
    try:
        app.run()
    finally:
        session.close()
    unknown = session.log.totals.unknown
    if unknown:
        records, them = ("1 record was", "it") if unknown == 1 else (f"{unknown:,} records were", "them")
        print(f"{records} in flight: whether the broker has {them} is unknown.", file=sys.stderr)
    return app.return_code or 0
