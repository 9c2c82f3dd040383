"""Records of a send in bulk that were not delivered: their bytes, then runs, then a count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery.journal.desk import Desk, of_lines, origin, write_lines
from workbench.delivery.journal import troubles
from workbench.delivery.journal.history import Wanted, find_records, one_send
from workbench.delivery.journal.troubles import Budget
from workbench.delivery.report import DeliveryState
from workbench.records.record import ProducerRecord


def _failed(desk: Desk, tmp_path: Path, *places: int) -> None:
    """Lines of which those at these places failed."""
    sending = desk.send_lines(of_lines(write_lines(tmp_path / "lines", 200)))
    for batch in desk.hand_all(sending, 100):
        here = [place for place in places if place < len(batch)]
        desk.settle(batch, here, DeliveryState.FAILED)
        desk.deliver(batch, [place for place in range(len(batch)) if place not in here])
    desk.finish(sending)


def test_each_with_its_bytes_and_its_place(desk: Desk, path: Path, tmp_path: Path) -> None:
    _failed(desk, tmp_path, 3, 4, 9)
    found = find_records(path, Wanted())[::-1]
    assert [one.number for one in found] == [3, 4, 9, 103, 104, 109]
    assert [one.record and one.record.value for one in found] == [b"value-%d" % one.number for one in found]
    assert {one.error and one.error.name for one in found} == {"MSG_SIZE_TOO_LARGE"}


def test_then_as_runs(desk: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(troubles, "MOST", 2)
    _failed(desk, tmp_path, 3, 4, 5, 9)
    found = find_records(path, Wanted())[::-1]
    runs = [(one.number, one.count, one.record is not None) for one in found]
    assert runs == [(3, 1, True), (4, 1, True), (5, 1, False), (9, 1, False), (103, 3, False), (109, 1, False)]
    assert one_send(path, 1).totals.failed == 8


def test_then_counted(desk: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(troubles, "MOST_BYTES", 0)
    monkeypatch.setattr(troubles, "MOST_RUNS", 2)
    _failed(desk, tmp_path, 3, 4, 9)
    assert len(find_records(path, Wanted())) == 2
    sent = one_send(path, 1)
    assert (sent.totals.failed, sent.uncounted) == (6, 3)


def test_one_record_many_times_has_its_bytes_once(desk: Desk, path: Path) -> None:
    record = ProducerRecord("orders", b"k", bytes(100))
    sending = desk.send([record] * 5_000, origin(5_000))
    for batch in desk.hand_all(sending):
        desk.settle(batch, range(len(batch)), DeliveryState.FAILED)
    desk.finish(sending)
    found = find_records(path, Wanted())
    assert sum(one.count for one in found) == 5_000
    assert {one.record for one in found} == {record}
    assert len(found) < 30


def test_the_bound() -> None:
    assert Budget().has_room
    assert not Budget(records=troubles.MOST).has_room
    assert not Budget(size=troubles.MOST_BYTES).has_room
