"""Records of the log that are to be handed over again, as they were handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from workbench.delivery.log import DeliveryLog
from workbench.delivery.sending import Sending
from workbench.records.record import ProducerRecord


@dataclass(frozen=True, slots=True)
class Again:
    """`records` in the order of their rows; `gone` are the rows whose bytes are no longer kept."""

    records: tuple[ProducerRecord, ...]
    gone: tuple[int, ...] = ()

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics they go to."""
        return tuple(sorted({record.topic for record in self.records}))


@dataclass(frozen=True, slots=True)
class Resent:
    """How many records are handed over again, and the rows of which nothing is kept to hand over.

    `problem` says why none is, as a sentence; `sending` is None then, and where there was nothing to hand over.
    """

    count: int
    gone: tuple[int, ...] = ()
    problem: str = ""
    sending: Sending | None = None


def look_up(log: DeliveryLog, numbers: Sequence[int]) -> Again:
    """The records of these rows, each with its own partition choice and timestamp: a record that was left to the
    producer, or to the time of sending, is so again. For any thread; a hundred thousand take some 20 ms.
    """
    records: list[ProducerRecord] = []
    gone: list[int] = []
    for first, stop in _runs(sorted(set(numbers))):
        next_ = first
        for chunk, low, high in log.stretches(max(first, log.first), min(stop, log.next)):
            gone += range(next_, chunk.base + low)
            next_ = chunk.base + high
            for index in range(low, high):
                record = chunk.record(index)
                if record is None:
                    gone.append(chunk.base + index)
                else:
                    records.append(record)
        gone += range(next_, stop)
    return Again(tuple(records), tuple(gone))


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers next to each other: the first, and the one after the last."""
    for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        together = [number for _, number in run]
        yield together[0], together[-1] + 1
