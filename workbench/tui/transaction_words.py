"""The transaction that is on its way, in few words."""

from __future__ import annotations

from workbench.delivery.log import DeliveryLog
from workbench.tui.figures import plural


def transaction_words(log: DeliveryLog) -> str:
    """`transaction 2 open · 14 records`; empty where none is on its way."""
    latest = log.transactions.latest
    if latest is None or latest.state.is_over:
        return ""
    return f" transaction {latest.number} {latest.state} · {plural(log.next - latest.first, 'record')} "
