"""How long the journal remembers: the oldest sends leave it, but none about which a person has yet to decide."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from workbench.delivery.journal.settings import DAYS, MEGABYTES
from workbench.delivery.journal.store import reading, transaction

_SENDS = 20
"""Sends that leave in one transaction: a workbench that sends waits for it."""

_PAGES = 2_000
"""Pages that are given back to the disk at once."""

_DAY = 86_400
_MEGABYTE = 1024 * 1024
_MAY_LEAVE = "(ended IS NOT NULL AND unknown = 0) OR resumed IS NOT NULL OR dismissed IS NOT NULL"
_DONE = f"({_MAY_LEAVE}) AND (complete = 1 OR resumed IS NOT NULL OR dismissed IS NOT NULL)"
"""What leaves to make room; one that can be gone on with leaves only by its age."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """`sends` that left, and the bytes of the file that came free."""

    sends: int
    size: int


def prune(path: Path, days: float = DAYS, megabytes: float = MEGABYTES, now: float | None = None) -> Pruned:
    """Let go of sends that began more than `days` ago, then of the oldest until the file has `megabytes` or less.

    Blocks: a second a gigabyte, about. Raises BooksError.
    """
    if not path.exists():
        return Pruned(0, 0)
    with reading(path) as connection:
        before, sends = _size(connection), 0
        oldest = (time.time() if now is None else now) - days * _DAY
        while left := _leave(connection, f"({_MAY_LEAVE}) AND begun < ?", oldest):
            sends += left
        while _size(connection) > megabytes * _MEGABYTE and (left := _leave(connection, f"({_DONE}) AND ?", 1)):
            sends += left
        if sends:
            unused = "id NOT IN (SELECT error FROM record WHERE error IS NOT NULL)"
            connection.execute(f"DELETE FROM error WHERE {unused}")
            _give_back(connection)
        return Pruned(sends, max(0, before - _size(connection)))


def _leave(connection: sqlite3.Connection, condition: str, value: float) -> int:
    """Some of the oldest leave; how many."""
    query = f"SELECT id FROM send WHERE {condition} ORDER BY id LIMIT {_SENDS}"
    numbers = connection.execute(query, (value,)).fetchall()
    with transaction(connection):
        for table, column in (("record", "send"), ("payload", "send"), ("origin", "send"), ("send", "id")):
            connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", numbers)
    return len(numbers)


def _size(connection: sqlite3.Connection) -> int:
    """Bytes of the pages that hold something."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _give_back(connection: sqlite3.Connection) -> None:
    """Free pages go back to the disk, some at a time."""
    while (free := connection.execute("PRAGMA freelist_count").fetchone()[0]) > 0:
        connection.execute(f"PRAGMA incremental_vacuum({_PAGES})").fetchall()
        if connection.execute("PRAGMA freelist_count").fetchone()[0] >= free:
            break
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
