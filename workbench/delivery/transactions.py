"""Transactions of a session: which rows each has, and how it ended."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter


class TransactionState(StrEnum):
    """Where a transaction is on its way. The last five are ends."""

    STARTING = "starting"
    """The producer is getting its id from the transaction coordinator."""
    OPEN = "open"
    COMMITTING = "committing"
    ABORTING = "aborting"
    MUST_ABORT = "can only be aborted"
    COMMITTED = "committed"
    ABORTED = "aborted"
    FENCED = "fenced"
    """Another producer with the same transactional.id took over: the coordinator aborts what this one began."""
    LOST = "lost"
    """No answer says how it ended: the coordinator aborts it when transaction.timeout.ms is over, unless a commit that
    was on its way arrived."""
    REFUSED = "refused"
    """It never began."""

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self in _OVER

    @property
    def is_aborted(self) -> bool:
        """Whether its records count for nothing."""
        return self in (TransactionState.ABORTED, TransactionState.FENCED)

    @property
    def for_readers(self) -> str:
        """What its records are to consumers, in words."""
        return _FOR_READERS.get(self, _NOT_YET)


_OVER = frozenset(
    {
        TransactionState.COMMITTED,
        TransactionState.ABORTED,
        TransactionState.FENCED,
        TransactionState.LOST,
        TransactionState.REFUSED,
    }
)
_NOT_YET = "read_committed readers do not see them yet, nor anything after them in these partitions; others do"
_FOR_READERS = {
    TransactionState.COMMITTED: "every reader sees them",
    TransactionState.ABORTED: "they stay in the log: read_committed readers skip them, others see them",
    TransactionState.FENCED: "the coordinator aborted them: read_committed readers skip them, others see them",
    TransactionState.LOST: "not known; the coordinator aborts them at its time-out unless the commit arrived",
    TransactionState.REFUSED: "there are none",
}


@dataclass(frozen=True, slots=True)
class Transaction:
    """One of a session's. `number` counts from 1, `first` is its first row, `stop` the row after its last, None so far.

    `began` is epoch seconds; `problem` why it is as it is, as a sentence; empty while there is none.
    """

    number: int
    transactional_id: str
    state: TransactionState
    first: int
    stop: int | None = None
    began: float = 0.0
    problem: str = ""


class Transactions:
    """All of a session, in their order. The worker's thread writes, any thread reads."""

    def __init__(self) -> None:
        self._all: tuple[Transaction, ...] = ()

    @property
    def latest(self) -> Transaction | None:
        """The one that is open, or was last."""
        return self._all[-1] if self._all else None

    def __len__(self) -> int:
        return len(self._all)

    def begin(self, transactional_id: str, first: int, now: float) -> None:
        """A new one; the one before is over."""
        begun = Transaction(len(self._all) + 1, transactional_id, TransactionState.STARTING, first, None, now)
        self._all = (*self._all, begun)

    def note(self, state: TransactionState, problem: str = "", stop: int | None = None) -> None:
        """The latest has come to this state."""
        self._all = (*self._all[:-1], replace(self._all[-1], state=state, problem=problem, stop=stop))

    def numbered(self, number: int) -> Transaction:
        """The one of this number."""
        return self._all[number - 1]

    def of_row(self, number: int) -> Transaction | None:
        """The one that a row was sent in; None if in none."""
        place = bisect_right(self._all, number, key=attrgetter("first"))
        found = self._all[place - 1] if place else None
        return found if found is not None and (found.stop is None or number < found.stop) else None
