"""Records that get their rows together and go to the producer together, as columns: what bulk costs is paid in C."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.records.record import Header, ProducerRecord

if TYPE_CHECKING:
    from workbench.delivery.columns import Chunk

NULL = -1
"""The size of a null key or value in its column."""

ANY = -1
"""RD_KAFKA_PARTITION_UA: the partitioner's choice, or not known."""

_NOW = 0  # what rd_kafka_producev takes for "no timestamp"


class Batch:
    """1 record or more as columns, and the place of their rows: `chunk` and the first row's index in it, `start`.

    `position` is the next record to be produced. Partitions are ANY and timestamps 0 where the record has None; headers
    are None for a record without.
    """

    __slots__ = (
        "chunk",
        "headers",
        "keys",
        "partitions",
        "position",
        "records",
        "start",
        "timestamps",
        "topics",
        "values",
    )

    def __init__(self, records: Sequence[ProducerRecord]) -> None:
        self.chunk: Chunk
        self.start = self.position = 0
        self.records = records
        self.topics: tuple[str, ...]
        self.keys: tuple[bytes | None, ...]
        self.values: tuple[bytes | None, ...]
        headers: tuple[tuple[Header, ...], ...]
        self.topics, self.keys, self.values, headers, partitions, timestamps = zip(*records, strict=True)
        self.partitions = _filled(partitions, ANY)
        self.timestamps = _filled(timestamps, _NOW)
        self.headers = [list(some) or None for some in headers] if any(headers) else [None] * len(records)

    def __len__(self) -> int:
        return len(self.records)

    @property
    def repeated(self) -> bool:
        """Whether it is one and the same record many times."""
        first = self.records[0]
        return self.records[-1] is first and all(record is first for record in self.records)

    def key_sizes(self) -> array[int]:
        """Bytes of each key, NULL for a null one."""
        return _sizes(self.keys)

    def value_sizes(self) -> array[int]:
        """Bytes of each value, NULL for a null one."""
        return _sizes(self.values)

    def headers_sizes(self) -> array[int]:
        """Bytes of each record's headers."""
        if not any(self.headers):
            return array("I", bytes(4 * len(self)))
        return array("I", [record.headers_size for record in self.records])


def _filled(column: tuple[int | None, ...], default: int) -> Sequence[int]:
    if column.count(None) == len(column):
        return (default,) * len(column)
    return [default if number is None else number for number in column] if None in column else column  # type: ignore[return-value]


def _sizes(column: tuple[bytes | None, ...]) -> array[int]:
    return array("i", [NULL if data is None else len(data) for data in column])
