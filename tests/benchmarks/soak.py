"""A steady rate through the worker for minutes, on the embedded cluster, with statistics on and the default log:
`python -m tests.benchmarks.soak [--rate 50000] [--seconds 300] [--one-by-one] [--apart]`. Asserts nothing.

Reports the rate, the processor time of the process as shares of one core, the memory each 10 s and how it grows after
the log is full, and whether the accounts add up. The embedded cluster runs in the same process, as it does for a
person; its threads are told apart by their names. `--apart` runs it in a process of its own. Records come in columns,
as those of a file do; `--one-by-one` as those of the screen.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from tests.benchmarks.bench_delivery import config, elsewhere
from workbench.clusters.sandbox import Sandbox
from workbench.delivery.client_log import ClientLog
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import Totals
from workbench.delivery.sending import Sending
from workbench.delivery.worker import ProducerWorker
from workbench.records.columns import RecordColumns
from workbench.records.record import ProducerRecord

LOOK = 10.0
"""Seconds between two lines of the report."""

BLOCK = 4_096
"""Records that are made in advance; they are sent over and over, with keys of their own within a block."""

AT_ONCE = 0.01
"""Seconds of records that are given at once, as a source does that is read in blocks."""

VALUE = bytes(100)
CLUSTERS = "rdk:mock"
_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Look:
    """The process at a moment: seconds of the steady clock, reports so far, resident bytes, processor seconds."""

    at: float
    answered: int
    resident: int
    spent: dict[str, float]


class Pace:
    """Records at a steady rate: each time as many as are due."""

    def __init__(self, rate: int, seconds: float) -> None:
        self._rate, self._seconds, self._began = rate, seconds, 0.0
        keys = [b"user-%d" % number for number in range(BLOCK)]
        places = [number % 12 for number in range(BLOCK)]
        self._block = RecordColumns("orders", keys, [VALUE] * BLOCK, places)
        self._records = self._block.records()

    def columns(self) -> Iterator[RecordColumns | None]:
        """In columns."""
        block = self._block
        for start, stop in self._due():
            part = slice(start, stop)
            yield (
                RecordColumns("orders", block.keys[part], block.values[part], block.partitions[part])
                if start < stop
                else None
            )

    def one_by_one(self) -> Iterator[ProducerRecord | None]:
        """As records."""
        for start, stop in self._due():
            yield from self._records[start:stop] or (None,)

    def _due(self) -> Iterator[tuple[int, int]]:
        """From where to where in the block, until the time is over; an empty stretch where too few are due yet."""
        given, total, worth_while = 0, int(self._rate * self._seconds), int(self._rate * AT_ONCE)
        self._began = time.monotonic()
        while given < total:
            due = min(total, int((time.monotonic() - self._began) * self._rate)) - given
            start = given % BLOCK
            stop = min(BLOCK, start + due) if due >= min(worth_while, total - given) else start
            given += stop - start
            yield start, stop


def look(log: DeliveryLog) -> Look:
    """The process now."""
    resident = int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE
    totals = log.totals
    return Look(time.monotonic(), totals.handed_over - totals.in_flight, resident, spent())


def spent() -> dict[str, float]:
    """Processor seconds by the name of the thread."""
    found: dict[str, float] = {}
    for task in Path("/proc/self/task").iterdir():
        try:
            name, _, rest = (task / "stat").read_text().partition("(")[2].rpartition(")")
        except OSError:  # a thread that ended
            continue
        user, system = rest.split()[11:13]
        found[name] = found.get(name, 0.0) + (int(user) + int(system)) / _TICK
    return found


def shares(before: Look, now: Look) -> dict[str, float]:
    """What the threads of each name used between two looks, in percent of one core."""
    seconds = now.at - before.at
    return {name: 100 * (used - before.spent.get(name, 0.0)) / seconds for name, used in now.spent.items()}


def watch(worker: ProducerWorker, sending: Sending) -> list[Look]:
    """Look until every record has its outcome; meanwhile, read of the log and the statistics what a screen reads."""
    looks = [look(worker.log)]
    while not sending.wait_answered(0.25):
        for number in range(max(worker.log.first, worker.log.next - 50), worker.log.next):
            worker.log.row(number)
        _ = worker.log.statistics, worker.statistics
        if time.monotonic() - looks[-1].at >= LOOK:
            looks.append(look(worker.log))
            print(line(looks[0], looks[-2], looks[-1]), flush=True)
    looks.append(look(worker.log))
    return looks


def line(first: Look, before: Look, now: Look) -> str:
    """What happened between two looks."""
    seconds = now.at - before.at
    used = shares(before, now)
    whole, clusters = sum(used.values()), used.get(CLUSTERS, 0.0)
    return (
        f"{now.at - first.at:5.0f} s {(now.answered - before.answered) / seconds:10,.0f}/s"
        f"   process {whole:4.0f} % of a core, {whole - clusters:4.0f} % without the cluster's thread"
        f"   {now.resident / 2**20:6.1f} MiB"
    )


def growth(looks: list[Look], since: int) -> float | None:
    """Resident bytes a second once so many reports were in, by least squares; None of fewer than three looks."""
    later = [one for one in looks if one.answered >= since]
    if len(later) < 3:
        return None
    at = sum(one.at for one in later) / len(later)
    size = sum(one.resident for one in later) / len(later)
    spread = sum((one.at - at) ** 2 for one in later)
    return sum((one.at - at) * (one.resident - size) for one in later) / spread


def told(looks: list[Look], log: DeliveryLog, totals: Totals) -> str:
    """The last words."""
    lines = ["in all:", line(looks[0], looks[0], looks[-1])]
    used = sorted(shares(looks[0], looks[-1]).items(), key=itemgetter(1), reverse=True)
    lines.append("threads: " + ", ".join(f"{name} {share:.1f} %" for name, share in used[:8]))
    grown = growth(looks, 2 * log.capacity)
    if grown is not None:
        lines.append(f"memory after the log was filled twice: {grown * 60 / 2**20:+.2f} MiB a minute")
    adds_up = totals.handed_over == log.next - 1 and not totals.in_flight
    lines.append(f"{totals}: handed over {totals.handed_over:,}, {'adds up' if adds_up else 'DOES NOT ADD UP'}")
    return "\n".join(lines)


def main() -> None:
    """Soak, and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=50_000)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--one-by-one", action="store_true")
    parser.add_argument("--apart", action="store_true")
    given = parser.parse_args()
    with ExitStack() as ending:
        servers = (
            ending.enter_context(elsewhere()) if given.apart else ending.enter_context(Sandbox()).bootstrap_servers
        )
        log, pace = DeliveryLog(), Pace(given.rate, given.seconds)
        worker = ProducerWorker(log, lines=ClientLog())
        worker.open(config(servers))
        worker.send(pace._records[:12]).wait_answered(30)
        looks = watch(
            worker, worker.send(pace.one_by_one()) if given.one_by_one else worker.send_columns(pace.columns())
        )
        worker.finish()
        worker.join(30)
        print(told(looks, log, log.totals))


if __name__ == "__main__":
    main()
