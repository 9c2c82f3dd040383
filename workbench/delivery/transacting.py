"""A transaction on its way, a step at a time, in the worker's thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from workbench.delivery.configuration import scrubbed
from workbench.delivery.log import DeliveryLog
from workbench.delivery.transactions import Transaction, TransactionState
from workbench.records.escape import escape

if TYPE_CHECKING:
    from workbench.delivery.producer import OpenProducer

PATIENCE = 60.0
"""Seconds without an end after which a call is given up: the default of transaction.timeout.ms."""

_FENCED = frozenset({"_FENCED", "PRODUCER_FENCED", "INVALID_PRODUCER_EPOCH", "INVALID_TXN_STATE"})


class Transacting:
    """Drives the latest of the log's transactions with one producer, `step` by `step`; `over` once it has ended."""

    def __init__(self, producer: OpenProducer, config: Mapping[str, object], log: DeliveryLog) -> None:
        self._producer = producer
        self._config = config
        self._log = log
        self._until = time.monotonic() + PATIENCE
        log.transactions.begin(str(config["transactional.id"]), log.next, time.time())

    @property
    def over(self) -> bool:
        """Whether it has ended, one way or the other."""
        return self._latest.state.is_over

    @property
    def as_asked(self) -> bool:
        """Whether it ended as somebody wanted it to."""
        return self._latest.state in (TransactionState.COMMITTED, TransactionState.ABORTED)

    @property
    def takes_records(self) -> bool:
        """Whether records can be handed over into it."""
        return self._latest.state is TransactionState.OPEN

    @property
    def _latest(self) -> Transaction:
        latest = self._log.transactions.latest
        assert latest is not None
        return latest

    def end(self, *, commit: bool) -> None:
        """Begin its end. Does nothing where it cannot end that way now."""
        state = self._latest.state
        if state is TransactionState.OPEN or (state is TransactionState.MUST_ABORT and not commit):
            self._until = time.monotonic() + PATIENCE
            self._note(TransactionState.COMMITTING if commit else TransactionState.ABORTING)

    def step(self) -> None:
        """What is due now; a tenth of a second at most."""
        state, handle = self._latest.state, self._producer.handle
        if handle is None:
            self._note(TransactionState.LOST, "its producer was closed")
        elif self._producer.fatal and not state.is_over:
            self._fail(self._producer.fatal, fenced="FENCED" in self._producer.fatal)
        elif state is TransactionState.STARTING:
            self._start(handle)
        elif state is TransactionState.COMMITTING and not self._log.totals.in_flight:
            self._call(_call("commit"), handle, TransactionState.COMMITTED)
        elif state is TransactionState.ABORTING:
            self._call(_call("abort"), handle, TransactionState.ABORTED)

    def _start(self, handle: int) -> None:
        def start(handle: int) -> None:
            _call("init")(handle)
            _call("begin")(handle)

        self._call(start, handle, TransactionState.OPEN)

    def _call(self, call: Callable[[int], None], handle: int, reached: TransactionState) -> None:
        """One attempt. Not at its end yet is no failure while there is time."""
        from workbench.librdkafka.transactional import TransactionError

        try:
            call(handle)
        except TransactionError as error:
            if error.retriable and not error.fatal and time.monotonic() < self._until:
                return
            self._refuse(error.name, str(error), must_abort=error.must_abort)
        else:
            self._note(reached)

    def _refuse(self, name: str, words: str, *, must_abort: bool) -> None:
        state = self._latest.state
        if must_abort and state is TransactionState.COMMITTING:
            self._note(TransactionState.MUST_ABORT, f"it cannot be committed: {self._said(words)}")
        elif state is TransactionState.STARTING and name not in _FENCED:
            self._note(TransactionState.REFUSED, f"no transaction could begin: {self._said(words)}")
        else:
            self._fail(words, fenced=name in _FENCED)

    def _fail(self, words: str, *, fenced: bool) -> None:
        if fenced:
            other = f"another producer with the transactional.id {self._latest.transactional_id!r} took over"
            self._note(TransactionState.FENCED, f"{other}: {self._said(words)}")
        else:
            self._note(TransactionState.LOST, self._said(words))

    def _note(self, state: TransactionState, problem: str = "") -> None:
        self._log.transactions.note(state, problem, self._log.next if state.is_over else None)

    def _said(self, words: str) -> str:
        return escape(scrubbed(words, self._config))


def _call(name: str) -> Callable[[int], None]:
    """A call of librdkafka's; what it needs is imported when a transaction begins."""
    from workbench.librdkafka import transactional

    found: Callable[[int], None] = getattr(transactional, name)
    return found
