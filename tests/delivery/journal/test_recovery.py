"""Which sends are open: after kill -9, beside a workbench that is still at work, after somebody has decided."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.delivery.journal.conftest import Opened
from tests.delivery.journal.desk import Desk, numbered, of_lines, origin, write_lines
from workbench.delivery.books import BooksError
from workbench.delivery.journal.history import Wanted, find_records, one_send
from workbench.delivery.journal.origin import Kind
from workbench.delivery.journal.recovery import dismiss, open_sends, unfinished_sends
from workbench.delivery.report import DeliveryState

ENOUGH = 500


def _killed(*paths: Path) -> int:
    """Start the child, kill it with -9 while it hands over; the last number that it was sure of."""
    command = [sys.executable, "-m", "tests.delivery.journal.killed", *map(str, paths)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        sure = next(number for number in map(int, child.stdout) if number >= ENOUGH)
        child.send_signal(signal.SIGKILL)
        return max([sure, *map(int, child.stdout.read().split())])


def test_killed_in_the_middle_of_rows(path: Path) -> None:
    sure = _killed(path)
    (sent,) = open_sends(path)
    totals = sent.totals
    assert sent.handed >= sure
    assert totals.handed_over == sent.handed
    assert totals.in_flight == 0
    assert totals.delivered >= 1
    assert totals.unknown >= sure // 2
    kept = find_records(path, Wanted(), most=1_000_000)
    assert [one.number for one in reversed(kept)] == list(range(sent.handed))
    assert sum(one.state is DeliveryState.DELIVERED for one in kept) == totals.delivered


def test_killed_in_the_middle_of_lines(path: Path, tmp_path: Path) -> None:
    sure = _killed(path, write_lines(tmp_path / "lines", 20_000))
    (sent,) = open_sends(path)
    assert sent.handed >= sure
    assert sent.totals.handed_over == sent.handed
    assert sent.known == sent.totals.delivered == 1, "the second record has no answer"
    assert sent.handed_at is not None


def test_where_there_is_no_journal_nothing_is_open(path: Path) -> None:
    assert open_sends(path) == ()
    assert not path.exists()


def test_what_another_workbench_is_sending_is_not_open(desk: Desk, path: Path) -> None:
    desk.hand_all(desk.send(numbered(3), origin(3)))
    assert open_sends(path) == ()
    with pytest.raises(BooksError, match="send 1 is still under way in another workbench"):
        dismiss(path, 1)
    desk.crash()
    assert [sent.totals.unknown for sent in open_sends(path)] == [3]


def test_a_send_that_ended_with_unknown_records_is_open_until_it_is_dismissed(desk: Desk, path: Path) -> None:
    sending = desk.send(numbered(2), origin(2, Kind.AGAIN))
    for batch in desk.hand_all(sending):
        desk.settle(batch, range(len(batch)), DeliveryState.UNKNOWN)
    desk.finish(sending)
    assert [sent.number for sent in open_sends(path)] == [1]
    dismiss(path, 1)
    assert open_sends(path) == ()
    assert one_send(path, 1).totals.unknown == 2
    with pytest.raises(BooksError, match="send 1 was dismissed"):
        dismiss(path, 1)


def test_the_newest_comes_first(another: Opened, path: Path) -> None:
    for _ in range(3):
        desk = another()
        desk.hand_all(desk.send(numbered(1), origin()))
        desk.crash()
    assert [sent.number for sent in open_sends(path)] == [3, 2, 1]
    with pytest.raises(BooksError, match="there is no send 9"):
        dismiss(path, 9)


def test_what_can_be_gone_on_with(desk: Desk, path: Path, tmp_path: Path) -> None:
    assert unfinished_sends(path) == ()
    stopped, whole = (desk.send_lines(of_lines(write_lines(tmp_path / "lines", 3_000))) for _ in range(2))
    batch = desk.hand_over(stopped, 10)
    stopped.stop()
    assert batch is not None
    for one in (batch, *desk.hand_all(whole)):
        desk.deliver(one)
    for sending in (stopped, whole):
        desk.finish(sending)
    desk.hand_all(desk.send(numbered(2), origin(2, Kind.AGAIN)))
    assert [sent.number for sent in unfinished_sends(path)] == [1]
    desk.crash()
    assert [sent.number for sent in unfinished_sends(path)] == [3, 1]
    assert [sent.number for sent in open_sends(path)] == [3]
