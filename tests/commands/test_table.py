"""Columns stay straight whatever a key is made of, and however many rows come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.commands.table import Row, aligned, cells, cut


def test_the_last_column_stands_to_the_right() -> None:
    lines = list(aligned(("key", "partition"), [("user-42", "4"), ("a", "any (sticky)")]))
    assert lines == ["key         partition", "user-42             4", "a        any (sticky)"]


def test_wide_and_combining_characters_count_as_a_terminal_shows_them() -> None:
    assert [cells(text) for text in ("", "abc", "한국", "e\u0301", "–")] == [0, 3, 4, 1, 1]
    lines = list(aligned(("key", "n"), [("한국", "1"), ("abcd", "2"), ("ne\u0301e", "3")]))
    assert lines == ["key   n", "한국  1", "abcd  2", "ne\u0301e   3"]


def test_no_rows_are_headings_alone() -> None:
    assert list(aligned(("key", "n"), [])) == ["key  n"]


def test_rows_without_end_are_shown_as_they_come() -> None:
    def rows() -> Iterator[Row]:
        while True:
            yield ("k", "1")

    assert next(aligned(("key", "n"), rows())) == "key  n"


def test_later_rows_may_be_wider() -> None:
    lines = list(aligned(("key", "n"), [*[("k", "1")] * 1500, ("longer", "2")]))
    assert (lines[1], lines[1000], lines[1001], lines[-1]) == ("k    1", "k    1", "k       1", "longer  2")
    assert len(lines) == 1502


@pytest.mark.parametrize("count", [999, 1000, 1001, 2000])
def test_every_row_is_shown_once(count: int) -> None:
    assert len(list(aligned(("key", "n"), [("k", "1")] * count))) == 1 + count


def test_the_rows_before_an_error_come_first() -> None:
    def rows() -> Iterator[Row]:
        yield ("k", "1")
        raise LookupError

    lines = aligned(("key", "n"), rows())
    assert [next(lines), next(lines)] == ["key  n", "k    1"]
    with pytest.raises(LookupError):
        next(lines)


@pytest.mark.parametrize(
    ("text", "expected"), [("abcd", "abcd"), ("abcde", "abc…"), ("한국어", "한…"), ("a한국", "a한…"), ("", "")]
)
def test_cut_to_four_cells(text: str, expected: str) -> None:
    assert cut(text, 4) == expected


@given(st.text(max_size=20), st.integers(1, 12))
def test_cut_never_exceeds_its_width(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width
    assert cut(text, width) == text or cells(text) > width


def test_the_columns_that_are_named_stand_right_and_no_line_ends_in_spaces() -> None:
    rows = [("a", "1", "same"), ("long", "100", "")]
    assert list(aligned(("key", "n", "word"), rows, right={1})) == ["key     n  word", "a       1  same", "long  100"]
