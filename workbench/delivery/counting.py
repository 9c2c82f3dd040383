"""A producer whose reports are counted, not kept: half the work of one that is called back for every record."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from itertools import repeat
from operator import length_hint
from typing import TYPE_CHECKING

from workbench.delivery.batch import Batch
from workbench.delivery.columns import Chunk
from workbench.delivery.producer import OpenProducer
from workbench.delivery.report import DeliveryState
from workbench.delivery.reporting import Report, Reported
from workbench.delivery.tally import Tally

if TYPE_CHECKING:
    from confluent_kafka import KafkaError


class CountingProducer(OpenProducer):
    """Called back for failures alone (`delivery.report.only.error`): what left the queue without one is delivered.

    That is exact: librdkafka counts a record as queued until its report is served, and a purged one comes as a failure.
    """

    def __init__(self, config: Mapping[str, object], tally: Tally) -> None:
        super().__init__({**config, "delivery.report.only.error": True}, tally)
        self._good = DeliveryState.DELIVERED if self._confirmed else DeliveryState.SENT
        self._accepted = self._troubled = self._counted = 0

    def poll(self, seconds: float) -> None:
        """Serve failures, log lines and errors, and count what is delivered since."""
        super().poll(seconds)
        good = self._accepted - self._troubled - self.in_flight
        if good > self._counted:
            self._log.counts[self._good] += good - self._counted
            self._counted = good

    def _produce(self, batch: Batch, report: Report) -> Exception | None:
        """As without counting, but no record has a callback of its own."""
        assert self._producer is not None
        position, error = batch.position, None
        values = iter(batch.values[position:])
        fields = [batch.topics[position:], values, batch.keys[position:], batch.partitions[position:]]
        more = [repeat(None), batch.timestamps[position:], batch.headers[position:]]
        plain = not any(batch.headers) and not any(batch.timestamps)
        produced = map(self._producer.produce, *fields, repeat(self._report_failure), *(() if plain else more))
        try:
            deque(produced, maxlen=0)
            batch.position = len(batch)
        except Exception as refusal:
            batch.position, error = len(batch) - length_hint(values) - 1, refusal
        self._accepted += batch.position - position
        return error

    def _report_failure(self, error: KafkaError | None, message: Reported) -> None:
        if error is not None:
            self._troubled += 1
            self._failed(_NO_ROWS, 0, error, message)


_NO_ROWS = Chunk(1, 0)
