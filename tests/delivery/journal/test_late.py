"""Books that are opened with the first send that has an origin."""

from __future__ import annotations

from pathlib import Path

from tests.delivery.journal.desk import origin
from tests.delivery.workers import PATIENCE, record
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.journal.history import one_send
from workbench.delivery.journal.late import LateBooks
from workbench.delivery.journal.settings import JournalSettings
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import Totals
from workbench.delivery.worker import ProducerWorker


def test_a_send_with_an_origin_is_written_and_one_without_is_not(sandbox: Sandbox, tmp_path: Path) -> None:
    path, log = tmp_path / "workbench" / "journal.db", DeliveryLog()
    books = LateBooks(JournalSettings(path), log)
    worker = ProducerWorker(log, books)
    worker.open({"bootstrap.servers": sandbox.bootstrap_servers, "linger.ms": 0})
    assert worker.send([record()]).wait_answered(PATIENCE)
    assert not path.exists()
    assert worker.send([record()] * 3, origin(3)).wait_answered(PATIENCE)
    worker.finish()
    assert worker.join(PATIENCE)
    books.close()
    assert (one_send(path, 1).totals, books.problem) == (Totals(delivered=3), "")


def test_a_journal_that_cannot_be_written_is_said_and_the_worker_waits(sandbox: Sandbox, tmp_path: Path) -> None:
    log = DeliveryLog()
    books = LateBooks(JournalSettings(tmp_path / "file" / "journal.db"), log)
    (tmp_path / "file").write_text("")
    worker = ProducerWorker(log, books)
    worker.open({"bootstrap.servers": sandbox.bootstrap_servers, "linger.ms": 0})
    sending = worker.send([record()], origin())
    while not worker.status.held:
        assert not sending.wait_answered(0.01)
    assert "cannot be used" in worker.status.held
    assert books.problem == worker.status.held
    worker.go_on_without_books()
    assert sending.wait_answered(PATIENCE)
    assert log.totals == Totals(delivered=1)
    worker.finish()
    assert worker.join(PATIENCE)
    books.close()
