"""From which offset on each partition holds what was written since a moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import closing

from workbench.clusters.client import MetadataClient
from workbench.clusters.offsets import Offsets
from workbench.clusters.reading import ReadError, not_all_read, offsets_of
from workbench.clusters.tail import tail
from workbench.records.escape import escape


def starts_since(
    config: Mapping[str, object], topic: str, since: int, partitions: Collection[int] | None = None
) -> dict[int, int]:
    """For `tail`: the first offset whose record has the timestamp `since` (epoch ms) or a later one, by partition.

    A partition that has none starts at its end. Blocks some seconds at most. Raises ReadError.
    """
    found, problems = offsets_of(config, topic, None if partitions is None else tuple(partitions))
    if problems:
        raise ReadError(not_all_read(topic, {one: escape(why) for one, why in problems.items()}))
    with closing(MetadataClient(config)) as client:
        first = client.first_since(topic, (one for one, ends in found.items() if ends.low < ends.high), since)
    return {one: _start(config, topic, one, ends, first.get(one), since) for one, ends in found.items()}


def _start(
    config: Mapping[str, object], topic: str, partition: int, ends: Offsets, first: int | None, since: int
) -> int:
    """Where a broker finds none, its newest record is looked at: the embedded cluster does not look for times."""
    if first is not None:
        return first
    if ends.low == ends.high:
        return ends.high
    newest = tail(config, topic, {partition: ends.high - 1})
    return ends.low if any((one.timestamp or 0) >= since for one in newest) else ends.high
