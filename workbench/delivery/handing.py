"""Handing records to librdkafka: many in one call where they are plain, one by one where they have headers or times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from workbench.delivery.batch import Batch
from workbench.delivery.views import Numbers
from workbench.librdkafka.library import function
from workbench.librdkafka.messages import QUEUE_FULL, produce
from workbench.librdkafka.single import produce_one

_TOO_LARGE = 10
"""RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE"""

NO_SUCH_NAME = 1
"""Stands where an error code does for a topic whose name librdkafka cannot be given: one with a NUL."""

Left = list[tuple[int, int]]
"""Records that were not taken: the place in the batch, and the error's code."""


STRIKES = 3
"""Batches of a topic with a partition that was not there, after which its records go one by one for good."""


class Topics:
    """A producer's handles of topics, each made when it is first needed.

    What rd_kafka_produce_batch refuses for its partition it goes on counting as in flight, and it takes a place in the
    queue (librdkafka 2.13: no rd_kafka_msg_destroy where the partitioner fails); rd_kafka_produceva does not. So
    `leaked` counts such records, and those of a topic that had one go one by one until they are all taken again. It
    also makes partition -1 a part of a transaction, which no broker takes: `transactional` records all go one by one.
    """

    def __init__(self, handle: int, *, transactional: bool = False) -> None:
        self._transactional = transactional
        self.leaked = 0
        self._handle = handle
        self._handles: dict[str, int] = {}
        self._strikes: dict[str, int] = {}
        self._careful: set[str] = set()

    def __getitem__(self, name: str) -> int:
        known = self._handles.get(name)
        if known is None:
            known = self._handles[name] = function("rd_kafka_topic_new")(self._handle, name.encode(), None)
        return known

    def is_careful(self, name: str) -> bool:
        """Whether its records go one by one."""
        return self._transactional or name in self._careful

    def note_batch(self, name: str, left: Left) -> None:
        """What was left of a batch."""
        lost = sum(code not in (QUEUE_FULL, _TOO_LARGE) for _, code in left)
        if lost:
            self.leaked += lost
            self._strikes[name] = self._strikes.get(name, 0) + 1
            self._careful.add(name)

    def note_each(self, name: str, left: Left) -> None:
        """What was left of records that went one by one."""
        if not left and self._strikes.get(name, 0) < STRIKES:
            self._careful.discard(name)

    def close(self) -> None:
        """Let go of them."""
        for handle in self._handles.values():
            function("rd_kafka_topic_destroy")(handle)
        self._handles.clear()


def hand(handle: int, topics: Topics, batch: Batch, *, has_rows: bool) -> Left:
    """Hand what is waiting of a batch to a producer; what it did not take, in its order.

    Where the batch has rows in a log, what goes in a call of its own gets a moment of its own there: one call is one
    create time (reporting.py). A record alone goes without the array: that takes a tenth of the time.
    """
    whole = len(batch.waiting) == len(batch)
    careful = any(map(topics.is_careful, batch.names))
    if has_rows and len(batch) > 1 and (careful or not (whole and batch.is_plain)):
        _tell_apart(batch, one_by_one=careful or not batch.is_plain)
    left: Left = []
    for topic, places in _by_topic(batch):
        if "\0" in topic:
            left += [(place, NO_SUCH_NAME) for place in places]
        elif len(batch) > 1 and batch.is_plain and not topics.is_careful(topic):
            left += (of_batch := _many(topics[topic], batch, places))
            topics.note_batch(topic, of_batch)
        else:
            left += (of_each := _each(handle, topics[topic], batch, places))
            topics.note_each(topic, of_each)
    return left if len(batch.names) == 1 else sorted(left)


def _tell_apart(batch: Batch, *, one_by_one: bool) -> None:
    rows = batch.start + np.asarray(batch.waiting)
    handed = batch.chunk.views.handed
    steps = np.arange(1, len(rows) + 1) if one_by_one else 1
    handed[rows] += steps * np.spacing(handed[rows])


def _by_topic(batch: Batch) -> Iterator[tuple[str, Sequence[int]]]:
    """What is waiting, by topic, in its order within each."""
    if len(batch.names) == 1:
        yield batch.topics[0], batch.waiting
        return
    places: dict[str, list[int]] = {}
    for place in batch.waiting:
        places.setdefault(batch.topics[place], []).append(place)
    yield from places.items()


def _many(topic: int, batch: Batch, places: Sequence[int]) -> Left:
    keys, values, partitions = batch.keys, batch.values, batch.partitions
    opaques: Numbers = np.arange(batch.first_row, batch.first_row + len(batch))
    if len(places) < len(batch):
        keys, values = [keys[place] for place in places], [values[place] for place in places]
        partitions, opaques = [partitions[place] for place in places], opaques[list(places)]
    errors = produce(topic, keys, values, partitions, opaques)
    if not errors.any():
        return []
    return [(place, code) for place, code in zip(places, errors.tolist(), strict=True) if code]


def _each(handle: int, topic: int, batch: Batch, places: Sequence[int]) -> Left:
    """One after the other; once there is no room none is tried, so that their order stays."""
    left: Left = []
    for place in places:
        is_full = bool(left) and left[-1][1] == QUEUE_FULL
        code = QUEUE_FULL if is_full else _one(handle, topic, batch, place)
        if code:
            left.append((place, code))
    return left


def _one(handle: int, topic: int, batch: Batch, place: int) -> int:
    return produce_one(
        handle,
        topic,
        batch.keys[place],
        batch.values[place],
        batch.partitions[place],
        batch.first_row + place,
        timestamp=batch.timestamps[place],
        headers=batch.headers[place],
    )
