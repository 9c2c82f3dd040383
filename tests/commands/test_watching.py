"""The end of a send in words and exit codes, and an output that goes away."""

from __future__ import annotations

import io
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from workbench.clusters.connection import ConnectionState, ConnectionStatus
from workbench.clusters.limits import TopicLimits
from workbench.clusters.profile import ClusterProfile
from workbench.clusters.sandbox import Sandbox
from workbench.commands.lines import BadLine
from workbench.commands.reports import ReportLines
from workbench.commands.watching import Watched, bad_feed, interrupted, troubled, watch
from workbench.delivery.bulk import ColumnFeed
from workbench.delivery.report import DeliveryError, Totals
from workbench.delivery.tally import Tally
from workbench.delivery.teaching.facts import Facts
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


def sent(watched: Watched, feed: ColumnFeed) -> int:
    """The exit code of a send of these."""
    return watch(watched, lambda: watched.session.worker.send_columns(feed))


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
    assert sent(watched, [columns(3), None, columns(2_000)]) == 0
    captured = capsys.readouterr()
    assert captured.out.count('"state": "delivered"') == 2_003
    assert captured.err == ""


def test_no_record_at_all_is_said(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    assert sent(Watched(session, ReportLines(session.log, "orders")), []) == 0
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
    assert sent(Watched(session, ReportLines(session.log, "orders")), [columns(5_000)]) == code
    assert session.log.totals == Totals(delivered=5_000)
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == bool(words)


def test_without_a_standard_output_records_are_sent_too(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert sent(Watched(session, ReportLines(session.log, "orders")), [columns(5)]) == 0


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

    assert sent(Watched(session, None), feed()) == 2
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
            "interrupted: 7 of 7 handed over were sent, not confirmed, 0 unknown, 0 never sent, "
            "of those not confirmed some may never have left",
        ),
    ],
)
def test_an_interruption_in_words(totals: Totals, troubles: dict[DeliveryError, int], unread: bool, words: str) -> None:
    assert interrupted(totals, troubles, unread=unread) == words


def known(error: DeliveryError, count: int) -> Facts:
    """As of the most frequent error."""
    assert (error, count) == (LARGE, 2)
    return Facts(topic_limit=1_048_588, producer_size=1)


def test_troubles_in_words_the_most_frequent_first() -> None:
    others = {DeliveryError(name, "text"): 1 for name in "ABCD"}
    assert troubled(Totals(delivered=1, failed=6), {**others, LARGE: 2}, known) == (
        r"of 7 records: 1 delivered · 6 failed; 2 × MSG_SIZE_TOO_LARGE: Broker: Message size\x1b[2J too large; "
        "1 × A: text; 1 × B: text; and 2 other errors; "
        "next step: raise the topic's max.message.bytes, 1,048,588 now"
    )


def test_without_an_error_there_is_no_step() -> None:
    assert troubled(Totals(delivered=1, unknown=2), {}, known) == "of 3 records: 1 delivered · 2 unknown"


@pytest.mark.parametrize(
    ("quiet", "count", "step"),
    [
        (False, 1, "raise the producer's message.max.bytes with -X, 2,000 now; this record is 5,036 bytes"),
        (False, 3, "raise the producer's message.max.bytes with -X, 2,000 now; the first of them is 5,036 bytes"),
        (
            True,
            3,
            "raise the producer's message.max.bytes, 2,000 now (-X), or the topic's max.message.bytes, 1,048,588 ",
        ),
    ],
)
def test_a_send_that_failed_ends_with_the_next_step(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str], quiet: bool, count: int, step: str
) -> None:
    profile = ClusterProfile("test", sandbox.bootstrap_servers, {"message.max.bytes": "2000"})
    with closing(Session(profile, log=Tally() if quiet else None)) as session:
        session.open()
        assert session.connection is not None
        assert session.connection.wait(30).state is ConnectionState.UP
        reports = None if quiet else ReportLines(session.log, "orders", facts=session.facts)
        large = RecordColumns("orders", [None] * count, [b"x" * 5_000] * count, [0] * count)
        assert sent(Watched(session, reports, "orders"), [large]) == 1
    captured = capsys.readouterr()
    assert f"; next step: {step}" in captured.err
    for line in [] if quiet else captured.out.splitlines():
        error = json.loads(line)["error"]
        assert (error["kind"], error["next_step"]) == ("permanent", step.replace("the first of them", "this record"))


@pytest.mark.parametrize(("name", "waits"), [("MSG_SIZE_TOO_LARGE", True), ("_MSG_TIMED_OUT", False)])
def test_the_last_words_wait_for_the_topics_limits_where_they_name_them(
    session: Session, monkeypatch: pytest.MonkeyPatch, name: str, waits: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(TopicLimits, "wait", lambda self, topic, seconds: asked.append(topic))
    session.log.names.errors.id(DeliveryError(name, "x"))
    Watched(session, None, "orders").learn()
    assert asked == ["orders"] * waits


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
