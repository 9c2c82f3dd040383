"""The journal as the worker's books: before the producer, after the answers, and when it cannot be written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.delivery.journal.conftest import Opened
from tests.delivery.journal.desk import DRAFT, Desk, Topic, numbered, of_lines, origin, write_lines
from workbench.delivery.batch import Batch
from workbench.delivery.books import Books, BooksError
from workbench.delivery.journal.history import Wanted, find_records, find_sends, one_send
from workbench.delivery.journal.origin import Kind
from workbench.delivery.journal.recovery import open_sends
from workbench.delivery.journal.writer import AGAIN, JournalBooks
from workbench.delivery.log import DeliveryLog
from workbench.delivery.report import DeliveryState, Totals
from workbench.delivery.sending import Sending
from workbench.delivery.tally import Tally
from workbench.records.record import ProducerRecord

RECORD = ProducerRecord("orders", b"k", b"v", (("trace", b"\x00"), ("none", None)), 1, 1_700_000_000_000)


class Clock:
    """A steady clock that is put forward."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_it_is_what_the_worker_calls_its_books(path: Path) -> None:
    books: Books = JournalBooks(path, DeliveryLog())
    assert not path.exists(), "nothing is done before there is something to write"
    books.look()


def test_a_record_is_in_the_journal_before_the_producer_sees_it(desk: Desk, path: Path) -> None:
    desk.hand_over(desk.send([RECORD], origin()))
    (sent,) = find_sends(path, Wanted())
    (record,) = find_records(path, Wanted())
    assert sent.totals == Totals(in_flight=1)
    assert sent.origin.draft == DRAFT
    assert (record.record, record.state) == (RECORD, DeliveryState.QUEUED)


def test_what_became_of_it(desk: Desk, path: Path) -> None:
    sending = desk.send([RECORD] * 3, origin(3))
    batches = desk.hand_all(sending)
    desk.deliver(batches[0])
    desk.settle(batches[1], [0], DeliveryState.FAILED)
    desk.books.look()
    assert one_send(path, 1).totals == Totals(delivered=1, failed=1, in_flight=1)
    desk.settle(batches[1], [1], DeliveryState.UNKNOWN)
    desk.finish(sending)
    sent = one_send(path, 1)
    assert sent.totals == Totals(delivered=1, failed=1, unknown=1)
    assert sent.complete
    assert sent.ended is not None
    third, second, first = find_records(path, Wanted())
    assert (first.partition, first.offset, first.appended, first.latency) == (1, 0, 1_700_000_000_000, 0.25)
    assert (second.error and second.error.name, third.state) == ("MSG_SIZE_TOO_LARGE", DeliveryState.UNKNOWN)


def test_a_record_that_is_repeated_is_kept_once(desk: Desk, path: Path) -> None:
    desk.hand_all(desk.send([RECORD] * 300, origin(300)))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM payload").fetchone() == (1,)
    assert len(find_records(path, Wanted(), most=1_000)) == 300


def test_records_that_are_sent_again_have_their_own_topics(desk: Desk, path: Path) -> None:
    other = ProducerRecord("payments", None, b"")
    desk.hand_all(desk.send([RECORD, other, other], origin(3, Kind.AGAIN)))
    assert [one.record for one in find_records(path, Wanted())] == [other, other, RECORD]


def test_without_payloads_only_sizes_are_kept(desk: Desk, path: Path) -> None:
    desk.hand_all(desk.send([RECORD], origin(payloads=False)))
    (one,) = find_records(path, Wanted())
    assert (one.record, one.size, one.topic) == (None, RECORD.size, "orders")
    assert b"trace" not in b"".join(file.read_bytes() for file in path.parent.glob("journal.db*") if file.is_file())


def test_a_send_without_an_origin_is_not_written_down(path: Path) -> None:
    log = DeliveryLog()
    books, sending, batch = JournalBooks(path, log), Sending([RECORD]), Batch([RECORD])
    log.hand_over(batch)
    books.hand_over(sending, batch)
    books.finished(sending)
    assert not path.exists()


def test_a_log_without_rows_cannot_be_followed(path: Path) -> None:
    desk = Desk(path)
    desk.log = Tally()
    desk.hand_all(desk.send([RECORD], origin()))
    assert not path.exists()


def test_two_workbenches_write_at_once(desk: Desk, another: Opened, path: Path) -> None:
    other = another()
    one, two = desk.send(numbered(200), origin(200)), other.send(numbered(100), origin(100))
    while one.more or two.more:
        desk.hand_over(one, 7)
        other.hand_over(two, 5)
    assert [sent.handed for sent in find_sends(path, Wanted())] == [100, 200]
    assert open_sends(path) == (), "both are at work"


def test_a_send_whose_input_ends_it_says_why(desk: Desk, path: Path) -> None:
    def feed() -> object:
        yield RECORD
        raise ValueError("line 2: value is no JSON")

    sending = desk.send(feed(), origin(2))  # type: ignore[arg-type]
    (batch,) = desk.hand_all(sending)
    desk.deliver(batch)
    desk.finish(sending)
    sent = one_send(path, 1)
    assert (sent.complete, sent.why, sent.can_go_on) == (False, "line 2: value is no JSON", True)


def test_a_full_disk_is_said_and_nothing_is_lost_once_there_is_room(path: Path) -> None:
    clock = Clock()
    desk = Desk(path)
    desk.books = JournalBooks(path, desk.log, steady=clock)
    desk.hand_over(desk.send([RECORD], origin()))
    connection = desk.books._connection
    assert connection is not None
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    large = desk.send([ProducerRecord("orders", None, bytes(100_000))], origin())
    with pytest.raises(BooksError, match=r"^the journal '.*journal.db' cannot be used: the disk is full; free some"):
        desk.hand_over(large)
    assert "the disk is full" in desk.books.problem
    assert one_send(path, 1).handed == 1
    desk.books.look()
    assert len(find_sends(path, Wanted())) == 1, "it is not tried again at once"
    clock.now += AGAIN
    desk.books.look()
    assert desk.books.problem == ""
    assert [sent.handed for sent in find_sends(path, Wanted())] == [1, 1]
    desk.close()


def test_outcomes_that_could_not_be_written_are_written_later(path: Path) -> None:
    clock = Clock()
    desk = Desk(path)
    desk.books = JournalBooks(path, desk.log, steady=clock)
    sending = desk.send([RECORD] * 3, origin(3))
    batches = desk.hand_all(sending)
    assert desk.books._connection is not None
    desk.books._connection.execute("PRAGMA query_only = 1")
    for batch in batches:
        desk.deliver(batch)
    desk.finish(sending)
    assert "it is read-only" in desk.books.problem
    assert one_send(path, 1).totals == Totals(in_flight=3)
    assert not desk.books.is_written
    desk.close()
    assert desk.books.is_written
    sent = one_send(path, 1)
    assert (sent.totals, sent.complete) == (Totals(delivered=3), True)


def test_a_batch_that_could_not_be_written_comes_later_with_its_outcome(path: Path) -> None:
    clock = Clock()
    path.parent.parent.mkdir(exist_ok=True)
    path.parent.write_text("a file where the folder should be")
    desk = Desk(path)
    desk.books = JournalBooks(path, desk.log, steady=clock)
    sending = desk.send(iter([RECORD, RECORD]), origin(2))
    with pytest.raises(BooksError, match=r"Not a directory|File exists"):
        desk.hand_over(sending)
    path.parent.unlink()
    with pytest.raises(BooksError):
        desk.hand_over(sending)
    clock.now += AGAIN
    desk.books.look()
    assert one_send(path, 1).totals == Totals(in_flight=2)
    desk.close()


def test_a_journal_that_is_held_for_long_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.delivery.journal.store.PATIENCE", 0.01)
    desk = Desk(path)
    desk.hand_over(desk.send([RECORD], origin()))
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BooksError, match="another program has held it"):
            desk.hand_over(desk.send([RECORD], origin()))
        other.execute("ROLLBACK")
    desk.close()
    assert [sent.handed for sent in find_sends(path, Wanted())] == [1, 1]


def test_lines_are_kept_as_a_position_and_totals(desk: Desk, path: Path, tmp_path: Path) -> None:
    sending = desk.send_lines(of_lines(write_lines(tmp_path / "lines", 40_000)))
    batches = desk.hand_all(sending)
    for batch in batches[:10]:
        desk.deliver(batch)
    desk.books.look()
    sent = one_send(path, 1)
    assert (sent.handed, sent.known) == (40_000, sum(map(len, batches[:10])))
    assert sent.totals.delivered == sent.known
    assert sent.reached == {partition: len(held) - 1 for partition, held in enumerate(desk.topic.held)}
    for batch in batches[10:]:
        desk.deliver(batch)
    desk.finish(sending)
    assert one_send(path, 1).totals == Totals(delivered=40_000)
    assert find_records(path, Wanted()) == ()


OUTCOMES = st.sampled_from([DeliveryState.DELIVERED, DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), small=st.booleans())
def test_the_books_add_up_after_any_order_of_outcomes_and_crashes(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, small: bool
) -> None:
    path = tmp_path_factory.mktemp("books") / "journal.db"
    desk, became, handed = Desk(path, Topic(), capacity=64), dict[int, DeliveryState](), 0
    kind = origin(900, Kind.AGAIN) if small else origin(5_000)
    sending = desk.send(numbered(900) if small else [RECORD] * 5_000, kind)
    open_: dict[int, tuple[Batch, int]] = {}
    for step in data.draw(st.lists(st.sampled_from(["hand", "settle", "settle", "look"]), max_size=30)):
        if step == "hand" and (batch := desk.hand_over(sending, data.draw(st.integers(1, 40)))):
            open_ |= {handed + place: (batch, place) for place in range(len(batch))}
            handed += len(batch)
        elif step == "settle" and open_:
            for number in data.draw(st.lists(st.sampled_from(sorted(open_)), max_size=40, unique=True)):
                batch, place = open_.pop(number)
                became[number] = data.draw(OUTCOMES)
                if became[number] is DeliveryState.DELIVERED:
                    desk.deliver(batch, [place])
                else:
                    desk.settle(batch, [place], became[number])
        elif step == "look":
            desk.books.look()
            _adds_up(path, handed, became)
    desk.crash()
    _adds_up(path, handed, became)
    if handed:
        assert [sent.totals.in_flight for sent in open_sends(path)] == [0]


def _adds_up(path: Path, handed: int, became: dict[int, DeliveryState]) -> None:
    """Everything handed over is there, and nothing is said of a record but what became of it."""
    for sent in find_sends(path, Wanted()):
        totals = sent.totals
        assert (sent.handed, totals.handed_over) == (handed, handed)
        for state, count in (
            (DeliveryState.DELIVERED, totals.delivered),
            (DeliveryState.SENT, totals.sent),
            (DeliveryState.FAILED, totals.failed),
        ):
            assert count <= sum(one is state for one in became.values())
    for record in find_records(path, Wanted(), most=10_000):
        for number in range(record.number, record.number + record.count):
            told = became.get(number)
            if told is not DeliveryState.SENT or record.state is not DeliveryState.UNKNOWN:  # it may not have left
                assert record.state in (DeliveryState.QUEUED, told)
