"""Sorted views against Python's own sort."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.filters.test_listing import failing
from tests.delivery.records import hand_over, record
from tests.delivery.reports import answer
from workbench.delivery.filters.listing import AllRows
from workbench.delivery.filters.sorting import SortBy, SortedRows
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryReport


def value(report: DeliveryReport, by: SortBy) -> tuple[object, ...] | None:
    """What a row is sorted by; None sorts last."""
    match by:
        case SortBy.LATENCY:
            return None if report.latency is None else (report.latency,)
        case SortBy.SIZE:
            return (report.size,)
        case SortBy.KEY:
            return None if report.key is None else (report.key,)
        case SortBy.PARTITION:
            offset = -1 if report.offset is None else report.offset
            return None if report.partition is None else (report.partition, offset)
        case SortBy.TIME:
            return (report.number,)


def expected(log: DeliveryLog, by: SortBy, descending: bool) -> list[int]:
    rows = [row for number in range(log.first, log.next) if (row := log.row(number)) is not None]
    having = [(found, row.number) for row in rows if (found := value(row, by)) is not None]
    having.sort(key=lambda one: one[0], reverse=descending)
    return [number for _, number in having] + [row.number for row in rows if value(row, by) is None]


def sort(log: DeliveryLog, by: SortBy, descending: bool) -> SortedRows:
    return SortedRows(log, AllRows(log).numbers(), by, descending=descending, at=0.0)


keys = st.none() | st.binary(max_size=20) | st.sampled_from((b"customer-account-1", b"customer-account-2", b"a\0"))


@given(st.lists(st.tuples(keys, st.integers(0, 4), st.booleans()), max_size=40), st.sampled_from(SortBy), st.booleans())
def test_the_order_is_pythons(rows: list[tuple[bytes | None, int, bool]], by: SortBy, descending: bool) -> None:
    log = DeliveryLog(capacity=30)
    log.chunk_rows = 8
    for place, (key, number, settles) in enumerate(rows):
        batch = hand_over(log, record(key, b"v" * number))
        if settles:
            answer(log, batch, partition=number, offset=place, latency=number / 4)
    assert sort(log, by, descending).numbers().tolist() == expected(log, by, descending)


def test_a_sorted_view_is_frozen_and_loses_what_leaves() -> None:
    log = failing(rows=10, capacity=10)
    view = sort(log, SortBy.TIME, True)
    assert (view.first, view.next, view.newest, view.number(0), view.number(10)) == (0, 10, 10, 10, None)
    hand_over(log, record(), record())
    view.look()
    assert (len(view), view.number(0), view.number(7)) == (8, 10, 3)
    assert (view.position(9), view.position(99)) == (1, 0)


@pytest.mark.parametrize("descending", [False, True])
def test_the_next_failure_in_this_order(descending: bool) -> None:
    view = sort(failing(2, 5, 9, rows=10, capacity=10), SortBy.TIME, descending)
    forward = not descending
    assert view.failure(5, forward=forward) == 9
    assert view.failure(5, forward=not forward) == 2
    assert view.failure(9, forward=forward) is None


def test_an_empty_log_sorts() -> None:
    for by in SortBy:
        assert len(sort(DeliveryLog(), by, False)) == 0
