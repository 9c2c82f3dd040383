"""100 records one by one, synchronously, to Apache Kafka: the worker against a bare confluent-kafka loop.
`python -m tests.benchmarks.bench_sync [rounds]`. Asserts nothing.

Both are connected before they are measured, idempotent, with acks=all and linger.ms=0; they take turns.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import replace
from itertools import repeat
from pathlib import Path

from confluent_kafka import Producer

from tests.brokers import topics
from tests.brokers.own_kafka import own_kafka
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.settings import ProducerSettings, producer_config
from workbench.delivery.log import DeliveryLog
from workbench.delivery.worker import ProducerWorker
from workbench.records.record import ProducerRecord
from workbench.records.way import Way

RECORDS = 100
RECORD = ProducerRecord("sync", b"user-42", bytes(100), (), 0)


def bare(producer: Producer) -> float:
    """Seconds of the loop that everyone writes."""
    started = time.perf_counter()
    for _ in range(RECORDS):
        producer.produce("sync", RECORD.value, RECORD.key, partition=0)
        producer.flush()
    return time.perf_counter() - started


def ours(worker: ProducerWorker) -> float:
    """Seconds until the last of them has its outcome."""
    started = time.perf_counter()
    worker.send(repeat(RECORD, RECORDS)).wait_answered(60)
    return time.perf_counter() - started


def main() -> None:
    """Measure, and report milliseconds and the ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with tempfile.TemporaryDirectory() as folder, own_kafka(Path(folder) / "kafka") as (broker,):
        topics.create(broker.bootstrap_servers, "sync", 1)
        config = producer_config(ClusterProfile.of(broker.bootstrap_servers), replace(ProducerSettings(), way=Way.SYNC))
        producer, worker = (
            Producer({name: value for name, value in config.items() if name != "debug"} | {"log_level": 0}),
            ProducerWorker(DeliveryLog()),
        )
        worker.open(config, Way.SYNC)
        taken = [(bare(producer), ours(worker)) for _ in range(rounds + 3)][3:]
        worker.finish()
        worker.join(30)
    print(f"{RECORDS} records one by one to Apache Kafka, {rounds} rounds by turns, milliseconds")
    for name, column in zip(("bare loop", "worker"), zip(*taken, strict=True), strict=True):
        print(f"{name:10} median {1e3 * statistics.median(column):6.1f}  best {1e3 * min(column):6.1f}")
    print(f"worker / bare loop: median of the rounds {statistics.median(one / other for other, one in taken):.2f}")


if __name__ == "__main__":
    main()
