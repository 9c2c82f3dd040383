"""The journal as books that are opened with the first send: until then there is no file, and SQLite is not loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.delivery.journal.settings import JournalSettings
from workbench.delivery.log import DeliveryLog

if TYPE_CHECKING:
    from workbench.delivery.batch import Batch
    from workbench.delivery.journal.writer import JournalBooks
    from workbench.delivery.sending import Sending


class LateBooks:
    """Books for the worker's thread; `close` when it has ended. `problem` may be looked at from any thread."""

    def __init__(self, settings: JournalSettings, log: DeliveryLog) -> None:
        self._settings = settings
        self._log = log
        self._books: JournalBooks | None = None

    @property
    def problem(self) -> str:
        """Why the journal cannot be written now, as a sentence; empty while it can."""
        return "" if self._books is None else self._books.problem

    def hand_over(self, sending: Sending, batch: Batch) -> None:
        """Commit these records. Raises BooksError."""
        if sending.origin is not None:
            self._opened().hand_over(sending, batch)

    def look(self) -> None:
        """Commit what became of records."""
        if self._books is not None:
            self._books.look()

    def finished(self, sending: Sending) -> None:
        """Every record of it has its outcome."""
        if self._books is not None:
            self._books.finished(sending)

    def close(self) -> None:
        """Write what can be written, and let go of the file."""
        books, self._books = self._books, None
        if books is not None:
            books.close()

    def _opened(self) -> JournalBooks:
        if self._books is None:
            from workbench.delivery.journal.writer import JournalBooks

            self._books = JournalBooks(self._settings.path, self._log)
        return self._books
