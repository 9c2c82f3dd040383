"""Expressions as RE2 reads them: what is found, that nothing hangs, and a sentence for what is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.partitioning.expression import VALID, BadPattern, read

ATOMS = [
    "a",
    "b",
    "A",
    "1",
    ".",
    r"\d",
    "[ab]",
    "[^a]",
    "[a-c1]",
    r"\.",
    "(?:ab)",
    "^",
    r"\Z",
    r"\x61",
    "-",
    "é",
    "(a|)",
]
REPETITIONS = ["", "*", "+", "?", "{2}", "{1,3}", "{2,}", "{0}", "*?", "+?", "??", "{1,2}?"]
PATTERNS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: (
        st.tuples(inner, inner).map("".join)
        | st.tuples(inner, inner).map(lambda both: f"({both[0]}|{both[1]})")
        | st.tuples(inner, st.sampled_from(REPETITIONS)).map(lambda both: f"({both[0]}){both[1]}")
    ),
    max_leaves=8,
)
TEXTS = st.text("abAB1.-_ éÉ\n\t]{", max_size=8)


@settings(max_examples=200, deadline=None)
@given(PATTERNS, st.booleans(), st.lists(TEXTS, min_size=1, max_size=8))
def test_the_same_answers_as_python(pattern: str, any_case: bool, texts: list[str]) -> None:
    pattern = "(?i)" * any_case + pattern
    ours, theirs = read(pattern.replace(r"\Z", "$")), re.compile(pattern)
    for text in texts:
        assert ours.found_in(text.encode()) == bool(theirs.search(text)), (pattern, text)


@settings(max_examples=200, deadline=None)
@given(st.text("a(|)[]{}*+?^$\\,1-x2:idné\0.", max_size=14))
def test_any_text_is_an_expression_or_gets_a_sentence(text: str) -> None:
    try:
        expression = read(text)
    except BadPattern as error:
        assert str(error).isprintable()
    else:
        assert expression.found_in(b"aa") in (True, False)


@pytest.mark.parametrize(
    ("pattern", "found", "others"),
    [
        ("^.$", "a é 漢 😀", "ab"),  # a character is one of Unicode, not a byte
        ("^(?i)É$", "é É", "e"),
        (r"^\pL+$", "Straße Ελλάδα", "a1"),
        (r"^\w+$", "user_42", "é"),
        ("b", "abc", "ac"),
        ("b$", "ab", "ab\n"),
        ("\0", "a\0", "a"),
    ],
)
def test_what_is_found(pattern: str, found: str, others: str) -> None:
    expression = read(pattern)
    assert all(expression.found_in(text.encode()) for text in found.split(" "))
    assert not expression.found_in(others.encode())


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(a", "missing ): (a"),
        ("[z-a]", "invalid character class range: z-a"),
        ("*a", "no argument for repetition operator: *"),
        ("a{1001}", "invalid repetition size: {1001}"),
        ("(?=a)", "invalid perl operator: (?="),
        (r"(a)\1", r"invalid escape sequence: \1"),
        ("\x1b(é", r"missing ): \x1b(é"),
        ("(" * 900, "missing ): " + "(" * 48 + "…"),
        (r"\pL{900}", "pattern too large - compile failed"),
        ("a" * 1_000_000, "pattern too large - compile failed"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nowhere_else(
    pattern: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadPattern) as refusal:
        read(pattern)
    assert str(refusal.value) == f"'{said}'; valid: {VALID}"
    assert capfd.readouterr() == ("", "")


def test_half_a_character_is_refused() -> None:
    with pytest.raises(BadPattern, match="it holds half a character"):
        read("[\ud800]")


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a*)*b", "(.*.*.*)*b", "(x+x+)+y", "(a?){100}b"])
def test_none_of_the_patterns_that_hang_others_hangs(pattern: str) -> None:
    """With re the first of them would need more years than the universe has; the test's time limit is the check."""
    assert not read(pattern).found_in(b"a" * 4_000)


def test_equal_where_the_pattern_is() -> None:
    assert read("a") == read("a") != read("b")
    assert len({read("a"), read("a")}) == 1
