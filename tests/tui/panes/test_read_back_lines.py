"""Two sides of bytes: equal ones quiet, differing ones under a sign, in any width."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.read_backs import FOUND, OTHER, SENT, TIME, back
from workbench.records.fetched import FetchedRecord, TimestampType, Visibility
from workbench.tui.lab.lines import plain, width_of
from workbench.tui.panes.read_back_lines import Layout, Page, PairedBytes, page


def text(made: Page) -> str:
    return plain([*made.head, *made.lines])


def words(made: Page) -> str:
    """The text without its line ends."""
    return " ".join(text(made).split())


def test_the_same_is_said_once_and_marked_nowhere() -> None:
    same = page(back(), 74)
    shown = text(same)
    assert "✓ the same, byte for byte; every consumer reads it" in shown
    assert "orders-4 offset 1,204" in shown
    assert "≠" not in shown
    assert "✗" not in shown
    assert same.places == ()
    assert not any(style.startswith("bold-other") for line in same.lines for _, style in line)


def test_each_difference_has_its_sign_its_words_and_its_place() -> None:
    other = page(back(OTHER), 74)
    shown = text(other)
    assert "✗ 2 differences: value, header trace" in shown
    assert "! its transaction was aborted" in shown
    assert "✗ value  json" in shown
    assert "differs from byte 22 on: sent 0x33, found 0x32; sent 45 bytes, found 46 bytes" in words(other)
    assert "✗ header trace" in shown
    assert "sent, and not there" in shown
    assert "≈ timestamp  LogAppendTime" in shown
    marked = [line for line in shown.split("\n") if line.startswith("≠")]
    assert [line.split()[1] for line in marked] == ["16", "40"]
    lines = plain(other.lines).split("\n")
    assert [lines[place][:9] for place in other.places] == ["✗ value  ", "✗ header "]


def test_only_the_bytes_that_differ_are_coloured() -> None:
    line = PairedBytes(b"abcd", b"abXd", Layout(8, 2))[0]
    assert ("63 ", "bold-other") in line
    assert ("58 ", "bold-other") in line
    assert ("61 62 ", "quiet") in line
    assert line[0] == ("≠ ", "bold-other")


def test_both_texts_where_they_differ_and_one_where_they_are_the_same() -> None:
    shown = text(page(back(OTHER), 74))
    assert '"id": 9007199254740993' in shown
    assert '"id": 9007199254740992' in shown
    assert text(page(back(), 74)).count('"id": 9007199254740993') == 1


def test_what_is_no_longer_kept() -> None:
    rest = text(page(back(record=None), 74))
    assert "what was sent is no longer kept" in rest
    assert any(line.strip() == "no longer kept                   │ in the partition" for line in rest.split("\n"))
    gone = text(page(back(replace(FOUND, value=b"x"), None), 74))
    assert "✗ 1 difference: value: sent 45 bytes, found 1" in gone


def test_a_difference_far_down_is_gone_to_where_it_begins() -> None:
    large = b"x" * 4_000
    there = replace(FOUND, value=large + b"y")
    made = page(back(there, SENT._replace(value=large + b"z")), 74)
    assert plain(made.lines[made.places[0] : made.places[0] + 1]).startswith("≠ 4000")


def test_a_wrong_timestamp_is_a_place_to_go_to() -> None:
    made = page(back(replace(FOUND, timestamp=TIME + 1)), 74)
    assert plain(made.lines[made.places[0] : made.places[0] + 1]).startswith("✗ timestamp")


def test_a_value_of_megabytes_is_made_line_by_line() -> None:
    large = b"x" * 3_000_000
    made = page(back(replace(FOUND, value=large), SENT._replace(value=large)), 74)
    assert len(made.lines) > 375_000
    assert "78 78" in plain(made.lines[200_000:200_001])


def test_nothing_of_it_acts_on_the_terminal() -> None:
    hostile = b"\x1b[31m[red]x[/]\xe2\x80\xae"
    record = SENT._replace(value=hostile, headers=(("\x1b[2J", hostile),))
    shown = text(page(back(replace(FOUND, value=hostile, headers=record.headers), record), 74))
    assert not any(sign in shown for sign in "\x1b\u202e")


@pytest.mark.parametrize("width", [20, 40, 74, 114, 154])
@pytest.mark.parametrize("found", [FOUND, OTHER, FetchedRecord(4, 1_204, None, None)])
def test_no_line_is_wider_than_the_screen(width: int, found: FetchedRecord) -> None:
    made = page(back(found), width)
    assert max(width_of(line) for line in (*made.head, *made.lines)) <= max(width, 32)


def test_a_record_without_a_timestamp_and_one_that_nobody_asked_about() -> None:
    found = replace(FOUND, timestamp=None, timestamp_type=TimestampType.NONE, visibility=Visibility.NOT_ASKED)
    shown = words(page(back(found), 74))
    assert "found none" in shown
    assert "could not be asked" in shown
