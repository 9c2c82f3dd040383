"""A look at the topic: what is there was delivered, what is not has failed, and each that is there counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.delivery.journal.conftest import Opened
from tests.delivery.journal.desk import Desk, Topic, columns_of, numbered, of_lines, origin, remake, write_lines
from workbench.delivery.books import BooksError
from workbench.delivery.journal.checking import NOT_THERE, Tail
from workbench.delivery.journal.going_on import go_on
from workbench.delivery.journal.history import Wanted, find_records, one_send
from workbench.delivery.journal.lines import thinned
from workbench.delivery.journal.origin import Kind
from workbench.delivery.journal.recovery import open_sends
from workbench.delivery.journal.settling import Checked, check
from workbench.delivery.report import DeliveryState, Totals
from workbench.records.fetched import FetchedRecord
from workbench.records.record import ProducerRecord

RECORD = ProducerRecord("orders", b"k", b"v", (), 1)


def test_records_with_rows(desk: Desk, path: Path) -> None:
    sending = desk.send(numbered(6), origin(6, Kind.AGAIN))
    first, *rest = desk.hand_all(sending, 2)
    desk.deliver(first)
    desk.books.look()
    desk.deliver(rest[0], [0], told=False)
    desk.crash()
    assert one_send(path, 1).totals == Totals(delivered=1, unknown=5)
    assert check(path, 1, desk.topic.read) == Checked(1, 4)
    assert one_send(path, 1).totals == Totals(delivered=2, failed=4)
    kept = find_records(path, Wanted())[::-1]
    assert [one.state.word for one in kept] == ["delivered"] * 2 + ["failed"] * 4
    assert (kept[1].partition, kept[1].offset, kept[5].error) == (0, 1, NOT_THERE)
    assert open_sends(path) == ()
    with pytest.raises(BooksError, match="send 1 has no record whose fate is unknown; what was never handed over"):
        check(path, 1, desk.topic.read)


def test_records_that_are_alike_are_counted(another: Opened, topic: Topic, path: Path) -> None:
    """Three were delivered by another send, two of the five unknown are there."""
    before, crashed = another(), another()
    told = before.send([RECORD] * 3, origin(3))
    lost = crashed.send([RECORD] * 5, origin(5))
    for batch in crashed.hand_all(lost, 5):
        crashed.deliver(batch, range(1), told=False)
    there = sum(map(len, topic.held))
    for batch in before.hand_all(told):
        before.deliver(batch)
    before.finish(told)
    crashed.crash()
    (sent,) = open_sends(path)
    assert check(path, sent.number, topic.read) == Checked(there, 5 - there)


def test_a_record_of_another_partition_is_another_record(desk: Desk, path: Path) -> None:
    desk.hand_all(desk.send([RECORD], origin()))
    desk.topic.append(RECORD._replace(partition=2))
    desk.crash()
    asked: list[Tail] = []

    def read(tail: Tail) -> Iterator[FetchedRecord]:
        asked.append(tail)
        return desk.topic.read(replace(tail, partitions=None))

    assert check(path, 1, read) == Checked(0, 1)
    assert [tail.partitions for tail in asked] == [frozenset({1})]


def test_bytes_that_are_left_out_stay_unknown(desk: Desk, path: Path) -> None:
    desk.hand_all(desk.send([RECORD], origin(payloads=False)))
    desk.crash()
    assert check(path, 1, desk.topic.read) == Checked(0, 0, 1)
    assert one_send(path, 1).totals.unknown == 1
    assert [sent.number for sent in open_sends(path)] == [1]


def test_nothing_is_settled_when_the_topic_cannot_be_read(desk: Desk, path: Path) -> None:
    def read(_: Tail) -> Iterator[FetchedRecord]:
        raise OSError("no broker")

    desk.hand_all(desk.send([RECORD], origin()))
    desk.crash()
    with pytest.raises(OSError, match=r"^no broker$"):
        check(path, 1, read)
    assert one_send(path, 1).totals.unknown == 1


def test_one_record_very_many_times(desk: Desk, path: Path) -> None:
    sending = desk.send([RECORD] * 9_000, origin(9_000))
    first, second, *_ = (desk.hand_over(sending, 500) for _ in range(20))
    assert first is not None
    assert second is not None
    desk.deliver(first)
    desk.books.look()
    desk.deliver(second, told=False)
    desk.crash()
    handed = one_send(path, 1).handed
    found = check(path, 1, desk.topic.read)
    assert found == Checked(len(second), handed - len(first) - len(second))
    rest = go_on(path, 1)
    assert rest.records == (RECORD,) * (9_000 - len(first) - len(second))
    assert rest.origin.count == len(rest.records)


def test_lines_are_made_once_more(desk: Desk, path: Path, tmp_path: Path) -> None:
    of = of_lines(write_lines(tmp_path / "lines", 30_000))
    sending = desk.send_lines(of)
    batches = [batch for _ in range(12) if (batch := desk.hand_over(sending, 1_000))]
    desk.deliver(batches[0])
    desk.deliver(batches[1], range(500))
    desk.books.look()
    desk.deliver(batches[1], range(500, 1_000, 2), told=False)
    desk.deliver(batches[4], told=False)
    desk.crash()
    handed = one_send(path, 1).handed
    found = check(path, 1, desk.topic.read, remake)
    assert found == Checked(250 + len(batches[4]), handed - 1_500 - 250 - len(batches[4]))
    assert one_send(path, 1).totals.handed_over == handed
    _goes_on_to_the_end(desk, path, of_path=tmp_path / "lines")
    with pytest.raises(BooksError, match="send 1 was gone on with already: see send 2"):
        go_on(path, 1)


def _goes_on_to_the_end(desk: Desk, path: Path, of_path: Path) -> None:
    """Everything that is left is handed over, and then each line is in the topic once."""
    rest = go_on(path, 1)
    again = Desk(path, desk.topic)
    sending = again.send_lines(rest.origin, thinned(remake(rest.origin), rest.origin.left_out))
    for batch in again.hand_all(sending):
        again.deliver(batch)
    again.finish(sending)
    again.close()
    there = Counter((record.key, record.value) for held in desk.topic.held for record in held)
    assert there == Counter((record.key, record.value) for record in columns_of(of_lines(of_path)))


def test_lines_whose_fate_was_unknown_before_the_end(desk: Desk, path: Path, tmp_path: Path) -> None:
    """The connection died: the send ended in good order, with unknown records among delivered ones."""
    lines = tmp_path / "lines"
    lines.write_bytes(b"same:line\n" * 3_000)
    sending = desk.send_lines(of_lines(lines))
    batches = desk.hand_all(sending, 1_000)
    desk.deliver(batches[0])
    desk.deliver(batches[1], range(0, 1_000, 2))
    desk.settle(batches[1], range(1, 1_000, 2), DeliveryState.UNKNOWN)
    desk.deliver(batches[2])
    desk.finish(sending)
    for record in columns_of(of_lines(lines))[:7]:
        desk.topic.append(record)
    assert one_send(path, 1).doubt == 1_001
    assert check(path, 1, desk.topic.read, remake) == Checked(7, 493)
    assert one_send(path, 1).totals == Totals(delivered=2_507, failed=493)
    _goes_on_to_the_end(desk, path, lines)


@pytest.mark.parametrize("change", ["gone", "longer", "standard input"])
def test_an_input_that_is_another_one_now(desk: Desk, path: Path, tmp_path: Path, change: str) -> None:
    lines = write_lines(tmp_path / "lines", 100)
    of = of_lines(lines)
    desk.hand_all(desk.send_lines(replace(of, path=None) if change == "standard input" else of, remake(of)))
    desk.crash()
    if change == "gone":
        lines.unlink()
    elif change == "longer":
        lines.write_bytes(lines.read_bytes() + b"more\n")
    words = {"gone": "cannot be read any more", "longer": "has changed since", "standard input": "standard input"}
    with pytest.raises(BooksError, match=words[change]):
        check(path, 1, desk.topic.read, remake)
    assert one_send(path, 1).totals.unknown == 100


def test_fewer_records_than_were_handed_over_settle_nothing(desk: Desk, path: Path, tmp_path: Path) -> None:
    desk.hand_all(desk.send_lines(of_lines(write_lines(tmp_path / "lines", 100))))
    desk.crash()
    with pytest.raises(BooksError, match="of 100 records only 0 could be made once more"):
        check(path, 1, desk.topic.read, lambda _: ())
    assert one_send(path, 1).totals.unknown == 100


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_arrived_before_the_crash_is_found_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Few different lines, so that many are alike; any of them there, any of them told; then the rest goes on."""
    folder = tmp_path_factory.mktemp("lines")
    path, lines = folder / "journal.db", folder / "lines"
    count = data.draw(st.integers(1, 60))
    lines.write_bytes(b"".join(b"k%d:v\n" % data.draw(st.integers(0, 3)) for _ in range(count)))
    desk = Desk(path, capacity=16)
    sending = desk.send_lines(of_lines(lines))
    while sending.more and data.draw(st.booleans()):
        batch = desk.hand_over(sending, data.draw(st.integers(1, 20)))
        for place in range(len(batch or ())):
            became = data.draw(st.sampled_from(["told", "told", "there", "lost"]))
            if batch is not None and became != "lost":
                desk.deliver(batch, [place], told=became == "told")
        desk.books.look()
    desk.crash()
    if not open_sends(path):
        return
    there = sum(map(len, desk.topic.held))
    check(path, 1, desk.topic.read, remake)
    sent = one_send(path, 1)
    assert (sent.totals.delivered, sent.totals.failed) == (there, sent.handed - there)
    _goes_on_to_the_end(desk, path, lines)
