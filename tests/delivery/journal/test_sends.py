"""A send as the journal holds it: open, complete, to be gone on with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.delivery.journal.desk import Desk, numbered, of_lines, origin, remake, write_lines
from workbench.delivery.books import BooksError
from workbench.delivery.journal.history import Wanted, find_records, one_send
from workbench.delivery.journal.origin import Kind
from workbench.delivery.report import DeliveryState, Totals


def test_a_send_that_is_under_way_and_one_that_is_done(desk: Desk, path: Path) -> None:
    sending = desk.send(numbered(3), origin(3, Kind.AGAIN))
    batches = desk.hand_all(sending)
    sent = one_send(path, 1)
    assert (sent.alive, sent.is_open, sent.can_go_on) == (True, False, False)
    assert sent.totals == Totals(in_flight=3)
    for batch in batches:
        desk.deliver(batch)
    desk.finish(sending)
    sent = one_send(path, 1)
    assert (sent.is_open, sent.can_go_on, sent.complete) == (False, False, True)
    assert sent.origin == origin(3, Kind.AGAIN)
    assert sent.begun <= (sent.ended or 0)


def test_what_is_in_flight_is_unknown_once_its_workbench_is_gone(desk: Desk, path: Path) -> None:
    desk.hand_over(desk.send(numbered(3), origin(3, Kind.AGAIN)))
    desk.crash()
    sent = one_send(path, 1)
    assert (sent.totals, sent.is_open, sent.can_go_on) == (Totals(unknown=1), True, True)


def test_lines_that_were_stopped_can_be_gone_on_with(desk: Desk, path: Path, tmp_path: Path) -> None:
    of = of_lines(write_lines(tmp_path / "lines", 3_000))
    sending = desk.send_lines(of, remake(of))
    batch = desk.hand_over(sending, 1_000)
    assert batch is not None
    sending.stop()
    desk.deliver(batch)
    desk.finish(sending)
    sent = one_send(path, 1)
    assert (sent.complete, sent.is_open, sent.can_go_on) == (False, False, True)
    assert not replace(sent, resumed=2).can_go_on


def test_a_record_of_the_journal(desk: Desk, path: Path) -> None:
    (record,) = numbered(1)
    desk.hand_all(desk.send([record], origin()))
    (one,) = find_records(path, Wanted())
    assert (one.send, one.number, one.count, one.topic, one.size) == (1, 0, 1, "orders", record.size)
    assert (one.state, one.offset, one.error) == (DeliveryState.QUEUED, None, None)
    assert one.at == one_send(path, 1).begun


def test_a_send_that_is_not_there(path: Path) -> None:
    with pytest.raises(BooksError, match="there is no send 7 in the journal"):
        one_send(path, 7)
