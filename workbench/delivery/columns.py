"""A stretch of delivery log as columns: what every row costs, and nothing more."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate, repeat

from workbench.delivery.batch import ANY, NULL, Batch
from workbench.delivery.interned import Interned
from workbench.delivery.report import DeliveryError, DeliveryReport, DeliveryState
from workbench.records.record import ProducerRecord

KEY_BYTES = 256
"""How much of a key a row keeps; `key_size` says how long it was."""

NO_TIME = -1
NO_OFFSET = -1

Record = ProducerRecord | None


class Chunk:
    """Rows `base` to `base + rows - 1`: 57 bytes each, and the key's bytes.

    The worker's thread writes, any thread reads (under the GIL, without a lock): the columns of a row are there before
    `DeliveryLog.next` passes it, and its state is the last thing a report writes. A chunk that the log let go of lives
    on in the callbacks of its records in flight, so a late report never reaches another row.
    """

    __slots__ = (
        "base",
        "errors",
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
        "times",
        "timestamps",
        "topics",
        "value_sizes",
    )

    def __init__(self, base: int, rows: int) -> None:
        self.base = base
        self.rows = rows
        self.states = bytearray(rows)
        self.times = array("d", bytes(8 * rows))
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
        self.records: list[Record] = [None] * rows

    def write(self, start: int, batch: Batch, topics: Sequence[int], now: float) -> int:
        """Write the rows of a batch handed over at `now`; the answer is its bytes (keys, values, headers)."""
        stop = start + len(batch)
        key_sizes, value_sizes, headers_sizes = batch.key_sizes(), batch.value_sizes(), batch.headers_sizes()
        self.times[start:stop] = array("d", (now,)) * len(batch)
        self.topics[start:stop] = array("I", topics)
        self.partitions[start:stop] = array("i", batch.partitions)
        self.key_sizes[start:stop] = key_sizes
        self.value_sizes[start:stop] = value_sizes
        self.headers_sizes[start:stop] = headers_sizes
        self.records[start:stop] = batch.records
        self._write_keys(start, stop, batch.keys, key_sizes)
        return sum(key_sizes) + sum(value_sizes) + sum(headers_sizes) + _nulls(key_sizes) + _nulls(value_sizes)

    def _write_keys(self, start: int, stop: int, keys: Sequence[bytes | None], sizes: array[int]) -> None:
        if max(sizes) > KEY_BYTES:
            keys = [key and key[:KEY_BYTES] for key in keys]
            sizes = array("i", [len(key or b"") for key in keys])
        elif NULL in sizes:
            sizes = array("i", map(max, sizes, repeat(0)))
        ends = accumulate(sizes, initial=len(self.keys))
        next(ends)
        self.keys += b"".join(filter(None, keys))
        self.key_ends[start:stop] = array("I", ends)

    def key(self, index: int) -> bytes | None:
        """The row's key, its first KEY_BYTES."""
        if self.key_sizes[index] == NULL:
            return None
        return bytes(self.keys[self.key_ends[index - 1] if index else 0 : self.key_ends[index]])

    def row(self, index: int, topic: str, errors: Interned[DeliveryError | None], record: Record) -> DeliveryReport:
        """The row as a value; the state is read first, so what it promises is there."""
        state = DeliveryState(self.states[index])
        queued = state is DeliveryState.QUEUED
        partition, key_size, value_size = self.partitions[index], self.key_sizes[index], self.value_sizes[index]
        key_size, value_size = max(0, key_size), max(0, value_size)
        return DeliveryReport(
            number=self.base + index,
            time=self.times[index],
            topic=topic,
            partition=None if partition < 0 else partition,
            offset=None if queued or self.offsets[index] < 0 else self.offsets[index],
            timestamp=None if queued or self.timestamps[index] == NO_TIME else self.timestamps[index],
            key=self.key(index),
            key_size=key_size,
            value_size=value_size,
            size=key_size + value_size + self.headers_sizes[index],
            latency=None if queued or self.latencies[index] < 0 else self.latencies[index],
            state=state,
            error=errors[self.errors[index]],
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
        return records[index] if index < len(records) else None


def _nulls(sizes: array[int]) -> int:
    """What to add to the sum of sizes for the NULLs in it."""
    return -NULL * sizes.count(NULL)
