"""How long the journal remembers."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from tests.delivery.journal.desk import Desk, origin
from workbench.delivery.journal.history import Wanted, find_sends
from workbench.delivery.journal.origin import Kind
from workbench.delivery.journal.recovery import dismiss
from workbench.delivery.journal.retention import Pruned, prune
from workbench.delivery.report import DeliveryState
from workbench.records.record import ProducerRecord

LATER = 40 * 86_400.0


def _send(desk: Desk, state: DeliveryState, size: int = 10, count: int = 1) -> None:
    records = [ProducerRecord("orders", b"%d" % number, bytes([number]) * size) for number in range(count)]
    sending = desk.send(records, origin(count, Kind.AGAIN))
    for batch in desk.hand_all(sending):
        desk.settle(batch, range(len(batch)), state)
    desk.finish(sending)


def test_old_ones_leave_but_none_that_a_person_has_to_decide_about(desk: Desk, path: Path) -> None:
    _send(desk, DeliveryState.FAILED)
    _send(desk, DeliveryState.UNKNOWN)
    desk.hand_all(desk.send([ProducerRecord("orders")], origin()))
    _send(desk, DeliveryState.UNKNOWN)
    dismiss(path, 4)
    assert prune(path).sends == 0
    assert prune(path, now=time.time() + LATER).sends == 2
    assert [sent.number for sent in find_sends(path, Wanted())] == [3, 2]
    desk.crash()
    assert prune(path, now=time.time() + LATER).sends == 0, "a crashed one stays too"


def test_the_oldest_leave_until_the_file_is_small_enough(desk: Desk, path: Path) -> None:
    for _ in range(250):
        _send(desk, DeliveryState.FAILED, size=20_000)
    size = path.stat().st_size
    pruned = prune(path, megabytes=3)
    left = [sent.number for sent in find_sends(path, Wanted(), most=1_000)]
    assert pruned.sends == 250 - len(left)
    assert left == list(range(250, 250 - len(left), -1)), "the newest stay"
    assert left
    assert path.stat().st_size <= 3 * 1024 * 1024 + 100_000 < size
    assert pruned.size > 1_000_000


def test_nothing_of_what_left_stays(desk: Desk, path: Path) -> None:
    _send(desk, DeliveryState.FAILED, count=5)
    assert prune(path, days=-1).sends == 1
    with sqlite3.connect(path) as connection:
        for table in ("send", "origin", "record", "payload", "error"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_number_is_not_given_twice(desk: Desk, path: Path) -> None:
    _send(desk, DeliveryState.FAILED)
    prune(path, days=-1)
    _send(desk, DeliveryState.FAILED)
    assert [sent.number for sent in find_sends(path, Wanted())] == [2]


def test_without_a_journal_there_is_nothing_to_do(path: Path) -> None:
    assert prune(path) == Pruned(0, 0)
    assert not path.exists()
