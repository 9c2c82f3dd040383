"""The transaction in the top line."""

from __future__ import annotations

from tests.delivery.records import hand_over, record
from workbench.delivery.log import DeliveryLog
from workbench.delivery.transactions import TransactionState
from workbench.tui.transaction_words import transaction_words


def test_only_while_one_is_on_its_way() -> None:
    log = DeliveryLog()
    assert transaction_words(log) == ""
    log.transactions.begin("a", log.next, 0.0)
    log.transactions.note(TransactionState.OPEN)
    hand_over(log, record())
    assert transaction_words(log) == " transaction 1 open · 1 record "
    log.transactions.note(TransactionState.COMMITTED, stop=log.next)
    assert transaction_words(log) == ""
