"""What the journal costs the worker: 500,000 records in batches, and a look ten times a second at what became of them:
`python -m tests.benchmarks.bench_journal`.
"""

from __future__ import annotations

import tempfile
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from workbench.delivery.batch import Batch
from workbench.delivery.bulk import BulkSending
from workbench.delivery.journal.origin import Kind, Origin
from workbench.delivery.journal.writer import JournalBooks
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.records.columns import InputPosition, RecordColumns

RECORDS = 500_000
BATCHES = (1_024, 2_048)
BLOCK = 2_500
IN_FLIGHT = 50
"""Batches."""


def main() -> None:
    """Both sizes of batches, and what a commit costs at least."""
    for most in BATCHES:
        with tempfile.TemporaryDirectory() as folder:
            bulk(Path(folder) / "journal.db", most)
    with tempfile.TemporaryDirectory() as folder:
        plain_commits(Path(folder) / "plain")


def bulk(path: Path, most: int) -> None:
    """Hand over, answer what is IN_FLIGHT batches old, look."""
    log = DeliveryLog(kept_bytes=0)
    books, sending = JournalBooks(path, log), BulkSending(_lines())
    vars(sending)["origin"] = Origin("local", "127.0.0.1:9092", "orders", Kind.LINES, path="/lines")
    handing: list[float] = []
    looking: list[float] = []
    waiting: deque[Batch] = deque()
    while sending.more or waiting:
        batch = sending.batch(min(most, log.room))
        if batch is not None:
            log.hand_over(batch)
            sending.note(batch)
            began = time.perf_counter()
            books.hand_over(sending, batch)
            handing.append(time.perf_counter() - began)
            waiting.append(batch)
        if len(waiting) > IN_FLIGHT or not sending.more:
            for _ in range(min(len(waiting), IN_FLIGHT // 2)):
                _answer(waiting.popleft())
            began = time.perf_counter()
            books.look()
            looking.append(time.perf_counter() - began)
    sending.look()
    books.finished(sending)
    books.close()
    print(
        f"{RECORDS:,} records in {len(handing)} batches of up to {most:,}: handing over {sum(handing) * 1e3:.0f} ms in "
        f"all, longest {max(handing) * 1e3:.1f} ms; {len(looking)} looks {sum(looking) * 1e3:.0f} ms, longest "
        f"{max(looking) * 1e3:.1f} ms; {path.stat().st_size:,} bytes{books.problem and ' ' + books.problem}"
    )


def plain_commits(path: Path) -> None:
    """What a commit costs here at least: the same one number in a table of one row."""
    import sqlite3

    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE one (at INTEGER);")
    connection.execute("INSERT INTO one VALUES (0)")
    began = time.perf_counter()
    for number in range(500):
        connection.execute("UPDATE one SET at = ?", (number,))
    print(f"500 commits of one number: {(time.perf_counter() - began) * 1e3:.0f} ms")
    connection.close()


def _lines() -> Iterator[RecordColumns]:
    for first in range(0, RECORDS, BLOCK):
        numbers = range(first, first + BLOCK)
        values = [b"value-%d" % number for number in numbers]
        begins = InputPosition(first * 10, first + 1)
        yield RecordColumns("orders", [b"k"] * BLOCK, values, [number % 12 for number in numbers], begins=begins)


def _answer(batch: Batch) -> None:
    views, rows = batch.chunk.views, slice(batch.start, batch.start + len(batch))
    views.offsets[rows] = np.arange(batch.first_row, batch.first_row + len(batch))
    views.states[rows] = DeliveryState.DELIVERED


if __name__ == "__main__":
    main()
