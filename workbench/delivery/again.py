"""Records of the log that are to be handed over again, as they were handed over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState
from workbench.delivery.sending import Sending
from workbench.records.record import ProducerRecord

_NO_ANSWER = (DeliveryState.QUEUED, DeliveryState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Again:
    """`records` in the order of their rows; `gone` are the rows whose bytes are no longer kept. So many `may_be_there`
    already, or on their way: nobody has an answer.
    """

    records: tuple[ProducerRecord, ...]
    gone: tuple[int, ...] = ()
    may_be_there: int = 0

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
    producer, or to the time of sending, is so again. For any thread; a hundred thousand take some 50 ms.
    """
    wanted = sorted(set(numbers))
    records: list[ProducerRecord] = []
    found: list[int] = []
    doubtful = 0
    for chunk, low, high in log.stretches(wanted[0], wanted[-1] + 1) if wanted else ():
        base, first = chunk.base, max(chunk.base + low, log.first)
        for number in wanted[bisect_left(wanted, first) : bisect_left(wanted, min(base + high, log.next))]:
            if (record := chunk.record(number - base)) is not None:
                records.append(record)
                found.append(number)
                doubtful += chunk.states[number - base] in _NO_ANSWER
    gone = sorted(set(wanted).difference(found)) if len(found) < len(wanted) else ()
    return Again(tuple(records), tuple(gone), doubtful)
