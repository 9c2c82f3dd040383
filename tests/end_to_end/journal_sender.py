"""A workbench that sends the lines of a file through its worker, with a journal, to be killed on the way."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from tests.delivery.journal.desk import of_lines, remake
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings, producer_config
from workbench.delivery.bulk import BulkSending, ColumnFeed
from workbench.delivery.journal.origin import Origin
from workbench.delivery.journal.writer import JournalBooks
from workbench.delivery.log import DeliveryLog
from workbench.delivery.worker import ProducerWorker


def send(bootstrap_servers: str, of: Origin, feed: ColumnFeed, journal: Path) -> DeliveryLog:
    """Send these lines and wait for every answer."""
    log = DeliveryLog()
    books = JournalBooks(journal, log)
    worker = ProducerWorker(log, books)
    worker.open(producer_config(ClusterProfile.of(bootstrap_servers), ProducerSettings()))
    assert worker.wait_open(30).open
    sending = BulkSending(feed)
    vars(sending)["origin"] = of
    worker._command(partial(worker._loop.send, sending))
    worker.finish()
    assert worker.join(120)
    books.close()
    return log


def _told(feed: ColumnFeed) -> ColumnFeed:
    for columns in feed:
        yield columns
        print("one block is handed over", flush=True)


def main(bootstrap_servers: str, topic: str, lines: str, journal: str) -> None:
    """Send; a line of output for each block of the file."""
    of = of_lines(Path(lines), topic=topic)
    send(bootstrap_servers, of, _told(remake(of)), Path(journal))


if __name__ == "__main__":
    main(*sys.argv[1:])
