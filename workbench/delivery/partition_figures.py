"""Records and bytes per partition, of the rows that are kept: some 40 ms for a million, so a thread's business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState

if TYPE_CHECKING:
    from workbench.delivery.views import ChunkViews, Numbers

_AT_ONCE = 1 << 14
"""Topics times partitions that are counted in one array; more of them are put into order first."""


@dataclass(frozen=True, slots=True)
class PartitionFigures:
    """What became of the records of one partition. `delivered` counts those sent without a confirmation as well,
    `failed` those whose fate is unknown; `bytes` are those of keys, values and headers that were delivered.
    """

    topic: str
    partition: int
    delivered: int
    failed: int
    bytes: int


def partition_figures(log: DeliveryLog) -> tuple[PartitionFigures, ...]:
    """By topic and number, of the partitions that are known to have got a record or refused one."""
    found: dict[tuple[int, int], tuple[int, int, int]] = {}
    for chunk, low, high in log.stretches(log.first, log.next):
        for place, figures in _of_stretch(chunk.views, slice(low, high)):
            before = found.get(place, (0, 0, 0))
            found[place] = (before[0] + figures[0], before[1] + figures[1], before[2] + figures[2])
    named = (PartitionFigures(log.names.topics[topic], number, *found[topic, number]) for topic, number in found)
    return tuple(sorted(named, key=lambda one: (one.topic, one.partition)))


def _of_stretch(views: ChunkViews, rows: slice) -> list[tuple[tuple[int, int], tuple[int, int, int]]]:
    """Topic's number and partition; delivered, failed, bytes."""
    import numpy as np

    states, partitions = views.states[rows], views.partitions[rows]
    known = (states != DeliveryState.QUEUED) & (partitions >= 0)
    taken: slice | Numbers = slice(None) if known.all() else known
    states, partitions, topics = states[taken], partitions[taken], views.topics[rows][taken]
    if not len(states):
        return []
    width = int(partitions.max()) + 1
    codes, names = _compact(topics * np.int64(width) + partitions)
    came = (states == DeliveryState.DELIVERED) | (states == DeliveryState.SENT)
    outcomes, places = 2 * codes + came, 2 * len(names)
    records = np.bincount(outcomes, minlength=places).reshape(-1, 2).tolist()
    written = np.bincount(outcomes, _sizes(views, rows)[taken], places)[1::2].tolist()  # floats: exact to 2 ** 53
    return [
        (divmod(int(name), width), (delivered, failed, int(size)))
        for name, (failed, delivered), size in zip(names.tolist(), records, written, strict=True)
        if delivered or failed
    ]


def _compact(codes: Numbers) -> tuple[Numbers, Numbers]:
    """Small numbers for the codes, and what each of them stands for."""
    import numpy as np

    most = int(codes.max()) + 1
    if most <= _AT_ONCE:
        return codes, np.arange(most)
    names, places = np.unique(codes, return_inverse=True)
    return places, names


def _sizes(views: ChunkViews, rows: slice) -> Numbers:
    """Bytes of each record, less than 2 ** 32; a null has none."""
    import numpy as np

    sizes: Numbers = np.maximum(views.key_sizes[rows], 0) + np.maximum(views.value_sizes[rows], 0)
    sizes += views.headers_sizes[rows].view(np.int32)
    return sizes
