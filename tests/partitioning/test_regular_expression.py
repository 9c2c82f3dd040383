"""Expressions as Python reads them, the same answers, and a sentence for what is not here."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.partitioning.regular_expression import BadPattern, read

ATOMS = [
    *("a", "b", "A", "1", ".", r"\d", r"\w", r"\W", r"\s", r"\D", "[ab]", "[^a]", "[]a]", "[a-c1]", r"\."),
    *("(?:ab)", "^", r"\Z", r"\x61", r"\u0061", r"[\d_-]", "-", "é", r"[^\w]", "(a|)", "()", "{", "a{,2}", r"\t"),
]
REPETITIONS = ["", "*", "+", "?", "{2}", "{1,3}", "{2,}", "{,2}", "{0}", "*?", "+?", "??", "{1,2}?"]
PATTERNS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: (
        st.tuples(inner, inner).map("".join)
        | st.tuples(inner, inner).map(lambda both: f"({both[0]}|{both[1]})")
        | st.tuples(inner, st.sampled_from(REPETITIONS)).map(lambda both: f"({both[0]}){both[1]}")
    ),
    max_leaves=8,
)
TEXTS = st.text("abAB1.-_ é\n\t]{", max_size=8)


@settings(max_examples=600, deadline=None)
@given(PATTERNS, st.booleans(), st.lists(TEXTS, min_size=1, max_size=8))
def test_the_same_answers_as_python(pattern: str, any_case: bool, texts: list[str]) -> None:
    pattern = "(?i)" * any_case + pattern
    ours, theirs = read(pattern.replace(r"\Z", "$")), re.compile(pattern)
    for text in texts:
        assert ours.found(text) == bool(theirs.search(text)), (pattern, text)


@settings(max_examples=400, deadline=None)
@given(st.text("a(|)[]{}*+?^$\\,1-x2:idn.", max_size=14))
def test_any_text_is_an_expression_or_gets_a_sentence(text: str) -> None:
    try:
        expression = read(text)
    except BadPattern as error:
        assert str(error)
    else:
        assert expression.found("aa") in (True, False)


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("(a", "at character 1: this ( is not closed"),
        ("a)", "at character 2: this ) closes nothing"),
        ("[a", "at character 3: the closing ] of the [ at character 1 is missing"),
        ("[z-a]", "at character 1: this range in [ ] runs backwards or ends in no character"),
        ("*a", "at character 1: there is nothing before * to repeat"),
        ("a++", "at character 3: a repetition of a repetition; put the first in ( )"),
        ("^*", "at character 1: a place cannot be repeated"),
        ("a{5,2}", "at character 2: at least 5 and at most 2 times cannot be"),
        ("a{201}", "at character 2: more than 200 times"),
        ("a{99999999999}", "at character 2: more than 200 times"),
        ("x\\", "at character 3: what comes after the last \\ is missing"),
        ("\\x6", "at character 1: 2 hex digits are missing in '\\x6'"),
        ("\\Uffffffff", "at character 1: 8 hex digits are missing in '\\Uffffffff'"),
        ("(?=a)", "at character 1: (?= is not known here; valid: ( ) and (?: ), and (?i) in front"),
        ("(?P<n>a)", "at character 1: (?P is not known here; valid: ( ) and (?: ), and (?i) in front"),
        ("(" * 30, "at character 22: groups stand in one another more than 20 deep"),
        ("a|" * 600, "it is longer than 1,000 characters"),
        ("(a{100}){100}", "it is too large: over 300 steps, with each {m,n} written out"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(pattern: str, sentence: str) -> None:
    with pytest.raises(BadPattern) as refusal:
        read(pattern)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("pattern", [r"(a)\1", r"\bword", r"\Aa", r"a\Z"])
def test_what_would_need_going_back_or_is_not_known_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern, match=r"is not known here; valid: characters, \. "):
        read(pattern)


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a*)*b", "(.*.*.*)*b", "(x+x+)+y", "(a?){60}b"])
def test_none_of_the_patterns_that_hang_others_hangs(pattern: str) -> None:
    """With re the first of them would need more years than the universe has; the test's time limit is the check."""
    assert not read(pattern).found("a" * 4_000)


def test_half_characters_and_nul_are_characters() -> None:
    assert read("\0").found("a\0")
    assert read("[\ud800]").found("\ud800")
