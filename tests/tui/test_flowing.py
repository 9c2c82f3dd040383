"""Pieces of text in lines: none is longer than its width, and what has no room is counted."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workbench.records.escape import escape
from workbench.tui.flowing import cut, flow, pieces
from workbench.tui.lab.lines import Line, plain, width_of

NAMES = ("kafka-python", "aiokafka", "franz-go", "kafkajs", "no-kafka")


def items(*names: str) -> list[Line]:
    return [((name, "quiet"),) for name in names]


HEAD: Line = (("= as Java: ", "plain"),)
END: Line = (("^L", "sign"), (" all", "quiet"))


def test_all_in_one_line() -> None:
    assert plain(flow(HEAD, items(*NAMES[:2]), ", ", 40, 2)) == "= as Java: kafka-python, aiokafka"


def test_a_further_line_stands_under_the_first_ones_words() -> None:
    assert plain(flow(HEAD, items(*NAMES), ", ", 34, 3)) == (
        "= as Java: kafka-python, aiokafka,\n  franz-go, kafkajs, no-kafka"
    )


def test_what_has_no_room_is_counted() -> None:
    assert plain(flow(HEAD, items(*NAMES), ", ", 32, 1)) == "= as Java: kafka-python, 4 more"
    assert plain(flow(HEAD, items(*NAMES), ", ", 22, 1)) == "= as Java: 5 of them"


def test_the_end_stands_at_the_right_of_the_last_line() -> None:
    assert plain(flow((), items(*NAMES[:2]), " · ", 32, 1, END)) == "kafka-python · aiokafka   ^L all"
    assert plain(flow((), items(*NAMES[:3]), " · ", 34, 2, END)) == (
        "kafka-python · aiokafka · franz-go\n                            ^L all"
    )


def test_no_items_and_nothing_at_all() -> None:
    assert plain(flow(HEAD, [], ", ", 20, 1)) == "= as Java:"
    assert flow((), [], ", ", 20, 1) == []


def test_an_item_longer_than_a_line_is_cut() -> None:
    assert plain(flow((), items("x", "y" * 40), " ", 12, 3)) == "x\n  yyyyyyyyy…"
    assert plain(flow((), items("x", "y" * 40), " ", 12, 2)) == "x\n  1 more"


def test_cut_keeps_the_styles_and_ends_in_an_ellipsis() -> None:
    line: Line = (("leader ", "quiet"), ("홍길동", "plain"), (" there", "quiet"))
    assert cut(line, 30) == line
    assert cut(line, 12) == (("leader ", "quiet"), ("홍길", "plain"), ("…", "plain"))
    assert cut(line, 0) == ()


@given(
    st.lists(st.text("ab홍", min_size=1, max_size=12), max_size=12),
    st.integers(24, 60),
    st.integers(1, 4),
    st.sampled_from((", ", " · ")),
    st.sampled_from((END, ())),
)
def test_no_line_is_too_long_and_no_item_is_lost(
    names: list[str], width: int, most: int, between: str, end: Line
) -> None:
    lines = flow((("≠ ", "other"),), items(*names), between, width, most, end)
    assert len(lines) <= most
    assert all(width_of(line) <= width for line in lines)
    counted = re.search(r"(\d+) (?:more|of them)", plain(lines))
    shown = sum(len(re.findall("[ab홍]+", text)) for line in lines for text, style in line if style == "quiet")
    left = int(counted[1]) if counted else 0
    assert shown + left == len(names) + (1 if end and "^L all" in plain(lines) else 0)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=120), st.integers(2, 40))
def test_pieces_hold_every_character_in_no_more_cells_than_there_are(text: str, width: int) -> None:
    rows = [one for ((one, _),) in pieces(text, width)]
    assert max(map(cell_len, rows)) <= max(width, 2 + width // 3)
    assert "".join(rows).replace(" ", "") == escape(text).replace(" ", "")


def test_pieces_break_after_a_blank_and_go_on_further_in() -> None:
    rows = plain(pieces('{\n  "doc": "How far it has come."\n}', 25)).split("\n")
    assert rows == ["{", '  "doc": "How far it has', '      come."', "}"]
    assert plain(pieces("", 10)) == ""
