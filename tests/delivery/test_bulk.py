"""Feeds of columns, as the worker takes from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.delivery.bulk import MOST, BulkSending
from workbench.records.columns import InputPosition, RecordColumns
from workbench.records.record import ProducerRecord


def columns(count: int, first: int = 0) -> RecordColumns:
    numbers = range(first, first + count)
    keys = [b"%d" % number for number in numbers]
    return RecordColumns("orders", keys, keys, [number % 3 for number in numbers])


def take_all(sending: BulkSending, room: int) -> list[list[ProducerRecord]]:
    batches = []
    while sending.more:
        if batch := sending.batch(room):
            batches.append(list(batch.records))
    return batches


def test_all_is_taken_in_its_order_in_pieces_that_fit() -> None:
    feed = [columns(5_500), columns(3, 5_500)]
    batches = take_all(BulkSending(feed), 10_000)
    assert [len(batch) for batch in batches] == [MOST, MOST, 5_500 - 2 * MOST, 3]
    assert [record for batch in batches for record in batch] == columns(5_503).records()
    assert {len(batch) for batch in take_all(BulkSending(feed), 7)} == {7, 5, 3}


def test_nothing_yet_and_empty_columns_are_no_end() -> None:
    sending = BulkSending([None, columns(0), columns(1), None])
    assert (sending.batch(9), sending.more) == (None, True)
    assert (sending.batch(9), sending.more) == (None, True)
    batch = sending.batch(9)
    assert batch is not None and len(batch) == 1
    assert (sending.batch(9), sending.more) == (None, True)
    assert (sending.batch(9), sending.more) == (None, False)


def test_where_the_last_batch_was_taken_from_begins() -> None:
    first, second = (replace(columns(5), begins=InputPosition(0, 1)), replace(columns(1), begins=InputPosition(9, 6)))
    sending = BulkSending([first, second])
    assert sending.begins is None
    begins: list[InputPosition | None] = []
    while sending.batch(3):
        begins.append(sending.begins)
    assert begins == [(0, 1), (0, 1), (9, 6)]


def test_what_the_feed_raises_ends_it_after_what_came_before() -> None:
    def feed() -> Iterator[RecordColumns]:
        yield columns(5)
        raise ValueError("line 6")

    sending = BulkSending(feed())
    assert [len(batch) for batch in take_all(sending, 100)] == [5]
    sending.look()
    assert (str(sending.error), sending.stopped, sending.done) == ("line 6", True, True)


def test_a_stopped_one_gives_nothing_more() -> None:
    sending = BulkSending([columns(5)])
    sending.stop()
    assert (sending.stopped, sending.more, sending.done) == (True, False, True)
