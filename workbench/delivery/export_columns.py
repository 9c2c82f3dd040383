"""Rows of the delivery log as values, read from its columns many at a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.delivery.batch import NULL
from workbench.delivery.columns import Chunk
from workbench.delivery.export_rows import ExportRow, moment
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState

_WORDS = [state.word for state in DeliveryState]
_QUEUED = DeliveryState.QUEUED


def export_rows(log: DeliveryLog, numbers: NDArray[Any]) -> Iterator[ExportRow]:
    """These rows in their order, without those that the log let go. For a few thousand at a time."""
    found: list[ExportRow | None] = [None] * len(numbers)
    for chunk, low, high in log.stretches(log.first, log.next):
        here = np.flatnonzero((numbers >= chunk.base + low) & (numbers < chunk.base + high))
        if len(here):
            for place, row in zip(here.tolist(), _rows(log, chunk, numbers[here] - chunk.base), strict=True):
                found[place] = row
    return (row for row in found if row is not None)


def _rows(log: DeliveryLog, chunk: Chunk, at: NDArray[Any]) -> Iterator[ExportRow]:
    """The rows at these places of a chunk; the states are read first, so what they promise is there."""
    views, names = chunk.views, log.names
    states = views.states[at].tolist()
    columns = (views.partitions, views.offsets, views.timestamps, views.latencies, views.key_sizes, views.value_sizes)
    more = (views.headers_sizes, views.topics, views.errors, views.handed)
    said = lru_cache(64)(moment)  # rows that were handed over together have one moment
    for row, state, partition, offset, timestamp, latency, key_size, value_size, headers, topic, error, handed in zip(
        at.tolist(), states, *(column[at].tolist() for column in (*columns, *more)), strict=True
    ):
        known, number = state != _QUEUED, chunk.base + row
        yield ExportRow(
            number,
            said(log.wall(number, handed)),
            names.topics[topic],
            partition if partition >= 0 else None,
            offset if known and offset >= 0 else None,
            timestamp if known and timestamp >= 0 else None,
            latency if known and latency >= 0 else None,
            chunk.key(row),
            None if key_size == NULL else key_size,
            None if value_size == NULL else value_size,
            max(0, key_size) + max(0, value_size) + headers,
            _WORDS[state],
            names.errors[error],
        )
