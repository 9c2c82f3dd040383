"""Which rows a transaction has, and what its records are to readers."""

from __future__ import annotations

import pytest

from workbench.delivery.transactions import Transactions, TransactionState


def test_rows_belong_to_the_transaction_they_were_sent_in() -> None:
    all_ = Transactions()
    assert (all_.latest, all_.of_row(1), len(all_)) == (None, None, 0)
    all_.begin("a", 3, 0.0)
    all_.note(TransactionState.COMMITTED, stop=5)
    all_.begin("a", 7, 1.0)
    found = [one and one.number for one in map(all_.of_row, range(1, 10))]
    assert found == [None, None, 1, 1, None, None, 2, 2, 2]


@pytest.mark.parametrize("state", list(TransactionState))
def test_every_state_says_what_readers_see(state: TransactionState) -> None:
    assert len(state.for_readers) > 10
    assert state.is_over is (state.value in ("committed", "aborted", "fenced", "lost", "refused"))
