"""librdkafka's lines on the screen: levels in words, text escaped and whole, words that filter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workbench.delivery.client_log import THROTTLE, ClientLog
from workbench.tui.lab.lines import plain
from workbench.tui.statistics.log_lines import NOTHING, pieces, shown


def told() -> ClientLog:
    """One line of each kind."""
    log = ClientLog()
    log.add(7, "STATE: Broker changed state INIT -> UP", 1_700_000_000.114)
    log.add(3, "FAIL: \x1b[31mConnect to [b]:9092 failed", 1_700_000_001.0)
    log.add(4, f"{THROTTLE}b:9092 holds this client back for 1,350 ms", 1_700_000_002.0)
    log.add(6, "an info", 1_700_000_003.0)
    return log


def test_levels_times_and_texts() -> None:
    found = shown(told(), "", 118, debug=True)
    lines = plain(found.lines).splitlines()
    assert lines[0] == "22:13:20.114    debug      STATE: Broker changed state INIT -> UP"
    assert lines[1].startswith("22:13:21.000  ✗ error      FAIL: \\x1b[31mConnect to [b]")
    assert "‖ throttle" in lines[2]
    assert "· info" in lines[3]
    assert found.words == "4 lines · ‖ 1 throttle · 1 debug shown (F4)"


def test_debug_lines_are_hidden_unless_they_are_wanted() -> None:
    found = shown(told(), "", 118, debug=False)
    assert "STATE" not in plain(found.lines)
    assert found.words == "3 lines · ‖ 1 throttle · 1 debug hidden (F4)"


@pytest.mark.parametrize(
    ("wanted", "count"),
    [("error", 1), ("THROTTLE 1,350", 1), ("9092", 2), ("9092 fail", 1), ("none such", 0), (" ", 3)],
)
def test_all_words_in_level_or_text(wanted: str, count: int) -> None:
    found = shown(told(), wanted, 118, debug=False)
    assert found.words.startswith(f"{count} of 3 lines" if count < 3 else "3 lines")
    assert ("No line has these words" in plain(found.lines)) == (count == 0)


def test_nothing_yet() -> None:
    assert plain(shown(ClientLog(), "", 78, debug=False).lines) == NOTHING
    log = ClientLog(capacity=1)
    log.add(7, "a", 0.0)
    log.add(7, "b", 0.0)
    found = shown(log, "", 78, debug=False)
    assert "F4 shows them" in plain(found.lines)
    assert found.words == "0 lines · 2 debug hidden (F4) · 1 oldest let go"


@given(st.text(st.sampled_from("ab 한\u0301"), max_size=200), st.integers(20, 60))
def test_no_character_is_lost_and_no_piece_too_wide(text: str, width: int) -> None:
    found = pieces(text, width)
    assert "".join(found) == text
    assert all(cell_len(one) <= width for one in found)


def test_a_long_text_goes_on_below_itself() -> None:
    log = ClientLog()
    log.add(4, "word " * 40, 0.0)
    first, *rest = plain(shown(log, "", 78, debug=False).lines).splitlines()
    assert "! warning" in first
    assert rest
    assert all(one.startswith(" " * 27 + "word") for one in rest)
