"""Which records of a send are left to be sent, once nobody is at work on it."""

from __future__ import annotations

from workbench.delivery.errors import NEVER_SENT
from workbench.delivery.journal.checking import NOT_THERE
from workbench.delivery.journal.sends import SentRecord
from workbench.delivery.journal.transacted import ABORTED
from workbench.delivery.report import DeliveryState

_NOBODY_REFUSED = NEVER_SENT | {NOT_THERE.name, ABORTED.name}
"""The errors of records that are left whatever is asked for."""


def is_left(one: SentRecord, *, unknown: bool, failed: bool) -> bool:
    """Whether a record, or a run of them, is to be sent: also what is `unknown`, also what a broker refused."""
    if one.error is not None and one.error.name in _NOBODY_REFUSED:
        return True
    if one.state is DeliveryState.FAILED:
        return failed
    return unknown and one.state in (DeliveryState.QUEUED, DeliveryState.UNKNOWN)
