"""Feeds, as the worker takes from them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.delivery.records import record
from tests.delivery.reports import answer
from workbench.delivery.batch import Batch
from workbench.delivery.log import DeliveryLog
from workbench.delivery.sending import MOST, Sending
from workbench.records.record import ProducerRecord


def _take_all(sending: Sending) -> list[ProducerRecord]:
    taken: list[ProducerRecord] = []
    while sending.more:
        taken += sending.take(1000)
    sending.look()
    return taken


def test_all_of_a_feed_is_taken_in_its_order_in_growing_pieces() -> None:
    records = [record(b"%d" % number) for number in range(700)]
    sending = Sending(records)
    first = sending.take(1000)
    assert first == records[:1]
    assert first + _take_all(sending) == records
    assert sending.done


def test_never_more_than_there_is_room_for() -> None:
    sending = Sending([record()] * 3000)
    while sending.more:
        assert len(sending.take(7)) <= 7
    sending = Sending([record()] * 3000)
    assert max(len(sending.take(10_000)) for _ in range(12)) == MOST


def test_none_means_nothing_yet() -> None:
    one, two = record(b"1"), record(b"2")
    sending = Sending(iter((None, one, None, None, two)))
    assert sending.take(10) == []
    assert sending.more
    assert _take_all(sending) == [one, two]


def test_what_a_feed_raises_ends_it_and_is_kept() -> None:
    problem = ValueError("line 3")

    def feed() -> Iterator[ProducerRecord]:
        for number in range(100):
            yield record(b"%d" % number)
        raise problem

    sending = Sending(feed())
    assert len(_take_all(sending)) == 100, "what came before the error is sent"
    assert (sending.error, sending.stopped, sending.done) == (problem, True, True)


def test_a_feed_that_cannot_even_begin() -> None:
    sending = Sending(7)  # type: ignore[arg-type]
    assert _take_all(sending) == []
    assert isinstance(sending.error, TypeError)


def test_answered_once_every_row_has_its_outcome() -> None:
    log = DeliveryLog(capacity=2)
    sending = Sending([record(), record(), record()])
    batches = []
    while sending.more:
        if taken := sending.take(log.room):
            batch = Batch(taken)
            log.hand_over(batch)
            sending.note(batch)
            batches.append(batch)
    sending.look()
    assert (sending.first, sending.handed_over, sending.done, sending.answered) == (1, 3, True, False)
    for batch in reversed(batches):
        for place in range(len(batch)):
            assert not sending.answered
            answer(log, batch, place)
            sending.look()
    assert sending.answered, "rows that the log let go of count too"


def test_a_stopped_feed_is_done() -> None:
    sending = Sending([record()])
    sending.stop()
    assert (sending.stopped, sending.done, sending.answered, sending.handed_over) == (True, True, True, 0)
    sending = Sending([])
    _take_all(sending)
    sending.stop()
    assert not sending.stopped
