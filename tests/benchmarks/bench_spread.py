"""One million keys of 16 bytes, read from a file and spread for one client, while another thread wants its turn:
`python -m tests.benchmarks.bench_spread`.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from workbench.lab.keys import from_file
from workbench.lab.spreading import SpreadRun
from workbench.partitioning.growth import what_if
from workbench.partitioning.partitioners import find

KEYS = 1_000_000
PARTITIONS = 12
CLIENTS = (
    "java",
    "confluent-kafka-python",
    "sarama",
    "redpanda-proxy",
    "sarama-reference",
    "brod",
    "kafkajs-1",
    "banana",
)
TICK = 0.005


def main() -> None:
    """Each client over the same file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "keys"
        chance = random.Random(1)
        file.write_text("\n".join(f"{chance.getrandbits(64):016x}" for _ in range(KEYS)))
        print(f"{KEYS:,} keys of 16 bytes over {PARTITIONS} partitions, from a file")
        for name in CLIENTS:
            spread(str(file), name)


def spread(file: str, name: str) -> None:
    """One spread, and the longest that this thread waited for its turn meanwhile."""
    from workbench.lab.choosing import choose

    run = SpreadRun(from_file(file), choose(name), PARTITIONS)
    began = time.perf_counter()
    run.start()
    waits: list[float] = []
    while not run.done:
        asked = time.perf_counter()
        time.sleep(TICK)
        waits.append(time.perf_counter() - asked - TICK)
    seconds = time.perf_counter() - began
    waits.sort()
    print(
        f"{name:24} {seconds:5.2f} s   waited p95 {waits[int(len(waits) * 0.95)] * 1e3:5.1f} ms, "
        f"longest {waits[-1] * 1e3:5.1f} ms   skew {run.spread.skew:.3f}{run.problem and ' ' + run.problem}"
    )
    if name == "java":
        began = time.perf_counter()
        what_if(run.keys, find(name), PARTITIONS, (24,))
        print(f"{'what if 24':24} {time.perf_counter() - began:5.2f} s")


if __name__ == "__main__":
    main()
