"""Every kind of filter over 1,000,000 rows, looks while records arrive, sorted views and an export:
`python -m tests.benchmarks.bench_filters [rows]`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np

from workbench.delivery.batch import Batch
from workbench.delivery.export import ExportKind, export
from workbench.delivery.filters.filtered import FilteredRows
from workbench.delivery.filters.listing import AllRows
from workbench.delivery.filters.reading import read
from workbench.delivery.filters.sorting import SortBy, SortedRows
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.records.columns import RecordColumns

FILTERS = (
    "state:failed",
    "-state:delivered",
    "topic:orders",
    "topic:ord*",
    "partition:3,5",
    "offset:1200..90000",
    "size:>100B",
    "error:TIMED_OUT",
    "latency:>10ms",
    "latency:5..20ms",
    "time:00:00..23:59",
    "user-0000042",
    "user",
    "exact:user",
    "1",
    "key:é",
    "-user-00",
    "user 1 2 3 4",
    "user-42 state:failed topic:orders partition:3,5 error:TIMED_OUT latency:>10ms latency:5..20ms -state:delivered",
    "user state:delivered,failed topic:orders partition:0..11 latency:>0us size:>1B offset:>=0 time:00:00..23:59",
)
PIECE = 10_000


def filled(rows: int, width: int = 0) -> DeliveryLog:
    """A log whose records have their outcome; keys are padded to `width` bytes."""
    log = DeliveryLog(rows, kept_bytes=0)
    log.names.errors.id(DeliveryError("_TIMED_OUT", "Local: Timed out", retriable=True))
    done = 0
    while done < rows:
        done += hand_over(log, done, min(PIECE, rows - done, log.room), width)
    settle(log, 1, rows + 1)
    return log


def hand_over(log: DeliveryLog, done: int, count: int, width: int = 0) -> int:
    """Rows without an outcome, as a bulk send writes them."""
    keys = [(b"user-%08d" % number).ljust(width, b".") for number in range(done, done + count)]
    columns = RecordColumns("orders", keys, [b"x" * 100] * count, [None] * count)
    log.hand_over(Batch.of(columns, 0, count))
    return count


def settle(log: DeliveryLog, first: int, stop: int) -> None:
    """Outcomes: 1 of 100 fails, latencies from 0 to 30 ms."""
    for chunk, low, high in log.stretches(first, stop):
        numbers, views = np.arange(chunk.base + low, chunk.base + high), chunk.views
        failed = numbers % 100 == 0
        views.partitions[low:high] = numbers % 12
        views.offsets[low:high] = np.where(failed, -1, numbers // 12)
        views.timestamps[low:high] = -1
        views.latencies[low:high] = numbers % 3_000 / 100_000
        views.errors[low:high] = failed
        views.states[low:high] = np.where(failed, DeliveryState.FAILED, DeliveryState.DELIVERED)


def milliseconds(act: Callable[[], object], times: int = 5) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(times):
        before = time.perf_counter()
        act()
        taken.append((time.perf_counter() - before) * 1e3)
    return median(taken)


def apply(log: DeliveryLog, text: str) -> FilteredRows:
    """A filter applied to all rows."""
    reading = read(text)
    assert not reading.problems, reading.problems
    view = FilteredRows(log, reading.filter, date.today())
    for _ in view.pieces():
        pass
    return view


def first_piece(log: DeliveryLog, text: str) -> float:
    """Milliseconds until the newest rows can be shown."""
    view = FilteredRows(log, read(text).filter)
    return milliseconds(lambda: next(view.pieces()), 1)


def measure_filters(rows: int) -> None:
    """Each kind, and some together."""
    for width in (13, 40):
        log = filled(rows, width)
        print(f"\n{rows:,} rows, keys of {width} bytes, milliseconds until all are matched (the newest rows):")
        for text in FILTERS:
            taken, first = milliseconds(partial(apply, log, text)), first_piece(log, text)
            print(f"{taken:8.1f} ({first:4.1f})  {len(apply(log, text)):>9,} match  {text}")


def measure_looks(rows: int) -> None:
    """One look after 50,000 rows more, half of which are in flight: 1,000,000 a second, twenty looks a second."""
    print(f"\nlooks while 50,000 rows arrive and 50,000 settle between two of them, {rows:,} kept, milliseconds:")
    for text in ("state:failed", "user-0000042", "user", FILTERS[-2], FILTERS[-1]):
        log = filled(rows)
        view, taken, settled = apply(log, text), [], rows + 1
        for _ in range(40):
            for _ in range(5):
                hand_over(log, log.next, min(PIECE, log.room))
            settle(log, settled, log.next - 25_000)
            settled = log.next - 25_000
            taken.append(milliseconds(partial(view.look, 1.0), 1))
        taken.sort()
        print(f"median {median(taken):5.1f}, longest {taken[-1]:5.1f}  {text}")


def measure_orders(rows: int) -> None:
    """Sorting all rows, and a tenth of them to a file."""
    log = filled(rows)
    numbers = AllRows(log).numbers()
    print(f"\n{rows:,} rows sorted, milliseconds:")
    for by in SortBy:
        taken = milliseconds(partial(SortedRows, log, numbers, by, descending=True, at=0.0), 3)
        print(f"{taken:8.1f}  {by.value}")
    with tempfile.TemporaryDirectory() as folder:
        for kind in ExportKind:
            path, tenth = str(Path(folder) / "out"), numbers[: rows // 10]
            taken = milliseconds(partial(export, log, tenth, path, kind, replace=True), 1)
            print(f"{taken * 1e3 / len(tenth):8.1f}  microseconds a row to a {kind.value} file")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    measure_filters(count)
    measure_looks(count)
    measure_orders(count)
