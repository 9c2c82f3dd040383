"""Lines as values: widths, columns, paragraphs, two columns side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.lab.lines import beside, cell_of, ends, fact, line, paragraph, plain, table, width_of

WORDS = st.text(st.sampled_from("ab 한é"), max_size=60)


def test_spans_and_bare_texts() -> None:
    assert line("a", ("b", "quiet")) == (("a", "plain"), ("b", "quiet"))
    assert width_of(line("a", "한")) == 3
    assert plain([line("a ", "b  "), ()]) == "a b\n"


@given(text=WORDS, width=st.integers(1, 30))
def test_a_cell_is_as_wide_as_asked_at_either_end(text: str, width: int) -> None:
    assert width_of(line(cell_of(text, width))) == width
    assert width_of(line(cell_of(text, -width))) == width


@given(text=WORDS, width=st.integers(8, 40))
def test_a_paragraph_keeps_its_words_within_the_width(text: str, width: int) -> None:
    lines = paragraph(text, width)
    assert "".join(plain(lines).split()) == "".join(text.split())
    assert all(len(text) <= width for ((text, _),) in lines)


def test_ends_are_one_line_or_two() -> None:
    assert plain(ends(line("left"), line("right"), 12)) == "left   right"
    assert plain(ends(line("left"), line("right"), 9)) == "left\n    right"


def test_columns_beside_each_other() -> None:
    assert plain(beside([line("a")], [line("x"), line("y")], 3, gap=1)) == "a   x\n    y"


def test_a_fact_stands_beside_its_name() -> None:
    assert plain(fact("rule", "murmur2 and more", 14, names=6)) == "rule  murmur2\n      and more"
    assert plain(fact("rule", "", 14, names=6)) == "rule"


def test_a_table_is_aligned() -> None:
    assert plain(table([("a", "1"), ("longer", "23")], (4, -3), ("plain", "quiet"))) == "a       1\nlon…   23"
