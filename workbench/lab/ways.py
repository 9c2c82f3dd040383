"""What the three ways to send cost on this cluster, measured by sending."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from workbench.delivery.sending import Sending
from workbench.delivery.worker import ProducerWorker
from workbench.records.record import ProducerRecord
from workbench.records.way import Way

if TYPE_CHECKING:
    from workbench.delivery.journal.origin import Origin

RECORDS = 100
PATIENCE = 60.0
"""Seconds that one way may take."""


@dataclass(frozen=True, slots=True)
class Cost:
    """`seconds` that `records` took this way, until the last was answered; without asking, until it was handed over.

    None where they had no end in time, or `stopped` was said.
    """

    way: Way
    records: int
    seconds: float | None


def measure(
    worker: ProducerWorker,
    open_for: Callable[[Way], None],
    record: ProducerRecord,
    *,
    records: int = RECORDS,
    stopped: Callable[[], bool] = lambda: False,
    origin: Callable[[int], Origin | None] = lambda _count: None,
) -> tuple[Cost, ...]:
    """Send a record that many times each way, after one that sets the connection up. Blocks.

    They are records as any other: they stand in the log, and in the journal by their `origin`. `open_for` opens the
    worker's producer for a way.
    """
    costs = []
    for way in Way:
        open_for(way)
        worker.wait_open(PATIENCE)
        _wait(worker.send([record], origin(1)), stopped)
        started = time.perf_counter()
        finished = _wait(worker.send(repeat(record, records), origin(records)), stopped)
        costs.append(Cost(way, records, time.perf_counter() - started if finished else None))
    return tuple(costs)


def _wait(sending: Sending, stopped: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not sending.wait_answered(0.05) and time.monotonic() < end and not stopped():
        pass
    return sending.answered
