"""Everything that the statistics show, worked out at one moment. For a thread: a million rows take a moment."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import Enum

from workbench.delivery.client_statistics import ClientStatistics
from workbench.delivery.latencies import Latencies, latencies
from workbench.delivery.log import DeliveryLog
from workbench.delivery.partition_figures import PartitionFigures, partition_figures
from workbench.delivery.rates import Rates
from workbench.delivery.report import Totals


class Since(Enum):
    """Of which records the latencies are; the value is seconds back, None for all that are kept."""

    ALL = None
    MINUTE = 60
    TEN_SECONDS = 10

    @property
    def words(self) -> str:
        """As the screen says it."""
        return "all rows kept" if self.value is None else f"handed over in the last {self.value} s"

    @property
    def next(self) -> Since:
        """The one after it, round the end."""
        every = list(Since)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class Figures:
    """`kept` is how many rows the partitions' figures are of; `client` is None until librdkafka has told something."""

    totals: Totals = field(default_factory=Totals)
    kept: int = 0
    rates: Rates = field(default_factory=Rates)
    since: Since = Since.ALL
    latencies: Latencies = field(default_factory=Latencies)
    partitions: tuple[PartitionFigures, ...] = ()
    client: ClientStatistics | None = None


def gather(log: DeliveryLog, rates: Rates, client: ClientStatistics | None, since: Since) -> Figures:
    """Look at the log's columns, and put the rest beside what they say."""
    start = None if since.value is None else time.monotonic() - since.value
    return Figures(
        totals=log.totals,
        kept=len(log),
        rates=rates,
        since=since,
        latencies=latencies(log, start),
        partitions=partition_figures(log),
        client=client,
    )
