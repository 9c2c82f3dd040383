"""The journal in lines: columns, signs, what can be done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from tests.commands.test_journal_lines import ERROR, ORIGIN, RECORD, SENT
from workbench.delivery.journal.origin import Kind
from workbench.delivery.journal.sends import SentRecord
from workbench.delivery.report import DeliveryState, Totals
from workbench.tui.journal_lines import head_line, send_detail, send_rows, stands, what
from workbench.tui.lab.lines import plain

AGAIN = replace(SENT, origin=replace(ORIGIN, kind=Kind.AGAIN, path=None, count=20), why="")


@pytest.mark.parametrize("width", [76, 116, 156])
def test_columns_stand_under_their_names(width: int) -> None:
    huge = replace(SENT, number=12_345, handed=500_000_000, totals=Totals(0, 0, 1_000_000, 9, 0))
    lines = [head_line(width), *send_rows([SENT, huge], 7, width)]
    [cells] = {cell_len("".join(text for text, _ in line)) for line in lines}
    assert width - 4 <= cells <= width
    texts = plain(lines).split("\n")
    assert texts[0].index("unknown") + len("unknown") == texts[1].index(" ?")
    assert all(style == "cursor" for _, style in lines[1])


def test_how_it_stands_has_a_sign_and_words() -> None:
    assert stands(SENT) == ("? open", "any")
    assert stands(replace(SENT, alive=True))[0] == "· under way"
    assert stands(replace(SENT, resumed=8))[0] == "→ see 8"
    done = replace(SENT, ended=1.0, complete=True, totals=Totals(9, 0, 1, 0, 0))
    assert stands(done) == ("✗ settled", "other")
    assert stands(replace(done, totals=Totals(10))) == ("✓ settled", "same")
    assert stands(replace(done, complete=False))[0] == "! unfinished"
    assert (what(SENT), what(AGAIN)) == (r"a\x1bb", "resent × 20")


def test_what_can_be_done_stands_below_what_became_of_it() -> None:
    shown = plain(send_detail(SENT, (), 100))
    assert "4 delivered, 1 failed, 5 unknown" in shown
    assert "before 5 records had an answer: whether the broker has them is unknown" in shown
    assert "k looks on the broker, r sends what is left." in shown
    assert "line 3: no" in shown
    stopped = replace(SENT, ended=1.0, complete=False, totals=Totals(9, 0, 1, 0, 0))
    assert "before all of it was handed over: r sends the rest" in plain(send_detail(stopped, (), 100))


def test_records_without_an_answer_are_unknown_once_their_workbench_is_gone() -> None:
    one = SentRecord(7, 0, 1, "orders", RECORD, 1, 1.0, DeliveryState.QUEUED, 1, None, None, None, None)
    run = replace(one, number=3, count=4, record=None, state=DeliveryState.FAILED, error=ERROR)
    shown = plain(send_detail(AGAIN, (one, run), 100))
    assert "? unknown" in shown
    assert "4–7 ✗ failed" in shown
    assert "MSG_SIZE_TOO_LARGE" in shown
    assert "· queued" in plain(send_detail(replace(AGAIN, alive=True), (one,), 100))
