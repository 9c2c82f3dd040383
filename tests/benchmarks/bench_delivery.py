"""Reports a second through the worker into the log, bytes a row, and what one send costs. Asserts nothing.

`python -m tests.benchmarks.bench_delivery [records]`
"""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import repeat

from workbench.clusters.sandbox import Sandbox
from workbench.delivery.batch import Batch
from workbench.delivery.log import KEPT_BYTES, DeliveryLog
from workbench.delivery.reporting import LogReports
from workbench.delivery.set_up import SetUp
from workbench.delivery.worker import ProducerWorker
from workbench.records.record import ProducerRecord

ROUNDS = 5
ROWS = 1_000_000
VALUE = bytes(60)
LOOK = 1 / 25
"""Seconds between two looks of the reader at 50 rows and the books."""

_ELSEWHERE = (
    "from workbench.clusters.sandbox import Sandbox\n"
    "with Sandbox() as sandbox: print(sandbox.bootstrap_servers, flush=True); input()"
)


def config(bootstrap_servers: str, linger: float = 5) -> dict[str, object]:
    """The producer as the workbench opens it."""
    return {
        "bootstrap.servers": bootstrap_servers,
        "enable.sparse.connections": False,
        "enable.idempotence": True,
        "linger.ms": linger,
    }


@contextmanager
def elsewhere() -> Iterator[str]:
    """Bootstrap servers of an embedded cluster in a process of its own."""
    command = [sys.executable, "-c", _ELSEWHERE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate("\n")


@contextmanager
def worker_on(bootstrap_servers: str, linger: float = 5, log: DeliveryLog | None = None) -> Iterator[ProducerWorker]:
    """A worker that is connected to every broker."""
    worker = ProducerWorker(log or DeliveryLog())
    worker.open(config(bootstrap_servers, linger))
    for _ in range(10):
        worker.send([ProducerRecord("orders", b"k", b"v", (), partition) for partition in range(12)]).wait_answered(30)
        worker.join(0.05)
    try:
        yield worker
    finally:
        worker.abandon()
        worker.join(10)


def bare(bootstrap_servers: str, records: int) -> float:
    """Records a second of a plain confluent-kafka loop in one thread: a callback each, the same columns, no log."""
    from confluent_kafka import KafkaError, Message, Producer

    states, partitions = bytearray(records), array("i", bytes(4 * records))
    offsets, latencies, times = (
        array("q", bytes(8 * records)),
        array("f", bytes(4 * records)),
        array("q", bytes(8 * records)),
    )

    def report(index: int, error: KafkaError | None, message: Message) -> None:
        partitions[index], offsets[index] = message.partition() or 0, message.offset() or 0
        latencies[index], times[index] = message.latency() or 0.0, message.timestamp()[1]
        states[index] = error is None

    producer = Producer(config(bootstrap_servers))
    producer.list_topics(timeout=10)
    started = time.perf_counter()
    for number in range(records):
        while True:
            try:
                producer.produce("orders", VALUE, b"user-%d" % number, number % 12, partial(report, number))
                break
            except BufferError:
                producer.poll(0.01)
        if not number & 255:
            producer.poll(0)
    producer.flush()
    return records / (time.perf_counter() - started)


def through(worker: ProducerWorker, feed: Iterator[ProducerRecord], records: int) -> float:
    """Reports a second while another thread, this one, reads as a screen does."""
    log, started = worker.log, time.perf_counter()
    sending = worker.send(feed)
    looks = 0
    while not sending.wait_answered(LOOK):
        for number in range(max(log.first, log.next - 50), log.next):
            log.row(number)
        looks += 1
        if log.totals.in_flight and looks % 6 == 0:
            _ = log.statistics
    return records / (time.perf_counter() - started)


def distinct(records: int) -> list[ProducerRecord]:
    """Records with keys of their own, over 12 partitions."""
    return [ProducerRecord("orders", b"user-%d" % number, VALUE, (), number % 12) for number in range(records)]


def throughput(place: str, bootstrap_servers: str, records: int) -> None:
    """The bare loop, one record again and again, and records of their own, by turns."""
    prepared = distinct(records)
    gc.freeze()
    found: dict[str, list[float]] = {"bare loop": [], "one record": [], "own records": []}
    with worker_on(bootstrap_servers) as worker:
        for _ in range(ROUNDS):
            found["bare loop"].append(bare(bootstrap_servers, records))
            found["one record"].append(through(worker, repeat(prepared[0], records), records))
            found["own records"].append(through(worker, iter(prepared), records))
        assert worker.log.totals.delivered >= 2 * ROUNDS * records
    for what, rates in found.items():
        ratio = statistics.median(rate / loop for rate, loop in zip(rates, found["bare loop"], strict=True))
        print(
            f"{place:28} {what:12} {statistics.median(rates):9,.0f}/s  best {max(rates):9,.0f}/s  {ratio:5.2f} of bare"
        )


def single(bootstrap_servers: str, linger: float) -> None:
    """From `send` to the outcome in the log, one record at a time from an idle worker."""
    with worker_on(bootstrap_servers, linger) as worker:
        spent = []
        for number in range(200):
            started = time.perf_counter()
            worker.send([ProducerRecord("orders", b"k", VALUE, (), number % 12)]).wait_answered(10)
            spent.append((time.perf_counter() - started) * 1000)
        reported = [
            row.latency * 1000 for row in map(worker.log.row, range(121, worker.log.next)) if row and row.latency
        ]
    print(
        f"one send at linger.ms={linger:<3g} to its outcome: median {statistics.median(spent):.2f} ms, "
        f"p99 {sorted(spent)[197]:.2f} ms; latency in the log: median {statistics.median(reported):.2f} ms",
        flush=True,
    )


def memory(kept_bytes: int) -> None:
    """Peak resident bytes for 1,000,000 delivered rows with keys of 8 to 16 bytes, in a process of its own."""
    import numpy as np

    from tests.delivery.reports import Answered
    from workbench.librdkafka.messages import Answer

    log = DeliveryLog(kept_bytes=kept_bytes)
    reports, before = LogReports(log, SetUp(False), confirmed=True), _peak()
    while log.next <= ROWS:
        first, count = log.next, min(250, log.room, ROWS + 1 - log.next)
        keys = [b"user-%0*d" % (3 + number % 9, number) for number in range(first, first + count)]
        batch = Batch([ProducerRecord("orders", key, bytes(60), (), 3) for key in keys])
        log.hand_over(batch)
        reports.expect(batch)
        rows, same = np.arange(first, first + count), np.ones(count, np.int64)
        reports.take(
            Answered(same * 0, same * 3, rows, rows, rows, same * 0, (Answer("orders", 3, 1),)), time.monotonic()
        )
    assert log.totals.delivered == len(log) == ROWS
    spent = (_peak() - before) / len(log)
    print(f"{ROWS:,} rows, {kept_bytes >> 20:2} MiB of records kept beside them: {spent:.0f} bytes a row", flush=True)


def _peak() -> int:
    gc.collect()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def apart(task: Callable[..., None], *arguments: object) -> None:
    """Run a task of this module in a process of its own."""
    code = f"from {__spec__.name} import {task.__name__}; {task.__name__}(*{arguments!r})"
    subprocess.run([sys.executable, "-c", code], check=True)


def main() -> None:
    """Everything, a line each."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    apart(memory, 0)
    apart(memory, KEPT_BYTES)
    with Sandbox() as sandbox:
        single(sandbox.bootstrap_servers, 0)
        single(sandbox.bootstrap_servers, 5)
        throughput("cluster in this process", sandbox.bootstrap_servers, records)
    with elsewhere() as bootstrap_servers:
        throughput("cluster in another process", bootstrap_servers, records)


if __name__ == "__main__":
    main()
