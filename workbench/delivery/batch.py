"""Records that get their rows together and go to the producer together, as columns: what bulk costs is paid in C."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Self

from workbench.records.columns import RecordColumns
from workbench.records.record import Header, ProducerRecord

if TYPE_CHECKING:
    from workbench.delivery.columns import Chunk

NULL = -1
"""The size of a null key or value in its column."""

ANY = -1
"""RD_KAFKA_PARTITION_UA: the partitioner's choice, or not known."""

_NOW = 0  # what rd_kafka_producev takes for "no timestamp"


class ColumnsKept(NamedTuple):
    """Columns beside rows: the record of a row is the one at the row's index and `shift`."""

    columns: RecordColumns
    shift: int

    def record(self, row: int) -> ProducerRecord:
        """The record of a row, made now."""
        at = row + self.shift
        return self.columns.records(at, at + 1)[0]


class Batch:
    """1 record or more as columns, and the place of their rows: `chunk` and the first row's index in it, `start`.

    `waiting` are the places of those that the producer has yet to take. Partitions are ANY and timestamps 0 where the
    record has None; headers are None for a record without.
    """

    __slots__ = (
        "_made",
        "_source",
        "chunk",
        "headers",
        "keys",
        "names",
        "partitions",
        "start",
        "timestamps",
        "topics",
        "values",
        "waiting",
    )

    def __init__(self, records: Sequence[ProducerRecord]) -> None:
        self.chunk: Chunk
        self.start = 0
        self.waiting: Sequence[int] = range(len(records))
        self._source: tuple[RecordColumns, int] | None = None
        self._made: Sequence[ProducerRecord] | Callable[[], Sequence[ProducerRecord]] = records
        self.topics: tuple[str, ...]
        self.keys: Sequence[bytes | None]
        self.values: Sequence[bytes | None]
        headers: tuple[tuple[Header, ...], ...]
        self.topics, self.keys, self.values, headers, partitions, timestamps = zip(*records, strict=True)
        self.names = set(self.topics)
        self.partitions = _filled(partitions, ANY)
        self.timestamps = _filled(timestamps, _NOW)
        self.headers: Sequence[list[Header] | None]
        self.headers = [list(some) or None for some in headers] if any(headers) else (None,) * len(records)

    @classmethod
    def of(cls, columns: RecordColumns, start: int, stop: int) -> Self:
        """The records from `start` to before `stop`, of which none is made until `records` is asked for."""
        batch, count = cls.__new__(cls), stop - start
        batch.start, batch.waiting = 0, range(count)
        batch._source, batch._made = (columns, start), partial(columns.records, start, stop)
        batch.topics, batch.names = (columns.topic,) * count, {columns.topic}
        batch.keys, batch.values = columns.keys[start:stop], columns.values[start:stop]
        batch.partitions = _filled(columns.partitions[start:stop], ANY)
        batch.timestamps = (columns.timestamp or _NOW,) * count
        batch.headers = [list(columns.headers) or None] * count
        return batch

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def records(self) -> Sequence[ProducerRecord]:
        """The records themselves."""
        if callable(self._made):
            self._made = self._made()
        return self._made

    @property
    def kept(self) -> Sequence[ProducerRecord | ColumnsKept]:
        """What stands beside its rows: its records, or, of records in bulk, where each can be made."""
        if self._source is None:
            return self.records
        columns, start = self._source
        return [ColumnsKept(columns, start - self.start)] * len(self)

    @property
    def repeated(self) -> bool:
        """Whether it is one and the same record many times; of records in bulk nobody looks."""
        if self._source is not None:
            return False
        first = self.records[0]
        return self.records[-1] is first and all(record is first for record in self.records)

    @property
    def is_plain(self) -> bool:
        """Whether no record has headers or a timestamp of its own."""
        return not any(self.headers) and not any(self.timestamps)

    @property
    def first_row(self) -> int:
        """The number of its first row."""
        return self.chunk.base + self.start

    def headers_sizes(self) -> list[int]:
        """Bytes of each record's headers."""
        return [record.headers_size for record in self.records] if any(self.headers) else [0] * len(self)


def sizes(column: Sequence[bytes | None]) -> list[int]:
    """Bytes of each key or value, NULL for a null one."""
    try:
        return list(map(len, column))  # type: ignore[arg-type]
    except TypeError:
        return [NULL if data is None else len(data) for data in column]


def _filled(column: Sequence[int | None], default: int) -> Sequence[int]:
    nulls = column.count(None)
    if nulls == 0:
        return column  # type: ignore[return-value]
    if nulls == len(column):
        return (default,) * nulls
    return [default if number is None else number for number in column]
