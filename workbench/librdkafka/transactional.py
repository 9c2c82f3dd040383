"""librdkafka's transactional calls, each in pieces of a tenth of a second, so that whoever calls is never held up."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.librdkafka.library import error_name, function, quick_function

STEP_MS = 100
"""Milliseconds that one call may take. A call that has not come to its end is called again (rdkafka.h)."""


@dataclass(frozen=True, slots=True)
class TransactionError(Exception):
    """Why a call failed. `retriable`: call it again; `must_abort`: only an abort is left; `fatal`: nothing is."""

    name: str
    words: str
    retriable: bool
    must_abort: bool
    fatal: bool

    def __str__(self) -> str:
        return f"{self.name}: {self.words}"


def init(handle: int) -> None:
    """Get the producer's id, and end what an earlier producer of the same transactional.id left open."""
    _raise(function("rd_kafka_init_transactions")(handle, STEP_MS))


def begin(handle: int) -> None:
    """Everything produced from now on is part of it."""
    _raise(function("rd_kafka_begin_transaction")(handle))


def commit(handle: int) -> None:
    """Only once every record has its report: librdkafka waits for them, and nobody polls meanwhile."""
    _raise(function("rd_kafka_commit_transaction")(handle, STEP_MS))


def abort(handle: int) -> None:
    """Purges what is in flight first; the reports of that have to be polled between two calls."""
    _raise(function("rd_kafka_abort_transaction")(handle, STEP_MS))


def _raise(error: int | None) -> None:
    if error is None:
        return
    text: bytes | None = quick_function("rd_kafka_error_string")(error)
    raised = TransactionError(
        error_name(quick_function("rd_kafka_error_code")(error)),
        (text or b"").decode(errors="replace"),
        bool(quick_function("rd_kafka_error_is_retriable")(error)),
        bool(quick_function("rd_kafka_error_txn_requires_abort")(error)),
        bool(quick_function("rd_kafka_error_is_fatal")(error)),
    )
    quick_function("rd_kafka_error_destroy")(error)
    raise raised
