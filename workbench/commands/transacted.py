"""A send in one transaction: committed if every record of it was delivered, aborted if not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.commands.refused import Refused
from workbench.delivery.transactions import Transaction, TransactionState

if TYPE_CHECKING:
    from workbench.delivery.sending import Sending
    from workbench.session import Session

LOOK = 0.05
"""Seconds between two looks."""


def in_transaction(session: Session, begin: Callable[[], Sending], look: Callable[[], None]) -> Sending:
    """Begin a transaction, then a send in it, and end it. Returns once it is over; `look` is called meanwhile.

    Raises Refused where none could be begun.
    """
    session.begin_transaction()
    while (opened := _latest(session)) is None or opened.state is TransactionState.STARTING:
        look()
        if session.worker.join(LOOK):
            break
    if opened is None or opened.state is not TransactionState.OPEN:
        raise Refused(f"no transaction could be begun: {opened.problem if opened else 'it was interrupted'}")
    sending = begin()
    while not sending.wait_answered(LOOK) and not session.worker.join(0):
        look()
    totals = session.log.totals
    whole = not sending.stopped and sending.handed_over and not (totals.failed or totals.unknown)
    (session.worker.commit_transaction if whole else session.worker.abort_transaction)()
    while (latest := _latest(session)) is not None and not latest.state.is_over and not session.worker.join(LOOK):
        look()
        if latest.state is TransactionState.MUST_ABORT:
            session.worker.abort_transaction()
    return sending


def how_it_ended(session: Session) -> str:
    """Why the transaction was not committed, as a sentence; empty where it was."""
    latest = _latest(session)
    if latest is None or latest.state is TransactionState.COMMITTED:
        return ""
    if not latest.state.is_over:
        return "the transaction was not committed: its coordinator aborts it, and read_committed readers never see it"
    why = f" ({latest.problem})" if latest.problem else ""
    return f"the transaction was not committed, it is {latest.state}{why}: {latest.state.for_readers}"


def _latest(session: Session) -> Transaction | None:
    return session.log.transactions.latest
