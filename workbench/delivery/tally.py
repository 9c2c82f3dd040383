"""Counts in place of a log, where only the totals of many records are asked for."""

from __future__ import annotations

from collections import Counter

from workbench.delivery.batch import ANY, Batch
from workbench.delivery.columns import Chunk
from workbench.delivery.log import CHUNK_ROWS, DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryReport, DeliveryState

_NOWHERE = Chunk(1, 0)


class Tally(DeliveryLog):
    """A delivery log without rows: its totals are exact, its statistics have no percentiles.

    `troubles` counts the errors of the records that failed or whose fate is unknown.
    """

    def __init__(self) -> None:
        super().__init__(capacity=1, kept_bytes=0)
        self.troubles: Counter[DeliveryError] = Counter()

    @property
    def first(self) -> int:
        """The number that the next record gets: there is no row."""
        return self.next

    def __len__(self) -> int:
        return 0

    @property
    def room(self) -> int:
        """There is always room."""
        return CHUNK_ROWS

    def hand_over(self, batch: Batch) -> None:
        """Count records that go to the producer now."""
        batch.chunk, batch.start = _NOWHERE, 0
        self.next += len(batch)

    def settle(
        self,
        chunk: Chunk,
        index: int,
        state: DeliveryState,
        error: DeliveryError,
        partition: int = ANY,
        latency: float = -1.0,
    ) -> None:
        """The same as `count`."""
        self.count(state, error)

    def count(self, state: DeliveryState, error: DeliveryError) -> None:
        """Count an outcome with an error."""
        self.troubles[error] += 1
        self.counts[state] += 1

    def give_up(self) -> None:
        """Count every record in flight as unknown."""
        self.counts[DeliveryState.UNKNOWN] += self.totals.in_flight

    def _row(self, number: int, *, with_record: bool) -> DeliveryReport | None:
        return None
