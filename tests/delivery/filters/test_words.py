"""A line as words, with the places of each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.delivery.filters.words import Value, quote, split


def test_words_fields_and_values() -> None:
    first, second, third = split('user  -state:a,"b c" "x:y"')
    assert (first.field, first.values, first.negated) == (None, (Value("user", 0, 4),), False)
    assert (second.field, second.negated, second.start, second.end) == ("state", True, 6, 20)
    assert second.values == (Value("a", 13, 14), Value("b c", 15, 20, quoted=True))
    assert (third.field, third.values[0].text) == (None, "x:y")


def test_an_open_quote_is_told() -> None:
    assert split('a "b c')[-1].open_quote
    assert not split('a "b c"')[-1].open_quote


@given(st.text(max_size=20))
def test_a_quoted_text_is_one_value(text: str) -> None:
    (word,) = split(f"key:{quote(text)}")
    assert [value.text for value in word.values] == [text]
    assert not word.open_quote


@given(st.text(max_size=40))
def test_words_follow_each_other_and_hold_all_but_spaces(line: str) -> None:
    at = 0
    for word in split(line):
        assert line[at : word.start].strip() == ""
        assert word.start < word.end
        at = word.end
    assert line[at:].strip() == ""
