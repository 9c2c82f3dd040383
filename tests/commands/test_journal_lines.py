"""Sends and records of the journal in words."""

from __future__ import annotations

import json
from dataclasses import replace

from workbench.commands.journal_lines import record_json, record_lines, send_json, send_lines, stands, what
from workbench.delivery.journal.origin import Kind, Origin
from workbench.delivery.journal.sends import Sent, SentRecord
from workbench.delivery.report import DeliveryError, DeliveryState, Totals
from workbench.records.record import ProducerRecord

ORIGIN = Origin("local", "h:1", "orders", Kind.LINES, path="/tmp/a\x1bb")
SENT = Sent(
    number=7,
    origin=ORIGIN,
    begun=1_700_000_000.0,
    ended=None,
    dismissed=None,
    resumed=None,
    complete=False,
    why="line 3: no",
    handed=10,
    handed_at=None,
    unbooked=0,
    known=4,
    known_at=None,
    doubt=None,
    doubt_at=None,
    reached={},
    there=None,
    uncounted=0,
    totals=Totals(4, 0, 1, 5, 0),
    alive=False,
)
ERROR = DeliveryError("MSG_SIZE_TOO_LARGE", "too\x1b[2J large")
RECORD = ProducerRecord("orders", None, b"v", (("h", None),), 1)


def test_how_a_send_stands() -> None:
    assert stands(SENT) == "open"
    assert stands(replace(SENT, alive=True)) == "under way"
    assert stands(replace(SENT, resumed=9)) == "gone on with: 9"
    assert stands(replace(SENT, dismissed=1.0)) == "dismissed"
    ended = replace(SENT, ended=1.0, totals=Totals(10, 0, 0, 0, 0))
    assert stands(ended) == "unfinished"
    assert stands(replace(ended, complete=True)) == "settled"


def test_what_was_sent() -> None:
    assert what(SENT) == r"lines of /tmp/a\x1bb"
    assert what(replace(SENT, origin=replace(ORIGIN, path=None))) == "lines of standard input"
    assert what(replace(SENT, origin=replace(ORIGIN, path=None, kind=Kind.AGAIN, count=1_200))) == "again × 1,200"


def test_a_send_as_a_line_and_as_json() -> None:
    _, line = send_lines([SENT])
    assert (
        line
        == r"   7  2023-11-14 22:13:20  orders  lines of /tmp/a\x1bb      10          4     0       1        5  open"
    )
    read = json.loads(send_json(SENT))
    assert (read["unknown"], read["why"], read["is"], read["ended"]) == (5, "line 3: no", "open", None)


def test_records_and_runs() -> None:
    one = SentRecord(7, 0, 1, "orders", RECORD, 1, 1.0, DeliveryState.FAILED, 1, None, None, None, ERROR)
    run = replace(one, number=3, count=4, record=None, size=None, state=DeliveryState.UNKNOWN, error=None)
    _, first, second = record_lines([one, run])
    assert first.split()[0] == "1"
    assert r"MSG_SIZE_TOO_LARGE: too\x1b[2J large" in first
    assert second.split()[:4] == ["4", "to", "7", "unknown"]
    read = json.loads(record_json(one))
    assert (read["key_hex"], read["value_hex"], read["headers"]) == (None, "76", [{"name": "h", "hex": None}])
    assert json.loads(record_json(run))["kept"] is False
