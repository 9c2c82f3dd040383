"""Sends in a transaction: what the journal notes of it, and what that makes of the records once nobody is at work."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.delivery.report import DeliveryError
from workbench.delivery.transactions import Transaction, TransactionState

if TYPE_CHECKING:
    from workbench.delivery.journal.writer import Book
    from workbench.delivery.log import DeliveryLog

ABORTED = DeliveryError("_ABORTED", "its transaction was aborted: read_committed readers never see it", retriable=True)
"""The error of a record that the broker has, and that counts for nothing."""


class Transacted(StrEnum):
    """How the transaction of a send stands; the values are what the journal holds."""

    NONE = ""
    OPEN = "open"
    COMMITTING = "committing"
    COMMITTED = "committed"
    ABORTED = "aborted"
    LOST = "lost"

    @property
    def is_over(self) -> bool:
        """Whether nothing will be noted any more."""
        return self not in (Transacted.OPEN, Transacted.COMMITTING)

    def left(self, *, alive: bool) -> Transacted:
        """What it is once its workbench is gone: one that nobody committed the coordinator aborts at its time-out, and
        of one that was being committed nobody knows.
        """
        if alive:
            return self
        return {Transacted.OPEN: Transacted.ABORTED, Transacted.COMMITTING: Transacted.LOST}.get(self, self)


_NOTED = {
    TransactionState.COMMITTING: Transacted.COMMITTING,
    TransactionState.COMMITTED: Transacted.COMMITTED,
    TransactionState.ABORTED: Transacted.ABORTED,
    TransactionState.FENCED: Transacted.ABORTED,
    TransactionState.REFUSED: Transacted.ABORTED,
    TransactionState.LOST: Transacted.LOST,
}


class Notes:
    """Which transactions the sends of a session are in, and what the journal knows of that."""

    def __init__(self, log: DeliveryLog) -> None:
        self._log = log
        self._within: dict[int, tuple[int, Transacted]] = {}

    def take(self, book: Book, row: int) -> None:
        """A record of this send has this row."""
        found = self._log.transactions.of_row(row)
        if found is not None and (id(book) not in self._within or self._within[id(book)][0] != found.number):
            self._within[id(book)] = found.number, Transacted.NONE

    def news(self, book: Book) -> Transacted | None:
        """How the transaction stands, where the journal does not know that yet."""
        if id(book) not in self._within:
            return None
        number, known = self._within[id(book)]
        now = noted(self._log.transactions.numbered(number))
        return None if now is known else now

    def write(self, connection: sqlite3.Connection, book: Book, now: Transacted) -> None:
        """Into the journal, where the send is by now."""
        connection.execute("UPDATE send SET transacted = ? WHERE id = ?", (now.value, book.send))

    def written(self, book: Book, now: Transacted) -> None:
        """The journal knows."""
        self._within[id(book)] = self._within[id(book)][0], now

    def is_over(self, book: Book) -> bool:
        """Whether nothing more is to be noted of this send."""
        return id(book) not in self._within or (self.news(book) is None and self._within[id(book)][1].is_over)

    def drop(self, book: Book) -> None:
        """It is at its end."""
        self._within.pop(id(book), None)


def noted(transaction: Transaction) -> Transacted:
    """What the journal holds of it."""
    return _NOTED.get(transaction.state, Transacted.OPEN)
