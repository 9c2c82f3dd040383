"""What is left of a send: rows, one record many times, lines from where they stood; and what cannot be gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.journal.conftest import Opened
from tests.delivery.journal.desk import Desk, columns_of, numbered, of_lines, origin, remake, values_of, write_lines
from workbench.delivery.books import BooksError
from workbench.delivery.journal.going_on import Wish, _without, go_on
from workbench.delivery.journal.history import one_send
from workbench.delivery.journal.lines import joined, thinned
from workbench.delivery.journal.origin import Kind
from workbench.delivery.journal.recovery import dismiss, open_sends
from workbench.delivery.journal.settling import check
from workbench.delivery.report import DeliveryState
from workbench.records.columns import RecordColumns
from workbench.records.record import ProducerRecord

RECORD = ProducerRecord("orders", b"k", b"v", (), 1, 1_700_000_000_000)


def test_unknown_rows_and_what_was_never_handed_over(desk: Desk, path: Path) -> None:
    sending = desk.send([RECORD] * 100, origin(100))
    first, second = desk.hand_over(sending, 1), desk.hand_over(sending, 2)
    assert first is not None
    assert second is not None
    desk.deliver(first)
    desk.settle(second, [0], DeliveryState.FAILED)
    desk.books.look()
    desk.crash()
    rest = go_on(path, 1)
    assert rest.records == (RECORD,) * 98, "one was delivered, one refused"
    assert (rest.origin.kind, rest.origin.count, rest.origin.resumes) == (Kind.AGAIN, 98, 1)
    assert len(go_on(path, 1, Wish(unknown=False)).records or ()) == 97


def test_after_a_look_only_what_was_not_found(desk: Desk, path: Path) -> None:
    records = numbered(4)
    (batch, *_) = desk.hand_all(desk.send(iter(records), origin(4, Kind.AGAIN)), 4)
    desk.deliver(batch, told=False)
    desk.crash()
    check(path, 1, desk.topic.read)
    assert go_on(path, 1).records == tuple(records[len(batch) :])


def test_the_send_that_goes_on_closes_the_one_before(desk: Desk, another: Opened, path: Path) -> None:
    desk.hand_all(desk.send(numbered(2), origin(2, Kind.AGAIN)))
    desk.crash()
    rest = go_on(path, 1)
    first, second = another(), another()
    first.hand_all(first.send(rest.records or (), rest.origin))
    assert open_sends(path) == ()
    assert one_send(path, 1).resumed == 2
    with pytest.raises(BooksError, match="send 1 is gone on with already, by another workbench"):
        second.hand_all(second.send(rest.records or (), rest.origin))
    assert second.books.problem == "", "other sends are written"
    second.hand_all(second.send(numbered(1), origin()))
    assert one_send(path, 3).handed == 1


def test_lines_go_on_after_a_bad_one(desk: Desk, path: Path, tmp_path: Path) -> None:
    of = of_lines(write_lines(tmp_path / "lines", 30_000))

    def feed() -> Iterator[RecordColumns | None]:
        columns = next(iter(remake(of)))
        assert columns is not None
        yield columns.only([place < 700 for place in range(len(columns))])
        raise ValueError("line 701: a bad one")

    sending = desk.send_lines(of, feed())
    for batch in desk.hand_all(sending):
        desk.deliver(batch)
    desk.finish(sending)
    assert one_send(path, 1).can_go_on
    assert values_of(go_on(path, 1).origin) == [record.value for record in columns_of(of)[700:]]


def test_lines_of_unknown_fate_again_or_not(desk: Desk, path: Path, tmp_path: Path) -> None:
    of = of_lines(write_lines(tmp_path / "lines", 30_000))
    sending = desk.send_lines(of)
    for _ in range(20):
        batch = desk.hand_over(sending, 1_000)
        if batch is not None and sending.handed_over <= 15_500:
            desk.deliver(batch)
    desk.books.look()
    desk.crash()
    sent, every = one_send(path, 1), [record.value for record in columns_of(of)]
    origin_ = go_on(path, 1).origin
    assert origin_.begins == sent.known_at
    assert origin_.begins.offset > 0, "it is not read from the beginning"
    assert values_of(origin_) == every[sent.known :]
    assert values_of(go_on(path, 1, Wish(unknown=False)).origin) == every[sent.handed :]
    dismiss(path, 1)
    assert values_of(go_on(path, 1, Wish(unknown=False)).origin) == every[sent.handed :]


def test_a_send_that_went_on_and_crashed_goes_on(desk: Desk, another: Opened, path: Path, tmp_path: Path) -> None:
    """With lines left out in the first window, crashed again in the middle of it."""
    of = of_lines(write_lines(tmp_path / "lines", 30_000))
    sending = desk.send_lines(of)
    batches = [batch for _ in range(4) if (batch := desk.hand_over(sending, 1_000))]
    for batch in batches:
        desk.deliver(batch, range(0, 1_000, 3), told=False)
    desk.crash()
    check(path, 1, desk.topic.read, remake)
    for number in (1, 2):
        rest = go_on(path, number).origin
        workbench = another()
        sending = workbench.send_lines(rest, thinned(remake(rest), rest.left_out))
        for batch in [workbench.hand_over(sending, 400), workbench.hand_over(sending, 400)]:
            assert batch is not None
            workbench.deliver(batch)
        workbench.books.look()
        workbench.crash()
    rest = go_on(path, 3).origin
    for value in values_of(rest):
        desk.topic.append(ProducerRecord("orders", None, value))
    there = sorted(record.value or b"" for held in desk.topic.held for record in held)
    assert there == sorted(record.value or b"" for record in columns_of(of))


def test_lines_that_failed_again_where_they_are_wished(desk: Desk, path: Path, tmp_path: Path) -> None:
    of = of_lines(write_lines(tmp_path / "lines", 3_000))
    sending = desk.send_lines(of)
    batches = [batch for _ in range(2) if (batch := desk.hand_over(sending, 1_000))]
    for batch in batches:
        failed = [3, 4, 700]
        desk.deliver(batch, [place for place in range(1_000) if place not in failed])
        desk.settle(batch, failed, DeliveryState.FAILED)
    desk.books.look()
    desk.crash()
    every = [record.value for record in columns_of(of)]
    assert values_of(go_on(path, 1).origin) == every[2_000:]
    again = [3, 4, 700, 1_003, 1_004, 1_700]
    assert values_of(go_on(path, 1, Wish(failed=True)).origin) == [every[place] for place in again] + every[2_000:]


def test_rows_that_failed_again_where_they_are_wished(desk: Desk, path: Path) -> None:
    records = numbered(4)
    sending = desk.send(records, origin(4, Kind.AGAIN))
    batch, *more = desk.hand_all(sending, 4)
    desk.settle(batch, [0], DeliveryState.FAILED)
    for rest in (batch, *more):
        desk.deliver(rest, [place for place in range(len(rest)) if rest is not batch or place])
    desk.finish(sending)
    with pytest.raises(BooksError, match="of send 1 nothing is left"):
        go_on(path, 1)
    assert go_on(path, 1, Wish(failed=True)).records == (records[0],)


@given(st.data())
def test_runs_without_others_are_the_numbers_that_are_left(data: st.DataObject) -> None:
    some = st.sets(st.integers(0, 40))
    runs, others = (joined((one, one + 1) for one in data.draw(some)) for _ in range(2))
    left = [number for first, stop in _without(runs, others) for number in range(first, stop)]
    taken = {number for first, stop in others for number in range(first, stop)}
    assert left == [number for first, stop in runs for number in range(first, stop) if number not in taken]


def test_a_file_that_has_grown_goes_on_if_a_person_says_so(desk: Desk, path: Path, tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "lines", 100)
    sending = desk.send_lines(of_lines(lines))
    for batch in desk.hand_all(sending):
        desk.deliver(batch)
    desk.books.look()
    desk.crash()
    lines.write_bytes(lines.read_bytes() + b"k:more\n")
    with pytest.raises(BooksError, match=r"send 1 cannot be gone on with: .* has changed since it was sent"):
        go_on(path, 1)
    assert values_of(go_on(path, 1, Wish(changed=True)).origin) == [b"more"]


def test_what_cannot_be_gone_on_with_says_why(desk: Desk, another: Opened, path: Path, tmp_path: Path) -> None:
    with pytest.raises(BooksError, match="there is no send 1"):
        go_on(path, 1)
    sending = desk.send([RECORD], origin(payloads=False))
    desk.hand_all(sending)
    with pytest.raises(BooksError, match="send 1 is still under way"):
        go_on(path, 1)
    desk.crash()
    with pytest.raises(BooksError, match="what is in its records is left out of the journal"):
        go_on(path, 1)
    whole = another()
    sending = whole.send([RECORD], origin())
    for batch in whole.hand_all(sending):
        whole.deliver(batch)
    whole.finish(sending)
    with pytest.raises(BooksError, match="of send 2 nothing is left"):
        go_on(path, 2)
    lines = another()
    sending = lines.send_lines(of_lines(write_lines(tmp_path / "lines", 10)))
    for batch in lines.hand_all(sending):
        lines.deliver(batch)
    lines.finish(sending)
    with pytest.raises(BooksError, match="of send 3 nothing is left"):
        go_on(path, 3)
    piped = another()
    of = of_lines(write_lines(tmp_path / "lines", 10))
    piped.hand_all(piped.send_lines(replace(of, path=None), remake(of)))
    piped.crash()
    with pytest.raises(BooksError, match="its lines came through standard input"):
        go_on(path, 4)
