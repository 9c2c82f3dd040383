"""Records and bytes per partition, against counting them one by one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.records import hand_over, record
from tests.delivery.reports import answer
from workbench.delivery import partition_figures as module
from workbench.delivery.log import DeliveryLog
from workbench.delivery.partition_figures import PartitionFigures, partition_figures
from workbench.delivery.report import DeliveryError, DeliveryState
from workbench.records.record import ProducerRecord

TIMED_OUT = DeliveryError("_TIMED_OUT", "Local: Timed out", retriable=True)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["orders", "payments", "audit"]),
        st.integers(-1, 5),
        st.sampled_from(DeliveryState),
        st.one_of(st.none(), st.binary(max_size=5)),
    ),
    max_size=60,
)
Rows = list[tuple[str, int, DeliveryState, bytes | None]]


def logged(rows: Rows) -> DeliveryLog:
    """A log of small chunks with these rows."""
    log = DeliveryLog(capacity=64, kept_bytes=0)
    log.chunk_rows = 7
    for topic, partition, state, value in rows:
        batch = hand_over(log, ProducerRecord(topic, b"k", value, (("name", b"v"),), None))
        batch.chunk.partitions[batch.start] = partition
        batch.chunk.states[batch.start] = state
    return log


def counted(rows: Rows) -> tuple[PartitionFigures, ...]:
    """One by one."""
    came, failed, size = Counter[tuple[str, int]](), Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for topic, partition, state, value in rows:
        if state is DeliveryState.QUEUED or partition < 0:
            continue
        if state in (DeliveryState.DELIVERED, DeliveryState.SENT):
            came[topic, partition] += 1
            size[topic, partition] += len(b"k") + len(value or b"") + len(b"namev")
        else:
            failed[topic, partition] += 1
    places = sorted(came | failed)
    return tuple(PartitionFigures(*one, came[one], failed[one], size[one]) for one in places)


@given(ROWS)
def test_as_counted_one_by_one(rows: Rows) -> None:
    assert partition_figures(logged(rows)) == counted(rows)


@given(ROWS)
def test_so_many_that_they_are_put_into_order_first(rows: Rows) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_AT_ONCE", 0)
        assert partition_figures(logged(rows)) == counted(rows)


def test_only_rows_that_are_kept() -> None:
    log = DeliveryLog(capacity=2, kept_bytes=0)
    for partition in range(4):
        answer(log, hand_over(log, record()), partition=partition)
    assert [one.partition for one in partition_figures(log)] == [2, 3]
    assert partition_figures(DeliveryLog()) == ()
