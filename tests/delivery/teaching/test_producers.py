"""A producer that is fenced, out of step, closed, or between transactions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.delivery.teaching.choosing import chosen, step
from tests.delivery.teaching.lessons import WHOLE
from workbench.delivery.error_kinds import ErrorKind, kind_of
from workbench.delivery.teaching.facts import UNKNOWN
from workbench.delivery.teaching.producers import LESSONS

TRANSACTIONAL = replace(WHOLE, transactional_id="billing-1")


@pytest.mark.parametrize("name", ["INVALID_PRODUCER_EPOCH", "PRODUCER_FENCED", "_FENCED"])
def test_a_fenced_producer_names_what_it_shares_with_the_other(name: str) -> None:
    assert step(LESSONS, name, TRANSACTIONAL).startswith("end the other producer that uses 'billing-1'")
    assert step(LESSONS, name, UNKNOWN).startswith("reconnect")


def test_an_old_epoch_is_no_end_without_transactions() -> None:
    lesson = chosen(LESSONS, "INVALID_PRODUCER_EPOCH", WHOLE)
    assert (lesson.kind, lesson.step(WHOLE)) == (ErrorKind.RETRIABLE, "send it again")


@pytest.mark.parametrize("name", [name for name in LESSONS if kind_of(name) is ErrorKind.FATAL])
def test_after_what_is_fatal_comes_a_new_producer(name: str) -> None:
    assert "reconnect" in step(LESSONS, name, TRANSACTIONAL)


def test_without_a_transaction_one_is_begun_and_without_a_producer_one_is_opened() -> None:
    assert step(LESSONS, "_STATE", TRANSACTIONAL).startswith("begin a transaction")
    assert step(LESSONS, "_STATE", WHOLE).startswith("reconnect")


def test_a_failing_transaction_is_aborted() -> None:
    assert step(LESSONS, "TRANSACTION_ABORTABLE", TRANSACTIONAL).startswith("abort the transaction")
