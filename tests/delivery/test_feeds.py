"""The sends that are under way."""

from __future__ import annotations

from tests.delivery.records import record
from tests.delivery.reports import answer
from workbench.delivery.feeds import Feeds
from workbench.delivery.log import DeliveryLog
from workbench.delivery.sending import Sending


def test_from_the_first_record_to_the_last_answer() -> None:
    log, feeds = DeliveryLog(), Feeds()
    nothing_yet, some = Sending([None, record()]), Sending([record(), record()])
    feeds.add(nothing_yet)
    feeds.add(some)
    taken = []
    while feeds.more:
        found = feeds.next(100)
        if found is not None:
            sending, batch = found
            log.hand_over(batch)
            sending.note(batch)
            taken.append((sending, batch))
    assert {id(sending) for sending, _ in taken} == {id(nothing_yet), id(some)}
    assert feeds.ended(hold=False) == []
    for _, batch in taken:
        answer(log, batch)
    assert set(feeds.ended(hold=False)) == {nothing_yet, some}
    assert feeds.ended(hold=False) == []


def test_a_stop_ends_them_all() -> None:
    feeds, sending = Feeds(), Sending([record()])
    feeds.add(sending)
    feeds.stop()
    assert (feeds.more, sending.stopped, feeds.next(1)) == (False, True, None)
    assert feeds.ended(hold=False) == [sending]
