"""Targets: which partitions they are in a topic of so many, and what the rules leave over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning.targets import ALL, LAST, Range, Refusal, Rest, Span

SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: range(min(ends), max(ends) + 1)), max_size=5
)


@pytest.mark.parametrize(
    ("target", "words", "partitions", "found"),
    [
        (Range(3, 3), "3", 12, [3]),
        (Range(LAST, LAST), "last", 12, [11]),
        (Range(LAST, LAST), "last", 1, [0]),
        (Range(8, LAST), "8 to last", 12, [8, 9, 10, 11]),
        (Range(2, 4), "2 to 4", 5, [2, 3, 4]),
        (ALL, "0 to last", 3, [0, 1, 2]),
    ],
)
def test_the_partitions_of_a_target(target: Range, words: str, partitions: int, found: list[int]) -> None:
    span = target.span(partitions)
    assert target.words == words
    assert [span.partition(place) for place in range(span.size)] == found
    with pytest.raises(IndexError):
        span.partition(span.size)


@pytest.mark.parametrize(
    ("target", "partitions", "sentence"),
    [
        (Range(12, 12), 12, "it sends to partition 12, and the topic has partitions 0 to 11"),
        (Range(8, 11), 10, "it sends to partitions 8 to 11, and the topic has partitions 0 to 9"),
        (Range(8, LAST), 8, "it sends to partitions 8 to last, and the topic has partitions 0 to 7"),
        (Range(1, 1), 1, "it sends to partition 1, and the topic has only partition 0"),
    ],
)
def test_partitions_that_the_topic_has_not(target: Range, partitions: int, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        target.span(partitions)


@given(SPANS, st.integers(21, 30))
def test_the_rest_is_what_no_span_has(taken: list[range], partitions: int) -> None:
    rest = ALL.span(partitions).without(Span((run,), partitions) for run in taken)
    expected = sorted(set(range(partitions)) - {number for run in taken for number in run})
    assert [rest.partition(place) for place in range(rest.size)] == expected
    assert rest.is_from_zero == (expected == list(range(len(expected))) and bool(expected))


def test_the_rest_of_two_thousand_million_partitions() -> None:
    rest = ALL.span(2**31 - 1).without([Range(LAST, LAST).span(2**31 - 1)])
    assert rest.size == 2**31 - 2
    assert str(rest) == "0 to 2,147,483,645 of 2,147,483,647"


def test_words() -> None:
    assert str(ALL.span(12).without([Range(3, 3).span(12)])) == "0 to 2, 4 to 11 of 12"
    many = ALL.span(12).without([Range(number, number).span(12) for number in range(1, 12, 2)])
    assert str(many) == "0, 2, 4, 6 … of 12"
    assert (Rest().words, Refusal("why").words) == ("rest", "refused")
