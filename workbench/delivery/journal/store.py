"""The journal's file: where it is, how it is opened, and its errors as sentences.

SQLite in WAL mode with synchronous=NORMAL: what was committed survives the process being killed at any moment, because
the kernel has it; only a power failure can take back the last commits, never damage what is older.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from stat import S_ISREG

from workbench.delivery.books import BooksError
from workbench.delivery.journal.presence import beside
from workbench.delivery.journal.schema import MARK, TABLES, VERSION
from workbench.records.escape import escape, quoted

PATIENCE = 2.0
"""Seconds that a write waits for another program's."""

_INSTEAD = ", or go on without the journal, and it will not know what becomes of these records"
_CAUSES = {
    "SQLITE_FULL": "the disk is full; free some space",
    "SQLITE_READONLY": "it is read-only; make it writable",
    "SQLITE_CANTOPEN": "it cannot be opened; look at its folder's permissions",
    "SQLITE_BUSY": f"another program has held it for {PATIENCE:.0f} s; end that",
    "SQLITE_LOCKED": "another program holds it; end that",
    "SQLITE_CORRUPT": "it is damaged; move it away, so that a new one is begun",
    "SQLITE_NOTADB": "the file is no journal; name another one, or move it away, so that one is begun",
    "SQLITE_IOERR": "the disk reports an error; look after it",
}


def connect(path: Path, patience: float | None = None, instead: str = _INSTEAD) -> sqlite3.Connection:
    """The journal, begun where there is none: for its owner's eyes alone. For one thread at a time.

    What is no journal is left as it is. `patience` is how many seconds a write waits for another program's, PATIENCE
    unless told; `instead` ends the sentences about what is to be mended. Raises BooksError.
    """
    with explained(path, instead):
        if not path.exists():
            with _beginning(path):
                path.touch(0o600)
        elif not S_ISREG(path.stat().st_mode):
            raise BooksError(f"{quoted(str(path), 200)} is no file, so it is no journal; name a file{instead}")
        timeout = PATIENCE if patience is None else patience
        connection = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
        try:
            _set_up(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def _beginning(path: Path) -> Iterator[None]:
    """One at a time. The lock is on a file beside the journal: whoever closes the journal's own file, however it was
    opened, would take SQLite's locks away from every connection of this process (sqlite.org/howtocorrupt.html, 2.2).
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside(path).mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(beside(path) / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        flock(descriptor, LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for a few statements, closed after them. Raises BooksError for what goes wrong there too."""
    with closing(connect(path, instead="")) as connection, explained(path, ""):
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled it back by itself
            connection.execute("ROLLBACK")
        raise


@contextmanager
def explained(path: Path, instead: str = _INSTEAD) -> Iterator[None]:
    """Errors of SQLite and of the system become BooksError, one sentence each."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise BooksError(sentence(path, error, instead)) from error


def sentence(path: Path, error: sqlite3.Error | OSError, instead: str = _INSTEAD) -> str:
    """What went wrong, and what can be done."""
    if isinstance(error, OSError):
        other = error.filename is not None and str(error.filename) != str(path)
        cause = f"{quoted(str(error.filename), 200)}: " if other else ""
        cause += f"{error.strerror or error}; mend that"
    else:
        name = getattr(error, "sqlite_errorname", None) or ""
        known = (cause for start, cause in _CAUSES.items() if name.startswith(start))
        cause = next(known, escape(str(error)))
    return f"the journal {quoted(str(path), 200)} cannot be used: {cause}{instead}"


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -2000")
    if _version(connection) != VERSION:
        with _beginning(path):
            _begin(connection, path)
    if path.stat().st_mode & 0o077:  # a journal it is, so it is ours to close
        path.chmod(0o600)


def _version(connection: sqlite3.Connection) -> int:
    """0 for a file that has no journal's mark."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version) if mark == MARK else 0


def _begin(connection: sqlite3.Connection, path: Path) -> None:
    """Write the tables of a journal that has none. Raises BooksError for what a later workbench wrote."""
    version = _version(connection)
    if version > VERSION:
        raise BooksError(
            f"the journal {quoted(str(path), 200)} was written by a later workbench (its version is {version}, this "
            f"one knows {VERSION}); use that one, or move the file away"
        )
    if version == VERSION:
        return
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if tables:
        raise sqlite3.DatabaseError("the file is another program's database; name another one")
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    mark = f"PRAGMA application_id = {MARK};"
    connection.executescript(f"BEGIN IMMEDIATE; {TABLES} {mark} PRAGMA user_version = {VERSION}; COMMIT;")
