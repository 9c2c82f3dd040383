"""Records until their outcomes are written."""

from __future__ import annotations

from tests.delivery.journal.desk import numbered
from workbench.delivery.batch import Batch
from workbench.delivery.journal.piece import Piece
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState


def _piece(count: int) -> tuple[Piece, Batch]:
    log = DeliveryLog()
    for size in (3, count):
        batch = Batch(numbered(size))
        log.hand_over(batch)
    return Piece.of(batch, 100), batch


def test_settled_up_to_the_first_that_is_not() -> None:
    piece, batch = _piece(10)
    assert piece.settled == 0
    for row in (3, 4, 6):
        batch.chunk.states[row] = DeliveryState.DELIVERED
    assert piece.settled == 2
    piece.forget(2)
    assert (piece.settled, piece.count, piece.number(5)) == (0, 8, 102)
    assert piece.record(5) is batch.records[2]
    batch.chunk.states[3:13] = bytes([1]) * 10
    assert piece.settled == 8


def test_thinned_to_what_may_yet_be_needed() -> None:
    piece, batch = _piece(10)
    batch.chunk.states[3:10] = bytes([DeliveryState.DELIVERED]) * 7
    batch.chunk.settle(11, DeliveryState.FAILED)
    kept = {row: piece.record(row) for row in (10, 11, 12)}
    piece.thin()
    piece.thin()
    assert piece.batch is None
    assert {row: piece.record(row) for row in (10, 11, 12)} == kept
    piece.forget(7)
    assert (piece.start, piece.number(10)) == (10, 107)


def test_not_thinned_while_most_of_it_is_in_flight() -> None:
    piece, _ = _piece(10)
    piece.thin()
    assert piece.batch is not None
