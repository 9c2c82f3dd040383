"""The end of a send in words and exit codes, and an output that goes away."""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Iterator

import pytest

from workbench.clusters.connection import ConnectionState, ConnectionStatus
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.sandbox import Sandbox
from workbench.commands.lines import BadLine
from workbench.commands.reports import ReportLines
from workbench.commands.watching import Watched, bad_feed, interrupted, troubled, watch
from workbench.delivery.report import DeliveryError, Totals
from workbench.records.columns import RecordColumns
from workbench.session import Session

PURGED = DeliveryError("_PURGE_QUEUE", "not sent")
LARGE = DeliveryError("MSG_SIZE_TOO_LARGE", "Broker: Message size\x1b[2J too large")


def columns(count: int) -> RecordColumns:
    return RecordColumns("orders", [b"k"] * count, [b"v"] * count, [n % 12 for n in range(count)])


@pytest.fixture
def session(sandbox: Sandbox) -> Iterator[Session]:
    """An open one on the shared sandbox."""
    opened = Session(ClusterProfile("test", sandbox.bootstrap_servers))
    opened.open()
    assert opened.connection is not None
    assert opened.connection.wait(30).state is ConnectionState.UP
    yield opened
    opened.close()


class Leaving(io.StringIO):
    """A reader that takes some lines and then fails."""

    def __init__(self, lines: int, error: OSError) -> None:
        super().__init__()
        self._left, self._error = lines, error

    def write(self, text: str) -> int:
        self._left -= text.count("\n")
        if self._left < 0:
            raise self._error
        return super().write(text)


def test_all_delivered(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    watched = Watched(session, ReportLines(session.log, "orders"))
    assert watch(watched, [columns(3), None, columns(2_000)]) == 0
    captured = capsys.readouterr()
    assert captured.out.count('"state": "delivered"') == 2_003
    assert captured.err == ""


def test_no_record_at_all_is_said(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch(Watched(session, ReportLines(session.log, "orders")), []) == 0
    assert capsys.readouterr() == ("", "workbench send: there was no line to read; nothing was sent\n")


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (BrokenPipeError(), 0, ""),
        (OSError(28, "No space left on device"), 1, "the reports cannot be written any more: No space left on device"),
    ],
)
def test_records_are_sent_though_nobody_reads_the_reports(
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: OSError,
    code: int,
    words: str,
) -> None:
    monkeypatch.setattr(sys, "stdout", Leaving(0, error))
    assert watch(Watched(session, ReportLines(session.log, "orders")), [columns(5_000)]) == code
    assert session.log.totals == Totals(delivered=5_000)
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == bool(words)


def test_without_a_standard_output_records_are_sent_too(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert watch(Watched(session, ReportLines(session.log, "orders")), [columns(5)]) == 0


def test_a_cluster_that_goes_down_is_said_once(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    watched = Watched(session, None)
    assert session.connection is not None
    session.connection.close()
    up, down = ConnectionStatus(ConnectionState.UP), ConnectionStatus(ConnectionState.DOWN, "Connection refused by x:1")
    for status in (up, down, down, up, down):
        session.connection._status = status
        watched.look()
    words = "the cluster is down: Connection refused by x:1; waiting for it, Ctrl-C ends that"
    assert capsys.readouterr().err == f"workbench send: {words}\n" * 2


def test_a_feed_that_fails_is_said_with_what_came_before(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    def feed() -> Iterator[RecordColumns]:
        yield columns(4)
        raise BadLine(5, "value: it is not UTF-8")

    assert watch(Watched(session, None), feed()) == 2
    assert "line 5: value: it is not UTF-8; before it: 4 delivered; this line" in capsys.readouterr().err


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_is_for_terminals(
    session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], terminal: bool
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    watched = Watched(session, None)
    watched.progress.show(Totals(delivered=5), now=float(threading.TIMEOUT_MAX))
    assert ("5 delivered" in capsys.readouterr().err) == terminal


@pytest.mark.parametrize(
    ("totals", "troubles", "unread", "words"),
    [
        (
            Totals(delivered=1_204, unknown=96, failed=3_700),
            {PURGED: 3_700},
            False,
            "interrupted: 1,204 of 5,000 handed over were acknowledged, 96 unknown, 3,700 never sent",
        ),
        (
            Totals(delivered=1, failed=3, unknown=0),
            {PURGED: 1, LARGE: 2},
            True,
            "interrupted: 1 of 4 handed over were acknowledged, 2 failed, 0 unknown, 1 never sent; "
            "the rest of the input was not sent",
        ),
        (
            Totals(sent=7),
            {},
            False,
            "interrupted: 7 of 7 handed over were sent, not confirmed, 0 unknown, 0 never sent",
        ),
    ],
)
def test_an_interruption_in_words(totals: Totals, troubles: dict[DeliveryError, int], unread: bool, words: str) -> None:
    assert interrupted(totals, troubles, unread=unread) == words


def test_troubles_in_words_the_most_frequent_first() -> None:
    others = {DeliveryError(name, "text"): 1 for name in "ABCD"}
    assert troubled(Totals(delivered=1, failed=6), {**others, LARGE: 2}) == (
        r"of 7 records: 1 delivered · 6 failed; 2 × MSG_SIZE_TOO_LARGE: Broker: Message size\x1b[2J too large; "
        "1 × A: text; 1 × B: text; and 2 other errors"
    )


@pytest.mark.parametrize(
    ("error", "totals", "words"),
    [
        (BadLine(1, "x"), Totals(), "line 1: x; nothing was sent"),
        (BadLine(1_000, "x"), Totals(delivered=999), "line 1,000: x; before it: 999 delivered; this line and"),
        (OSError(5, "Input/output error"), Totals(delivered=2), "cannot be read any further: Input/output error; 2"),
        (MemoryError("y"), Totals(delivered=2), "cannot be read any further: MemoryError: y; 2 delivered"),
    ],
)
def test_a_bad_feed_in_words(error: Exception, totals: Totals, words: str) -> None:
    assert words in bad_feed(error, totals)
