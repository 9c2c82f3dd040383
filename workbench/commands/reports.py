"""Delivery reports as JSON lines, in the order in which the records were handed over or as they come."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import compress
from operator import gt

from workbench.delivery.columns import Chunk
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryReport, DeliveryState, Totals
from workbench.delivery.teaching.facts import UNKNOWN, Facts

_DELIVERED = DeliveryState.DELIVERED.value
_HAS_OUTCOME = bytes(state != DeliveryState.QUEUED for state in range(256))


class ReportLines:
    """The lines that are due. `next` is the first row not written yet, all before it are; none is written twice.

    `troubles` counts the errors in what was written, and `examples` holds what was known around the first record with
    each. `facts` says what is known around a record that failed.
    """

    def __init__(
        self,
        log: DeliveryLog,
        topic: str,
        *,
        ordered: bool = True,
        facts: Callable[[DeliveryReport], Facts] = lambda _report: UNKNOWN,
    ) -> None:
        self.next = 1
        self.troubles: Counter[DeliveryError] = Counter()
        self.examples: dict[DeliveryError, Facts] = {}
        self._log = log
        self._facts = facts
        self._explained: dict[tuple[DeliveryError, int | None, bool, int, int], dict[str, object]] = {}
        self._topic = json.dumps(topic)
        self._written = bytearray()
        self._due = self._in_order if ordered else self._as_they_come

    @property
    def waiting(self) -> int:
        """Rows from `next` on."""
        return self._log.next - self.next

    def take(self) -> str:
        """The lines of all rows that have their outcome and were not written yet."""
        self._explained.clear()
        return "".join(self._due())

    def _in_order(self) -> Iterator[str]:
        stop = self._log.first_in_flight(self.next)
        for chunk, low, high in self._log.stretches(self.next, stop):
            yield from self._lines(chunk, low, high)
        self.next = stop

    def _as_they_come(self) -> Iterator[str]:
        """`_written` holds a 1 for each row from `next` on that is written; `next` moves on past those in front."""
        stop, position = self._log.next, 0
        self._written.extend(bytes(stop - self.next - len(self._written)))
        for chunk, low, high in self._log.stretches(self.next, stop):
            settled, end = chunk.states[low:high].translate(_HAS_OUTCOME), position + high - low
            yield from self._lines(chunk, low, high, map(gt, settled, self._written[position:end]))
            self._written[position:end] = settled
            position = end
        done = len(self._written) if all(self._written) else self._written.find(0)
        del self._written[:done]
        self.next += done

    def _lines(self, chunk: Chunk, low: int, high: int, due: Iterable[bool] | None = None) -> list[str]:
        """A line for each of these rows that is due: one expression, because it is what a bulk send spends most on."""
        columns = (chunk.states, chunk.partitions, chunk.offsets, chunk.timestamps)
        more = (chunk.latencies, chunk.key_sizes, chunk.value_sizes)
        rows = zip(range(low, high), *(c[low:high] for c in columns), *(c[low:high] for c in more), strict=True)
        head = f'{{"topic": {self._topic}, "partition": '
        return [
            f'{head}{partition}, "offset": {"null" if offset < 0 else offset}, '
            f'"timestamp": {"null" if time < 0 else time}, "latency_ms": {latency * 1000:.3f}, '
            f'"key_size": {"null" if key < 0 else key}, "value_size": {"null" if value < 0 else value}, '
            '"state": "delivered", "error": null}\n'
            if state == _DELIVERED
            else self._other(chunk, index)
            for index, state, partition, offset, time, latency, key, value in (compress(rows, due) if due else rows)
        ]

    def _other(self, chunk: Chunk, index: int) -> str:
        """The line of a row that is not delivered."""
        report = self._log.row(chunk.base + index)
        assert report is not None
        error, key, value = report.error, chunk.key_sizes[index], chunk.value_sizes[index]
        if error is not None:
            self.troubles[error] += 1
        fields = {
            "partition": report.partition,
            "offset": report.offset,
            "timestamp": report.timestamp,
            "latency_ms": None if report.latency is None else round(report.latency * 1000, 3),
            "key_size": None if key < 0 else key,
            "value_size": None if value < 0 else value,
            "state": report.state.word,
            "error": error and self._error(error, report),
        }
        return f'{{"topic": {self._topic}, {json.dumps(fields)[1:]}\n'

    def _error(self, error: DeliveryError, report: DeliveryReport) -> dict[str, object]:
        """The error explained; once in a look for all records that differ in nothing that is said."""
        alike = error, report.partition, report.key is None, report.key_size, report.size
        if alike not in self._explained:
            facts = self._facts(report)
            self.examples.setdefault(error, facts)
            self._explained[alike] = explained(error, facts)
        return self._explained[alike]


def explained(error: DeliveryError, facts: Facts) -> dict[str, object]:
    """An error as the JSON lines have it."""
    from workbench.delivery.teaching.teach import teach

    taught = teach(error, facts)
    return {
        "name": error.name,
        "message": error.message,
        "retriable": error.retriable,
        "kind": taught.kind.value,
        "next_step": taught.next_step,
    }


def totals_line(totals: Totals, seconds: float) -> str:
    """The books as one JSON line; `seconds` from the first record to the last answer."""
    fields = {
        "handed_over": totals.handed_over,
        "delivered": totals.delivered,
        "sent": totals.sent,
        "failed": totals.failed,
        "unknown": totals.unknown,
        "seconds": round(seconds, 3),
    }
    return json.dumps(fields) + "\n"
