"""What is read of a topic, and the states of the records whose fate was unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.delivery.journal.desk import Desk, numbered, of_lines, origin, write_lines
from workbench.delivery.journal.checking import CLOCKS, Tail, TooFew, Window, look_for
from workbench.delivery.journal.history import Wanted, find_records, one_send
from workbench.delivery.journal.origin import Kind
from workbench.delivery.report import DeliveryState
from workbench.records.fetched import FetchedRecord
from workbench.records.record import ProducerRecord


class Asked:
    """A reader that finds nothing."""

    def __init__(self) -> None:
        self.tails: list[Tail] = []

    def __call__(self, tail: Tail) -> Iterator[FetchedRecord]:
        self.tails.append(tail)
        return iter(())


def test_each_topic_is_read_from_when_the_send_began(desk: Desk, path: Path) -> None:
    old = ProducerRecord("payments", b"k", None, (), None, 1_000_000)
    desk.hand_all(desk.send([*numbered(2, 1), old], origin(3, Kind.AGAIN)))
    desk.crash()
    asked, sent = Asked(), one_send(path, 1)
    looked = look_for(sent, find_records(path, Wanted()), frozenset(), asked)
    assert len(looked.missing) == 3
    assert [(tail.topic, tail.partitions) for tail in asked.tails] == [("orders", frozenset({1})), ("payments", None)]
    assert [tail.since + CLOCKS for tail in asked.tails] == [int(sent.begun * 1000), 1_000_000]


def test_what_is_known_to_be_another_record_is_not_found(desk: Desk, path: Path) -> None:
    (record,) = numbered(1)
    desk.hand_all(desk.send([record], origin()))
    desk.crash()
    desk.topic.append(record)
    sent, kept = one_send(path, 1), find_records(path, Wanted())
    assert look_for(sent, kept, frozenset({("orders", 0, 0)}), desk.topic.read).missing == (0,)
    assert set(look_for(sent, kept, frozenset({("orders", 1, 0)}), desk.topic.read).there) == {0}


def test_lines_are_read_from_after_what_is_known(desk: Desk, path: Path, tmp_path: Path) -> None:
    sending = desk.send_lines(of_lines(write_lines(tmp_path / "lines", 900)))
    batches = desk.hand_all(sending, 300)
    desk.deliver(batches[0])
    desk.books.look()
    desk.crash()
    sent, asked = one_send(path, 1), Asked()
    window = Window.of(sent, ())
    assert window.first == 300
    assert window.look_for(sent, [record for batch in batches[1:] for record in batch.records], asked) == 0
    assert asked.tails == [
        Tail("orders", {one: offset + 1 for one, offset in sent.reached.items()}, int(sent.begun * 1000) - CLOCKS)
    ]
    with pytest.raises(TooFew, match="of 600 records only 300 could be made once more"):
        window.look_for(sent, batches[1].records, asked)


def test_the_runs_of_a_window(desk: Desk, path: Path) -> None:
    sending = desk.send([ProducerRecord("orders")] * 2_000, origin(2_000))
    batches = desk.hand_all(sending)
    for batch in batches[:5]:
        desk.deliver(batch)
    desk.settle(batches[5], [3, 4, 9], DeliveryState.UNKNOWN)
    desk.settle(batches[5], [5], DeliveryState.FAILED)
    desk.deliver(batches[5], [place for place in range(len(batches[5])) if place not in (3, 4, 5, 9)])
    desk.books.look()
    first = sum(map(len, batches[:5]))
    desk.crash()
    sent = replace(one_send(path, 1), handed=first + len(batches[5]) + 1)
    window = Window.of(sent, find_records(path, Wanted()))
    assert window.first == first + 3
    unknown = [(first + 3, first + 5), (first + 9, first + 10), (sent.handed - 1, sent.handed)]
    assert list(window.runs(DeliveryState.UNKNOWN)) == unknown
    assert list(window.runs(DeliveryState.FAILED)) == [(first + 5, first + 6)]
