"""A send whose records have a row each: nothing counts as written before it is committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.delivery.journal.desk import Desk, numbered, origin
from workbench.delivery.batch import Batch
from workbench.delivery.journal.history import one_send
from workbench.delivery.journal.origin import Kind
from workbench.delivery.journal.sends import records
from workbench.delivery.journal.small import SmallBook
from workbench.delivery.journal.store import reading
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """The journal."""
    with reading(path) as connection:
        yield connection


def _book(count: int) -> tuple[SmallBook, DeliveryLog, Batch]:
    log, batch = DeliveryLog(clock=lambda: 1_000.0, steady=lambda: 0.0), Batch(numbered(count))
    log.hand_over(batch)
    book = SmallBook(origin(count, Kind.AGAIN), log)
    book.take(batch)
    return book, log, batch


def test_what_was_not_committed_is_written_again(connection: sqlite3.Connection) -> None:
    book, _, _ = _book(3)
    connection.execute("BEGIN")
    assert book.write_handed(connection, "me") is not None
    connection.execute("ROLLBACK")
    assert (book.send, book.is_handed) == (None, False)
    confirm = book.write_handed(connection, "me")
    assert confirm is not None
    confirm()
    assert book.is_handed
    assert book.write_handed(connection, "me") is None
    assert [one.number for one in records(connection, "1")] == [0, 1, 2]
    assert [one.at for one in records(connection, "1")] == [1_000.0] * 3


def test_outcomes_are_written_once(connection: sqlite3.Connection) -> None:
    book, _, batch = _book(3)
    confirm = book.write_handed(connection, "me")
    assert confirm is not None
    confirm()
    assert not book.has_outcomes
    assert book.write_outcomes(connection) is None
    batch.chunk.settle(1, DeliveryState.UNKNOWN)
    assert book.has_outcomes
    confirm = book.write_outcomes(connection)
    assert confirm is not None
    confirm()
    assert not book.has_outcomes
    assert [one.state.value for one in records(connection, "1")] == [0, 4, 0]
    assert not book.is_written


def test_the_outcomes_of_very_many_are_written_some_at_a_time(desk: Desk, path: Path) -> None:
    sending = desk.send(numbered(9_000), origin(9_000, Kind.AGAIN))
    for batch in desk.hand_all(sending):
        desk.settle(batch, range(len(batch)), DeliveryState.FAILED)
    desk.books.look()
    failed = one_send(path, 1).totals.failed
    assert 0 < failed < 9_000
    sending.look()
    desk.books.finished(sending)
    assert failed < one_send(path, 1).totals.failed < 9_000
    desk.close()
    sent = one_send(path, 1)
    assert (sent.totals.failed, sent.complete) == (9_000, True)
