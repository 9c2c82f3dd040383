"""The worker and its books: told before the producer sees a record; when they cannot be written, a person decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.delivery.workers import PATIENCE, config, record
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.batch import Batch
from workbench.delivery.books import BooksError
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import Totals
from workbench.delivery.sending import Sending
from workbench.delivery.worker import ProducerWorker


class Noted:
    """Books that note what they are told, and may have no room."""

    def __init__(self, room: int = 1_000_000) -> None:
        self.room = room
        self.rows: list[int] = []
        self.ended: list[Sending] = []
        self.looks = 0

    def hand_over(self, sending: Sending, batch: Batch) -> None:
        """Notes the rows."""
        if len(self.rows) + len(batch) > self.room:
            raise BooksError("the disk is full")
        assert all(state == 0 for state in batch.chunk.states[batch.start : batch.start + len(batch)])
        self.rows += range(batch.first_row, batch.first_row + len(batch))

    def look(self) -> None:
        """Counts."""
        self.looks += 1

    def finished(self, sending: Sending) -> None:
        """Notes the send."""
        self.ended.append(sending)


Opened = Callable[[Noted], ProducerWorker]


@pytest.fixture
def opened(sandbox: Sandbox) -> Iterator[Opened]:
    workers: list[ProducerWorker] = []

    def open_worker(books: Noted) -> ProducerWorker:
        workers.append(worker := ProducerWorker(DeliveryLog(), books))
        worker.open(config(sandbox.bootstrap_servers))
        return worker

    yield open_worker
    for worker in workers:
        worker.abandon()
        assert worker.join(PATIENCE)


def test_every_record_is_in_the_books_before_it_goes(opened: Opened) -> None:
    books = Noted()
    worker = opened(books)
    sending = worker.send(record(number % 12) for number in range(500))
    worker.finish()
    assert worker.join(PATIENCE)
    assert books.rows == list(range(1, 501))
    assert books.ended == [sending]
    assert books.looks > 0


def _held(worker: ProducerWorker) -> None:
    while not worker.status.held:
        worker.join(0.01)


def test_books_without_room_hold_everything_until_somebody_goes_on(opened: Opened) -> None:
    books = Noted(room=0)
    worker = opened(books)
    sending = worker.send([record(), record()])
    _held(worker)
    assert worker.status.held == "the disk is full"
    assert worker.log.totals.delivered == 0
    worker.go_on_without_books()
    assert sending.wait_answered(PATIENCE)
    assert worker.log.totals == Totals(delivered=2)
    assert worker.status.held == ""


def test_books_without_room_and_somebody_who_stops(opened: Opened) -> None:
    worker = opened(Noted(room=0))
    sending = worker.send([record(), record()])
    _held(worker)
    worker.stop_sending()
    assert sending.wait_answered(PATIENCE)
    assert worker.log.totals == Totals(failed=worker.log.totals.handed_over)
