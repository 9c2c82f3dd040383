"""What the statistics screen works out once a second, over 1,000,000 rows:
`python -m tests.benchmarks.bench_statistics [rows]`.
"""

from __future__ import annotations

import sys
import time
from functools import partial

from tests.benchmarks.bench_filters import filled, milliseconds
from workbench.delivery.latencies import latencies
from workbench.delivery.log import DeliveryLog
from workbench.delivery.partition_figures import partition_figures
from workbench.delivery.rates import RateHistory

LOOKS = 10_000


def rates(log: DeliveryLog) -> None:
    """A look at the totals is made once a second whether the screen is open or not."""
    history = RateHistory()
    for second in range(LOOKS):
        history.look(float(second), log.totals)


def measure(rows: int) -> None:
    """Each of them by itself, the median of some runs, numpy loaded before."""
    log = filled(rows)
    latencies(log)
    print(f"{rows:,} rows, milliseconds:")
    print(f"{milliseconds(partial(latencies, log)):8.2f}  latencies of all rows: percentiles and histogram")
    print(f"{milliseconds(partial(latencies, log, time.monotonic() - 10)):8.2f}  latencies of the last 10 s")
    print(f"{milliseconds(partial(partition_figures, log)):8.2f}  records and bytes per partition")
    print(f"{milliseconds(partial(rates, log)) / LOOKS:8.4f}  one look at the rates")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
