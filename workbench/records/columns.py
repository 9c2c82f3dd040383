"""Many records of one topic as columns: how records in bulk travel, without one object a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import NamedTuple, Self

from workbench.records.record import Header, ProducerRecord


class InputPosition(NamedTuple):
    """Where a line begins in an input: the bytes before it, and its number, from 1."""

    offset: int = 0
    line: int = 1


BEGINNING = InputPosition()


@dataclass(frozen=True, slots=True)
class RecordColumns:
    """Records that differ in key, value and partition alone; the three columns are of one length.

    `begins` is where the line of the first one begins, None for records that are of no lines.
    """

    topic: str
    keys: Sequence[bytes | None]
    values: Sequence[bytes | None]
    partitions: Sequence[int | None]
    headers: tuple[Header, ...] = ()
    timestamp: int | None = None
    begins: InputPosition | None = None

    def __len__(self) -> int:
        return len(self.keys)

    def records(self, start: int = 0, stop: int | None = None) -> list[ProducerRecord]:
        """The records from `start` to before `stop`, one by one."""
        rows = zip(self.keys[start:stop], self.values[start:stop], self.partitions[start:stop], strict=True)
        topic, headers, timestamp = self.topic, self.headers, self.timestamp
        return [ProducerRecord(topic, key, value, headers, place, timestamp) for key, value, place in rows]

    def only(self, wanted: Sequence[bool]) -> Self:
        """Those of the records for which `wanted` says so, in their order."""
        keys, values = list(compress(self.keys, wanted)), list(compress(self.values, wanted))
        return replace(self, keys=keys, values=values, partitions=list(compress(self.partitions, wanted)))
