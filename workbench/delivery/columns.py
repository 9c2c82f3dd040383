"""A stretch of delivery log as columns: what every row costs, and nothing more."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from struct import pack_into
from typing import TYPE_CHECKING

from workbench.delivery.batch import ANY, NULL, Batch, ColumnsKept, sizes
from workbench.delivery.interned import Interned
from workbench.delivery.report import DeliveryError, DeliveryReport, DeliveryState
from workbench.records.record import ProducerRecord

if TYPE_CHECKING:
    from workbench.delivery.views import ChunkViews

KEY_BYTES = 256
"""How much of a key a row keeps; `key_size` says how long it was."""

NO_TIME = -1
NO_OFFSET = -1

Record = ProducerRecord | None


class Names:
    """What the numbers in the columns stand for. Error 0 and broker 0 are none."""

    __slots__ = ("brokers", "errors", "topics")

    def __init__(self) -> None:
        self.topics: Interned[str] = Interned()
        self.errors: Interned[DeliveryError | None] = Interned(None)
        self.brokers: Interned[int | None] = Interned(None)


class Chunk:
    """Rows `base` to `base + rows - 1`: 59 bytes each, and the key's bytes. `handed` is when a row was handed over,
    seconds of the monotonic clock.

    The worker's thread writes, any thread reads (under the GIL, without a lock): the columns of a row are there before
    `DeliveryLog.next` passes it, and its state is the last thing a report writes. A chunk that the log let go of lives
    on in the callbacks of its records in flight, so a late report never reaches another row.
    """

    __slots__ = (
        "_views",
        "base",
        "brokers",
        "errors",
        "handed",
        "headers_sizes",
        "key_ends",
        "key_sizes",
        "keys",
        "latencies",
        "offsets",
        "partitions",
        "records",
        "rows",
        "states",
        "timestamps",
        "topics",
        "value_sizes",
    )

    def __init__(self, base: int, rows: int) -> None:
        self.base = base
        self.rows = rows
        self.states = bytearray(rows)
        self.handed = array("d", bytes(8 * rows))
        self.brokers = array("H", bytes(2 * rows))
        self.topics = array("I", bytes(4 * rows))
        self.partitions = array("i", bytes(4 * rows))
        self.offsets = array("q", bytes(8 * rows))
        self.timestamps = array("q", bytes(8 * rows))
        self.latencies = array("f", bytes(4 * rows))
        self.key_sizes = array("i", bytes(4 * rows))
        self.value_sizes = array("i", bytes(4 * rows))
        self.headers_sizes = array("I", bytes(4 * rows))
        self.key_ends = array("I", bytes(4 * rows))
        self.errors = array("I", bytes(4 * rows))
        self.keys = bytearray()
        self.records: list[Record | ColumnsKept] = [None] * rows
        self._views: ChunkViews | None = None

    @property
    def views(self) -> ChunkViews:
        """The columns of one width as numpy arrays over the same memory."""
        if self._views is None:
            from workbench.delivery.views import ChunkViews

            self._views = ChunkViews(self)
        return self._views

    def write(self, start: int, batch: Batch, topics: Sequence[int], now: float) -> int:
        """Write the rows of a batch handed over at `now`; the answer is its bytes, give or take one for a null."""
        count, stop = len(batch), start + len(batch)
        value_sizes, headers_sizes = sizes(batch.values), batch.headers_sizes()
        self.handed[start:stop] = array("d", (now,)) * count
        _fill(self.topics, start, topics)
        _fill(self.partitions, start, batch.partitions)
        _fill(self.value_sizes, start, value_sizes)
        _fill(self.headers_sizes, start, headers_sizes)
        return self._write_keys(start, batch.keys) + sum(value_sizes) + sum(headers_sizes)

    def keep(self, batch: Batch) -> None:
        """Let the records stand beside their rows."""
        self.records[batch.start : batch.start + len(batch)] = batch.kept

    def _write_keys(self, start: int, keys: Sequence[bytes | None]) -> int:
        """Write the keys' columns; the answer is the bytes of all keys."""
        all_sizes = kept_sizes = sizes(keys)
        _fill(self.key_sizes, start, all_sizes)
        if NULL in all_sizes or max(all_sizes) > KEY_BYTES:
            keys = [(key or b"")[:KEY_BYTES] for key in keys]
            kept_sizes = sizes(keys)
        _, *ends = accumulate(kept_sizes, initial=len(self.keys))
        self.keys += b"".join(keys)  # type: ignore[arg-type]
        _fill(self.key_ends, start, ends)
        return sum(all_sizes)

    def key(self, index: int) -> bytes | None:
        """The row's key, its first KEY_BYTES."""
        if self.key_sizes[index] == NULL:
            return None
        return bytes(self.keys[self.key_ends[index - 1] if index else 0 : self.key_ends[index]])

    def row(self, index: int, *, time: float, names: Names, record: Record) -> DeliveryReport:
        """The row as a value; the state is read first, so what it promises is there."""
        state = DeliveryState(self.states[index])
        queued = state is DeliveryState.QUEUED
        partition, key_size, value_size = self.partitions[index], self.key_sizes[index], self.value_sizes[index]
        key_size, value_size = max(0, key_size), max(0, value_size)
        return DeliveryReport(
            number=self.base + index,
            time=time,
            topic=names.topics[self.topics[index]],
            partition=None if partition < 0 else partition,
            offset=None if queued or self.offsets[index] < 0 else self.offsets[index],
            timestamp=None if queued or self.timestamps[index] == NO_TIME else self.timestamps[index],
            key=self.key(index),
            key_size=key_size,
            value_size=value_size,
            size=key_size + value_size + self.headers_sizes[index],
            latency=None if queued or self.latencies[index] < 0 else self.latencies[index],
            state=state,
            error=names.errors[self.errors[index]],
            broker=None if queued else names.brokers[self.brokers[index]],
            record=record,
        )

    def let_go(self, start: int, stop: int) -> None:
        """Forget the records of these rows, all before them being forgotten; their figures stay."""
        if stop == self.rows:
            self.records = []
        else:
            self.records[start:stop] = [None] * (stop - start)

    def settle(
        self, index: int, state: DeliveryState, error: int = 0, partition: int = ANY, latency: float = -1.0
    ) -> None:
        """Write an outcome without offset and time."""
        if partition >= 0:
            self.partitions[index] = partition
        self.offsets[index] = NO_OFFSET
        self.timestamps[index] = NO_TIME
        self.latencies[index] = latency
        self.errors[index] = error
        self.states[index] = state

    def record(self, index: int) -> Record:
        """The record itself, None once it was let go."""
        records = self.records
        kept = records[index] if index < len(records) else None
        return kept.record(index) if isinstance(kept, ColumnsKept) else kept


def _fill(column: array[int], start: int, values: Sequence[int]) -> None:
    """Store values from `start` on: in half the time of an assignment from another array."""
    pack_into(f"{len(values)}{column.typecode}", column, start * column.itemsize, *values)
