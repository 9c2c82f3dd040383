"""Other partition counts, as lines."""

from __future__ import annotations

import pytest

from workbench.partitioning.growth import what_if
from workbench.partitioning.partitioners import find
from workbench.tui.lab.growth_page import (
    default_counts,
    first_to_look_at,
    growth_lines,
    head_line,
    read_counts,
    sentence_lines,
)
from workbench.tui.lab.lines import plain, width_of

KEYS = [b"user-%d" % number for number in range(3_000)]
FOUND = what_if(KEYS, find("java"), 12, (12, 16, 24))


@pytest.mark.parametrize("width", [76, 116])
def test_a_row_a_count_and_the_present_one_marked(width: int) -> None:
    rows = growth_lines(FOUND, 1, width)
    words = [plain([row]) for row in rows]
    assert "as it is now" in words[0] and words[0].startswith("▸")
    assert f"{FOUND[2].moved:,} (" in words[2]
    assert "~ hidden" in words[1] and "≠ on " in words[2]
    assert max(map(width_of, [head_line(width), *rows])) <= width + 2


def test_the_sentence_is_the_counts_own() -> None:
    assert " ".join(plain(sentence_lines(FOUND[2], 40)).split()) == FOUND[2].sentence


def test_twice_as_many_is_looked_at_first() -> None:
    assert first_to_look_at(FOUND) == 2
    assert first_to_look_at(FOUND[:2]) == 1
    assert first_to_look_at(FOUND[:1]) == 0


def test_the_counts_that_are_asked_about_first() -> None:
    assert default_counts(12) == (16, 24, 48)
    assert default_counts(1) == (2, 4)


@pytest.mark.parametrize(
    ("text", "counts"), [("12,24,48", (12, 24, 48)), ("12 24", (12, 24)), (" 7,7 ", (7,)), ("1", (1,))]
)
def test_counts_are_read(text: str, counts: tuple[int, ...]) -> None:
    assert read_counts(text) == (counts, "")


@pytest.mark.parametrize("text", ["", "a", "0", "-1", "12,,x", "1.5", "٣", "9" * 30, "1," * 13 + "1"])
def test_what_is_no_count_is_a_sentence(text: str) -> None:
    counts, problem = read_counts(text)
    assert counts == () and problem
