"""After a crash: which sends are open. What can be done about each is a look at its topic (settling.py), handing over
what is left of it (going_on.py), or leaving it at that. All of it blocks, and raises BooksError with a sentence.
"""

from __future__ import annotations

import time
from pathlib import Path

from workbench.delivery.books import BooksError
from workbench.delivery.journal.sends import COLUMNS, Sent, find_send, read_send
from workbench.delivery.journal.store import reading

_OPEN = "(send.ended IS NULL OR send.unknown > 0) AND send.dismissed IS NULL AND send.resumed IS NULL"


def open_sends(path: Path) -> tuple[Sent, ...]:
    """Those about which a person has something to decide, the newest first. Where there is no journal there are none.

    A send of a workbench that is still at work, in another terminal say, is not among them.
    """
    if not path.exists():
        return ()
    with reading(path) as connection:
        rows = connection.execute(f"SELECT {COLUMNS} WHERE {_OPEN} ORDER BY send.id DESC").fetchall()
        return tuple(sent for sent in (read_send(row, path) for row in rows) if sent.is_open)


def unfinished_sends(path: Path, *, failed: bool = False) -> tuple[Sent, ...]:
    """Those that can be gone on with, or are open, the newest first: what `--resume` without a number chooses from.

    `failed`: and those of which some failed.
    """
    if not path.exists():
        return ()
    with reading(path) as connection:
        left = "send.complete = 0 OR send.unknown > 0 OR send.failed > 0 OR send.transacted <> ''"
        where = f"({left}) AND send.dismissed IS NULL AND send.resumed IS NULL"
        rows = connection.execute(f"SELECT {COLUMNS} WHERE {where} ORDER BY send.id DESC").fetchall()
        found = tuple(read_send(row, path) for row in rows)
    return tuple(sent for sent in found if sent.is_open or sent.can_go_on or (failed and sent.totals.failed))


def dismiss(path: Path, number: int) -> None:
    """Leave a send as it is: what is unknown stays so, and nobody is asked about it any more."""
    with reading(path) as connection:
        sent = find_send(connection, path, number)
        if not sent.is_unsettled:
            raise BooksError(f"send {number:,} {not_open(sent)}")
        connection.execute("UPDATE send SET dismissed = ? WHERE id = ?", (time.time(), number))


def reopen(path: Path, number: int) -> None:
    """Decide on a send anew that was dismissed."""
    with reading(path) as connection:
        connection.execute("UPDATE send SET dismissed = NULL WHERE id = ? AND resumed IS NULL", (number,))


def not_open(sent: Sent) -> str:
    """Why there is nothing to decide about a send."""
    if sent.alive:
        return "is still under way in another workbench"
    if sent.resumed:
        return f"was gone on with: see send {sent.resumed:,}"
    if sent.dismissed:
        return "was dismissed"
    if sent.can_go_on:
        return "has no record whose fate is unknown; what was never handed over is sent by going on with it"
    return "is settled"
