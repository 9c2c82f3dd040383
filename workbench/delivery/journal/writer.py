"""The journal as the worker's books: every record is committed before the producer sees it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path

from workbench.delivery.batch import Batch
from workbench.delivery.books import BooksError
from workbench.delivery.bulk import BulkSending
from workbench.delivery.journal.bulk import BulkBook
from workbench.delivery.journal.presence import Presence
from workbench.delivery.journal.rows import Taken, clean
from workbench.delivery.journal.small import Confirm, SmallBook
from workbench.delivery.journal.store import connect, explained, transaction
from workbench.delivery.journal.transacted import Notes
from workbench.delivery.log import DeliveryLog
from workbench.delivery.sending import Sending

AGAIN = 1.0
"""Seconds after which a journal that could not be written is tried again."""

_HURRY = 0.05
"""Seconds that it waits for another program's write when it is tried again: the worker has other things to do."""

Book = SmallBook | BulkBook

_END = "UPDATE send SET ended = ?, complete = ?, why = ?, unbooked = ? WHERE id = ?"


class JournalBooks:
    """The sends that have an origin, written down from handing over to the last outcome. For the worker's thread.

    What cannot be written is kept, however long that lasts, and written as soon as it can be: `problem` is why it
    cannot be now, empty while it can. A log without rows (`Tally`) knows no record's outcome, so nothing of it is
    written. `close` when the worker has ended.
    """

    def __init__(
        self,
        path: Path,
        log: DeliveryLog,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self.path = path
        self.problem = ""
        self._log = log
        self._clock, self._steady = clock, steady
        self._connection: sqlite3.Connection | None = None
        self._presence: Presence | None = None
        self._open: dict[Sending, Book] = {}
        self._ended: dict[Sending, float] = {}
        self._retry = 0.0
        self._notes = Notes(log)

    @property
    def is_written(self) -> bool:
        """Whether nothing waits to be written but the outcomes of records in flight, and of transactions."""
        ended = any(self._notes.is_over(self._open[sending]) for sending in self._ended)
        return not ended and all(book.is_handed and not book.has_outcomes for book in self._open.values())

    def hand_over(self, sending: Sending, batch: Batch) -> None:
        """Commit these records. Raises BooksError; they are kept then, and written once that can be."""
        book = self._book(sending)
        if book is None or not batch.chunk.rows:
            return
        book.take(batch, sending.begins if isinstance(sending, BulkSending) else None)
        self._notes.take(book, batch.chunk.base + batch.start)
        try:
            self._write(partial(self._handed, book), alone=book.is_one_statement)
            self._note(book)
        except Taken:
            del self._open[sending]
            raise

    def look(self) -> None:
        """Commit what became of records since the last look; what could not be written before comes first."""
        if self.problem and self._steady() < self._retry:
            return
        with suppress(BooksError):
            for book in self._open.values():
                if not book.is_handed:
                    self._write(partial(self._handed, book), alone=book.is_one_statement)
                if book.has_outcomes:
                    self._write(book.write_outcomes)
                self._note(book)
            for sending in tuple(self._ended):
                self._end(sending)
            if self.problem:
                self._write(_nothing)

    def finished(self, sending: Sending) -> None:
        """Every record of it has its outcome: its last ones are committed, and that it is at its end."""
        if sending in self._open:
            self._ended[sending] = self._clock()
            self.look()

    def close(self) -> None:
        """Try once more to write what could not be, and let go of the file. A send that is not finished is crashed."""
        self._retry = 0.0
        self.look()
        while not self.problem and not self.is_written:
            self.look()
        self._drop()
        if self._presence is not None:
            self._presence.close()
            self._presence = None

    def _note(self, book: Book) -> None:
        """Write how the transaction of a send stands, where that is new. Raises BooksError."""
        now = self._notes.news(book)
        if now is not None and book.send is not None:
            self._write(lambda connection: self._notes.write(connection, book, now), alone=True)
            self._notes.written(book, now)

    def _book(self, sending: Sending) -> Book | None:
        book = self._open.get(sending)
        if book is None and (origin := sending.origin) is not None:
            book = SmallBook(origin, self._log) if origin.in_rows else BulkBook(origin, self._log)
            self._open[sending] = book
        return book

    def _end(self, sending: Sending) -> None:
        book = self._open[sending]
        if book.is_written and self._notes.is_over(book):
            complete = not sending.stopped and sending.error is None
            why = "" if sending.error is None else str(sending.error) or type(sending.error).__name__
            unbooked = sending.handed_over - book.handed
            given = (self._ended[sending], complete, clean(why), unbooked, book.send)
            self._write(partial(_end, given))
            del self._open[sending], self._ended[sending]
            self._notes.drop(book)

    def _handed(self, book: Book, connection: sqlite3.Connection) -> Confirm | None:
        assert self._presence is not None
        return book.write_handed(connection, self._presence.name)

    def _write(self, step: Callable[[sqlite3.Connection], Confirm | None], *, alone: bool = False) -> None:
        """One transaction, which is there by itself around a statement that is alone. What it wrote counts as written
        only once it is committed. Raises BooksError.
        """
        if self.problem and self._steady() < self._retry:
            raise BooksError(self.problem)
        try:
            connection = self._connected()
            with explained(self.path), nullcontext() if alone else transaction(connection):
                confirm = step(connection)
        except Taken:
            raise
        except BooksError as error:
            self.problem, self._retry = str(error), self._steady() + AGAIN
            self._drop()
            raise
        self.problem = ""
        if confirm is not None:
            confirm()

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = connect(self.path, _HURRY if self.problem else None)
        if self._presence is None:
            with explained(self.path):
                self._presence = Presence(self.path)
        return self._connection

    def _drop(self) -> None:
        """Begin with a new connection next time: one that was opened read-only stays so."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()


def _end(given: tuple[object, ...], connection: sqlite3.Connection) -> None:
    connection.execute(_END, given)


def _nothing(_: sqlite3.Connection) -> None:
    """Whether anything can be written again."""
