"""The columns of a chunk as numpy arrays over the same memory: many rows in one store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.delivery.report import DeliveryState

if TYPE_CHECKING:
    from workbench.delivery.columns import Chunk

Numbers = NDArray[Any]

NO_OFFSET = NO_TIME = -1


class ChunkViews:
    """Each column but the keys' bytes, which grow. Whoever stores writes the state last."""

    __slots__ = (
        "brokers",
        "errors",
        "handed",
        "headers_sizes",
        "key_ends",
        "key_sizes",
        "latencies",
        "offsets",
        "partitions",
        "states",
        "timestamps",
        "topics",
        "value_sizes",
    )

    def __init__(self, chunk: Chunk) -> None:
        self.states: Numbers = np.frombuffer(chunk.states, np.uint8)
        self.handed: Numbers = np.frombuffer(chunk.handed, np.float64)
        self.topics: Numbers = np.frombuffer(chunk.topics, np.uint32)
        self.partitions: Numbers = np.frombuffer(chunk.partitions, np.int32)
        self.offsets: Numbers = np.frombuffer(chunk.offsets, np.int64)
        self.timestamps: Numbers = np.frombuffer(chunk.timestamps, np.int64)
        self.latencies: Numbers = np.frombuffer(chunk.latencies, np.float32)
        self.brokers: Numbers = np.frombuffer(chunk.brokers, np.uint16)
        self.key_sizes: Numbers = np.frombuffer(chunk.key_sizes, np.int32)
        self.value_sizes: Numbers = np.frombuffer(chunk.value_sizes, np.int32)
        self.headers_sizes: Numbers = np.frombuffer(chunk.headers_sizes, np.uint32)
        self.key_ends: Numbers = np.frombuffer(chunk.key_ends, np.uint32)
        self.errors: Numbers = np.frombuffer(chunk.errors, np.uint32)

    def settle(self, rows: Numbers, state: DeliveryState, error: int, partition: int, latencies: Numbers) -> None:
        """The same outcome, without offset and time, for all of these rows; partition below 0 is not known."""
        if partition >= 0:
            self.partitions[rows] = partition
        self.offsets[rows] = NO_OFFSET
        self.timestamps[rows] = NO_TIME
        self.latencies[rows] = latencies
        self.errors[rows] = error
        self.states[rows] = state
