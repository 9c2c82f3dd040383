"""What is left of a send that was given up, refused or aborted, or that was gone on with already."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery.journal.conftest import Opened
from tests.delivery.journal.desk import Desk, columns_of, numbered, of_lines, origin, remake, values_of, write_lines
from workbench.delivery.books import BooksError
from workbench.delivery.errors import NOT_SENT, NOT_WRITTEN_DOWN
from workbench.delivery.journal.going_on import Wish, go_on
from workbench.delivery.journal.history import one_send
from workbench.delivery.journal.lines import thinned
from workbench.delivery.journal.origin import Kind
from workbench.delivery.journal.recovery import unfinished_sends
from workbench.delivery.report import DeliveryState, Totals
from workbench.delivery.transactions import TransactionState
from workbench.records.record import ProducerRecord

RECORD = ProducerRecord("orders", b"k", b"v", (), 1, 1_700_000_000_000)


def test_what_was_given_up_before_it_left_is_left(desk: Desk, path: Path, tmp_path: Path) -> None:
    """By Ctrl-C, say: nobody refused it."""
    of = of_lines(write_lines(tmp_path / "lines", 3_000))
    sending = desk.send_lines(of)
    batch = desk.hand_over(sending, 1_000)
    assert batch is not None
    desk.deliver(batch, range(400))
    desk.settle(batch, [400], DeliveryState.FAILED)
    desk.settle(batch, range(401, 1_000), DeliveryState.FAILED, NOT_SENT)
    sending.stop()
    desk.finish(sending)
    sent, every = one_send(path, 1), [record.value for record in columns_of(of)]
    assert (sent.is_open, sent.is_unsettled) == (False, True)
    assert values_of(go_on(path, 1).origin) == every[401:]
    assert values_of(go_on(path, 1, Wish(failed=True)).origin) == every[400:]


def test_given_up_rows_and_one_record_many_times(desk: Desk, path: Path) -> None:
    left = []
    for count, kind in ((4, Kind.AGAIN), (1_500, Kind.RECORD)):
        sending = desk.send([RECORD] * count, origin(count, kind))
        batches = desk.hand_all(sending, 2)
        left.append(len(batches[-1]))
        for batch in batches[:-1]:
            desk.deliver(batch)
        desk.settle(batches[-1], range(len(batches[-1])), DeliveryState.FAILED, NOT_WRITTEN_DOWN)
        desk.finish(sending)
    assert [sent.number for sent in unfinished_sends(path)] == [2, 1]
    assert [len(go_on(path, number).records or ()) for number in (1, 2)] == left


def test_what_was_refused_can_be_tried_again_after_it_was_gone_on_with(
    desk: Desk, another: Opened, path: Path, tmp_path: Path
) -> None:
    of = of_lines(write_lines(tmp_path / "lines", 3_000))
    sending = desk.send_lines(of)
    batch = desk.hand_over(sending, 1_000)
    assert batch is not None
    bad = [3, 4, 700]
    desk.deliver(batch, [place for place in range(1_000) if place not in bad])
    desk.settle(batch, bad, DeliveryState.FAILED)
    sending.stop()
    desk.finish(sending)
    for wish in (Wish(), Wish(failed=True)):
        rest = go_on(path, 1, wish).origin
        workbench = another()
        second = workbench.send_lines(rest, thinned(remake(rest), rest.left_out))
        for one in workbench.hand_all(second):
            workbench.deliver(one)
        workbench.finish(second)
    every = [record.value for record in columns_of(of)]
    assert one_send(path, 3).handed == len(bad)
    assert (one_send(path, 1).resumed, one_send(path, 1).retried) == (2, 3)
    there = [record.value for held in desk.topic.held for record in held]
    assert sorted(value or b"" for value in there) == sorted(value or b"" for value in every)
    with pytest.raises(BooksError, match="was gone on with already: see send 2"):
        go_on(path, 1)
    with pytest.raises(BooksError, match="what failed of it was tried again: see send 3"):
        go_on(path, 1, Wish(failed=True))


def test_rows_that_were_refused_can_be_tried_again_too(desk: Desk, another: Opened, path: Path) -> None:
    sending = desk.send(numbered(4), origin(6, Kind.AGAIN))
    (batch, *others) = desk.hand_all(sending, 4)
    desk.settle(batch, range(len(batch)), DeliveryState.FAILED)
    for one in others:
        desk.settle(one, range(len(one)), DeliveryState.UNKNOWN)
    desk.finish(sending)
    workbench = another()
    rest = go_on(path, 1)
    for one in workbench.hand_all(workbench.send(rest.records or (), rest.origin)):
        workbench.deliver(one)
    assert go_on(path, 1, Wish(failed=True)).records == tuple(numbered(4)[: len(batch)])


def test_all_of_an_aborted_transaction_is_left(desk: Desk, path: Path, tmp_path: Path) -> None:
    of = of_lines(write_lines(tmp_path / "lines", 3_000))
    desk.log.transactions.begin("id", 1, 0.0)
    desk.log.transactions.note(TransactionState.OPEN)
    sending = desk.send_lines(of)
    batch = desk.hand_over(sending, 1_000)
    assert batch is not None
    desk.deliver(batch, range(999))
    desk.settle(batch, [999], DeliveryState.FAILED)
    sending.stop()
    desk.books.look()
    desk.log.transactions.note(TransactionState.ABORTED, stop=desk.log.next)
    desk.finish(sending)
    sent = one_send(path, 1)
    assert (sent.totals, sent.is_unsettled) == (Totals(failed=1_000), True)
    assert values_of(go_on(path, 1).origin) == [record.value for record in columns_of(of)]
