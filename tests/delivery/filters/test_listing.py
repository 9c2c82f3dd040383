"""All rows: positions are numbers; the next failure by a search of bytes."""

from __future__ import annotations

from tests.delivery.records import hand_over, record
from tests.delivery.reports import answer
from workbench.delivery.filters.listing import AllRows
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryError, DeliveryState

FAILED = DeliveryError("MSG_SIZE_TOO_LARGE", "too large")


def failing(*failed: int, rows: int = 20, capacity: int = 15) -> DeliveryLog:
    """A log in which these rows failed; every third is in flight."""
    log = DeliveryLog(capacity)
    log.chunk_rows = 4
    for number in range(1, rows + 1):
        batch = hand_over(log, record())
        if number in failed:
            state = DeliveryState.FAILED if number % 2 else DeliveryState.UNKNOWN
            log.settle(batch.chunk, batch.start, state, FAILED)
        elif number % 3:
            answer(log, batch)
    return log


def test_positions_are_numbers() -> None:
    rows = AllRows(failing())
    assert (rows.first, rows.next, rows.number(6), rows.number(5), rows.number(21)) == (6, 21, 6, None, None)
    assert (rows.position(1), rows.position(9), rows.position(99)) == (6, 9, 21)
    assert rows.numbers().tolist() == list(range(6, 21))


def test_the_next_failure_in_both_directions() -> None:
    rows = AllRows(failing(2, 7, 8, 15, 20))
    found, at = [], 1
    while (next_ := rows.failure(at, forward=True)) is not None:
        found.append(at := next_)
    assert found == [7, 8, 15, 20]
    found = [at]
    while (before := rows.failure(at, forward=False)) is not None:
        found.append(at := before)
    assert found == [20, 15, 8, 7]
