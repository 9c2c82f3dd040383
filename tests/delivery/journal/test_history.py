"""What was sent, the newest first, page by page, by everything that is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.delivery.journal.desk import Desk, numbered, of_lines, origin, write_lines
from workbench.delivery.journal.history import Wanted, find_records, find_sends
from workbench.delivery.journal.origin import Kind
from workbench.delivery.report import DeliveryState
from workbench.records.record import ProducerRecord


def _sent(desk: Desk, key: bytes, state: DeliveryState, topic: str = "orders", profile: str = "local") -> None:
    of = replace(origin(profile=profile), topic=topic)
    sending = desk.send([ProducerRecord(topic, key, b"v")], of)
    (batch,) = desk.hand_all(sending)
    if state is DeliveryState.DELIVERED:
        desk.deliver(batch)
    elif state is not DeliveryState.QUEUED:
        desk.settle(batch, [0], state)
    desk.books.look()


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Four sends of different kinds."""
    _sent(desk, b"user-1", DeliveryState.DELIVERED)
    _sent(desk, b"user-2", DeliveryState.FAILED, topic="payments")
    _sent(desk, b"order-3", DeliveryState.UNKNOWN, profile="live")
    _sent(desk, b"user-4", DeliveryState.QUEUED)
    return desk


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [4, 3, 2, 1]),
        (Wanted(profile="live"), [3]),
        (Wanted(topic="payments"), [2]),
        (Wanted(key="user"), [4, 2, 1]),
        (Wanted(key="USER"), []),
        (Wanted(key="user", state=DeliveryState.DELIVERED), [1]),
        (Wanted(state=DeliveryState.FAILED), [2]),
        (Wanted(state=DeliveryState.UNKNOWN), [3]),
        (Wanted(state=DeliveryState.SENT), []),
        (Wanted(since=9e12), []),
        (Wanted(until=1.0), []),
        (Wanted(since=1.0, until=9e12), [4, 3, 2, 1]),
    ],
    ids=str,
)
@pytest.mark.usefixtures("filled")
def test_by_what_is_wanted(path: Path, wanted: Wanted, numbers: list[int]) -> None:
    assert [one.send for one in find_records(path, wanted)] == numbers
    if wanted.state is not DeliveryState.UNKNOWN:
        assert [one.number for one in find_sends(path, wanted)] == numbers


@pytest.mark.usefixtures("filled")
def test_sends_in_flight(path: Path) -> None:
    assert [one.number for one in find_sends(path, Wanted(state=DeliveryState.QUEUED))] == [4]
    assert [one.number for one in find_sends(path, Wanted(state=DeliveryState.UNKNOWN))] == [4, 3]


def test_page_by_page(desk: Desk, path: Path) -> None:
    for _ in range(3):
        desk.hand_all(desk.send(numbered(4), origin(4, Kind.AGAIN)))
    first = find_sends(path, Wanted(), most=2)
    assert [one.number for one in (*first, *find_sends(path, Wanted(), first[-1].number, most=2))] == [3, 2, 1]
    page = find_records(path, Wanted(), most=5)
    rest = find_records(path, Wanted(), before=(page[-1].send, page[-1].number))
    assert [(one.send, one.number) for one in (*page, *rest)] == [
        (send, number) for send in (3, 2, 1) for number in (3, 2, 1, 0)
    ]
    assert [one.send for one in find_records(path, Wanted(key="k3"), send=2)] == [2]


def test_of_lines_there_is_what_was_not_delivered(desk: Desk, path: Path, tmp_path: Path) -> None:
    sending = desk.send_lines(of_lines(write_lines(tmp_path / "lines", 50)))
    (batch,) = desk.hand_all(sending)
    desk.settle(batch, [7], DeliveryState.FAILED)
    desk.deliver(batch, [place for place in range(50) if place != 7])
    desk.finish(sending)
    assert [one.record and one.record.key for one in find_records(path, Wanted(key="key-"))] == [b"key-7"]
    assert [one.number for one in find_sends(path, Wanted(key="key-7"))] == [1]
    assert find_sends(path, Wanted(key="key-8")) == ()


def test_without_a_journal_nothing_was_sent(path: Path) -> None:
    assert find_sends(path, Wanted()) == ()
    assert find_records(path, Wanted()) == ()
    assert not path.exists()
