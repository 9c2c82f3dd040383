"""Sends in a transaction: what is noted of it, and what its records are after a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery.journal.desk import Desk, numbered, of_lines, origin, remake, write_lines
from workbench.delivery.journal.history import Wanted, find_records, one_send
from workbench.delivery.journal.origin import Kind
from workbench.delivery.journal.recovery import open_sends
from workbench.delivery.journal.settling import Checked, check
from workbench.delivery.journal.transacted import Transacted
from workbench.delivery.report import DeliveryState, Totals
from workbench.delivery.transactions import TransactionState


def begin(desk: Desk) -> None:
    desk.log.transactions.begin("id", desk.log.next, 0.0)
    desk.log.transactions.note(TransactionState.OPEN)


def sent_in_transaction(desk: Desk, count: int = 4) -> None:
    """All of it delivered into a transaction that is open."""
    begin(desk)
    sending = desk.send(numbered(count), origin(count, Kind.AGAIN))
    for batch in desk.hand_all(sending):
        desk.deliver(batch)
    desk.finish(sending)


@pytest.mark.parametrize(
    ("end", "transacted", "totals", "state"),
    [
        (TransactionState.COMMITTED, Transacted.COMMITTED, Totals(delivered=4), "delivered"),
        (TransactionState.ABORTED, Transacted.ABORTED, Totals(failed=4), "failed"),
        (TransactionState.FENCED, Transacted.ABORTED, Totals(failed=4), "failed"),
        (TransactionState.LOST, Transacted.LOST, Totals(unknown=4), "unknown"),
    ],
)
def test_the_records_are_what_their_transaction_became(
    desk: Desk, path: Path, end: TransactionState, transacted: Transacted, totals: Totals, state: str
) -> None:
    sent_in_transaction(desk)
    assert (one_send(path, 1).transacted, one_send(path, 1).ended) == (Transacted.OPEN, None), "it is not at its end"
    desk.log.transactions.note(end, stop=desk.log.next)
    desk.books.look()
    sent = one_send(path, 1)
    assert (sent.transacted, sent.totals, sent.ended is not None) == (transacted, totals, True)
    assert {DeliveryState(one.state).word for one in find_records(path, Wanted())} == {state}


def test_while_it_is_open_its_records_are_delivered_and_after_a_crash_they_are_not(desk: Desk, path: Path) -> None:
    sent_in_transaction(desk)
    assert one_send(path, 1).totals == Totals(delivered=4)
    desk.crash()
    sent = one_send(path, 1)
    assert (sent.totals, sent.transacted) == (Totals(failed=4), Transacted.ABORTED), "its coordinator aborts it"
    assert (sent.is_open, sent.is_unsettled) == (False, True)


def test_of_one_that_was_being_committed_only_the_topic_knows(desk: Desk, path: Path) -> None:
    sent_in_transaction(desk)
    desk.log.transactions.note(TransactionState.COMMITTING)
    desk.books.look()
    desk.crash()
    assert (one_send(path, 1).totals, [sent.number for sent in open_sends(path)]) == (Totals(unknown=4), [1])
    assert check(path, 1, desk.topic.read) == Checked(4, 0)
    assert (one_send(path, 1).totals, open_sends(path)) == (Totals(delivered=4), ())


def test_lines_that_were_being_committed_are_looked_for_from_the_first_on(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    begin(desk)
    sending = desk.send_lines(of_lines(write_lines(tmp_path / "lines", 2_000)))
    for number, batch in enumerate(desk.hand_all(sending, 500)):
        desk.deliver(batch, range(0 if number == 1 else len(batch)))
        desk.settle(batch, range(len(batch) if number == 1 else 0), DeliveryState.FAILED)
    desk.books.look()
    desk.log.transactions.note(TransactionState.COMMITTING)
    desk.books.look()
    desk.crash()
    assert one_send(path, 1).totals == Totals(failed=500, unknown=1_500)
    asked = []

    def read(tail):  # type: ignore[no-untyped-def]
        asked.append(tail.committed)
        return desk.topic.read(tail)

    assert check(path, 1, read, remake) == Checked(1_500, 0)
    assert asked == [True]
    assert one_send(path, 1).totals == Totals(delivered=1_500, failed=500)


def test_a_session_that_ends_does_not_wait_for_it(desk: Desk, path: Path) -> None:
    sent_in_transaction(desk)
    desk.close()
    assert one_send(path, 1).transacted is Transacted.ABORTED


def test_what_is_in_no_transaction_knows_of_none(desk: Desk, path: Path) -> None:
    sending = desk.send(numbered(2), origin(2, Kind.AGAIN))
    for batch in desk.hand_all(sending):
        desk.deliver(batch)
    desk.finish(sending)
    assert one_send(path, 1).transacted is Transacted.NONE


def test_what_was_only_sent_is_unknown_when_the_workbench_died_before_the_end(desk: Desk, path: Path) -> None:
    """Nobody asked for answers, and librdkafka may have had some of it left."""
    sending = desk.send(numbered(3), origin(3, Kind.AGAIN))
    for batch in desk.hand_all(sending):
        desk.settle(batch, range(len(batch)), DeliveryState.SENT)
    desk.books.look()
    assert one_send(path, 1).totals == Totals(sent=3)
    desk.crash()
    assert one_send(path, 1).totals == Totals(unknown=3)
    assert check(path, 1, desk.topic.read) == Checked(0, 3)
    assert one_send(path, 1).totals == Totals(failed=3)
