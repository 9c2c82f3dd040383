"""A send in bulk: how far every outcome is known, where that is in the input, and what was not delivered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery.journal.desk import Desk, of_lines, origin, write_lines
from workbench.delivery.journal import bulk
from workbench.delivery.journal.bulk import BulkBook
from workbench.delivery.journal.history import Wanted, find_records, one_send
from workbench.delivery.report import DeliveryState, Totals
from workbench.records.record import ProducerRecord


def test_outcomes_count_up_to_the_first_record_without_one(desk: Desk, path: Path, tmp_path: Path) -> None:
    sending = desk.send_lines(of_lines(write_lines(tmp_path / "lines", 30_000)))
    batches = desk.hand_all(sending, 1_000)
    for batch in batches[1:]:
        desk.deliver(batch)
    desk.deliver(batches[0], range(600))
    desk.books.look()
    sent = one_send(path, 1)
    assert (sent.known, sent.totals) == (600, Totals(delivered=600, in_flight=29_400))
    assert sent.known_at is not None
    assert sent.known_at.line == 1
    assert sent.handed_at is not None
    lines = (tmp_path / "lines").read_bytes()
    assert lines[: sent.handed_at.offset].count(b"\n") == sent.handed_at.line - 1 > 0
    desk.deliver(batches[0], range(600, len(batches[0])))
    desk.finish(sending)
    assert one_send(path, 1).totals == Totals(delivered=30_000)


def test_acks_of_none_are_sent(desk: Desk, path: Path) -> None:
    sending = desk.send([ProducerRecord("orders")] * 1_001, origin(1_001))
    for batch in desk.hand_all(sending):
        for place in range(len(batch)):
            batch.chunk.settle(batch.start + place, DeliveryState.SENT)
    desk.finish(sending)
    assert one_send(path, 1).totals == Totals(sent=1_001)
    assert one_send(path, 1).reached == {}


def test_each_partition_is_reached_by_what_was_delivered(desk: Desk, path: Path, tmp_path: Path) -> None:
    sending = desk.send_lines(of_lines(write_lines(tmp_path / "lines", 100)))
    (batch,) = desk.hand_all(sending)
    desk.deliver(batch, range(50))
    desk.settle(batch, [50], DeliveryState.UNKNOWN)
    reached = {partition: len(held) - 1 for partition, held in enumerate(desk.topic.held)}
    desk.deliver(batch, range(51, 100))
    desk.finish(sending)
    sent = one_send(path, 1)
    assert (sent.reached, sent.doubt) == (reached, 50)
    assert sent.doubt_at == sent.origin.begins


def test_a_record_that_changes_on_the_way_is_kept_as_both(desk: Desk, path: Path) -> None:
    one, two = ProducerRecord("orders", b"k", b"1", (), 0), ProducerRecord("orders", b"k", b"2", (), 0)
    sending = desk.send([one] * 1_023 + [two] * 1_000 + [two._replace(partition=1)] * 500, origin(2_523))
    for batch in desk.hand_all(sending, 500):
        desk.settle(batch, [0], DeliveryState.FAILED)
        desk.deliver(batch, range(1, len(batch)))
    desk.finish(sending)
    found = find_records(path, Wanted(), most=1_000)[::-1]
    for record in found:
        assert record.record is not None
        assert record.record.value == (b"1" if record.number < 1_023 else b"2")


def test_the_bytes_of_what_was_delivered_are_let_go_behind_one_without_an_answer(
    desk: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "HELD", 1_000)
    sending = desk.send_lines(of_lines(write_lines(tmp_path / "lines", 5_000)))
    batches = desk.hand_all(sending, 1_000)
    desk.deliver(batches[0], range(1, 1_000))
    for batch in batches[1:]:
        desk.deliver(batch, range(10, len(batch)))
    desk.books.look()
    book = desk.books._open[sending]
    assert isinstance(book, BulkBook)
    assert all(piece.batch is None for piece in book._pieces)
    desk.settle(batches[0], [0], DeliveryState.FAILED)
    for batch in batches[1:]:
        desk.settle(batch, range(10), DeliveryState.UNKNOWN)
    desk.finish(sending)
    assert one_send(path, 1).totals == Totals(delivered=4_959, failed=1, unknown=40) or len(batches) != 5
    last = find_records(path, Wanted(), most=1)[0]
    assert last.record is not None
    assert last.record.value == b"value-%d" % last.number
