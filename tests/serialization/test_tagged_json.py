"""Tagged JSON: bytes and moments, exact whole numbers, every problem at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.errors import Unserializable
from workbench.serialization.json_tree import MOST_PROBLEMS
from workbench.serialization.tagged_json import Moment, plain, tagged


def problems(text: str, whole: tuple[int, int] | None = None) -> list[tuple[str, int | None]]:
    with pytest.raises(Unserializable) as refused:
        plain(text, whole)
    return [(problem.path, problem.column) for problem in refused.value.problems]


def test_tags_stand_for_their_values() -> None:
    assert plain('[{"$base64": "AAE="}, {"$hex": "00 01"}, {"$timestamp": "1970-01-01T00:00:01.5Z"}]') == [
        b"\0\1",
        b"\0\1",
        Moment(1, 500_000_000),
    ]
    assert tagged([b"\0\1", Moment(1, 5)]) == [{"$base64": "AAE="}, {"$timestamp": "1970-01-01T00:00:01.000000005Z"}]


@given(st.integers())
def test_whole_numbers_are_exact(number: int) -> None:
    assert plain(str(number)) == number


@given(st.integers(-62_135_596_800, 253_402_300_799), st.integers(0, 999_999_999))
def test_moments_read_back(seconds: int, nanoseconds: int) -> None:
    moment = Moment(seconds, nanoseconds)
    assert Moment.parse(str(moment)) == moment


def test_every_problem_at_its_place() -> None:
    text = '{"a": {"$foo": 1}, "b": [{"$base64": "?"}, {"$timestamp": "noon"}], "c": 1e999, "d": {"$hex": 1}}'
    assert problems(text) == [("a", 7), ("b[0]", 38), ("b[1]", 59), ("c", 74), ("d", 86)]


def test_numbers_beyond_a_range_and_of_thousands_of_digits_are_refused() -> None:
    assert problems("[255, 256]", (0, 255)) == [("[1]", 7)]
    assert problems("9" * 5_000) == [("", 1)]


@pytest.mark.parametrize("text", ["2026-11-22", "2026-11-22T12:00:00", "2026-13-22T12:00:00Z", "12", "", "x.Z"])
def test_a_time_without_a_zone_or_a_day_is_none(text: str) -> None:
    assert problems(f'{{"$timestamp": "{text}"}}')


@given(st.text(max_size=40))
def test_any_text_is_taken_or_refused(text: str) -> None:
    try:
        plain(text)
    except Unserializable as refused:
        assert refused.problems


def test_of_very_many_problems_the_first_are_told() -> None:
    assert len(problems("[" + "1," * 50_000 + "1]", (2, 3))) == MOST_PROBLEMS


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-00:01"])
def test_moments_outside_the_calendar_of_utc_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Moment.parse(text)
    assert str(Moment.parse(f"{text[:19]}Z")) == f"{text[:19]}Z"


def test_half_characters_are_refused_at_their_place() -> None:
    assert problems('["\\ud800", {"a\\udfff": 1}, "\\ud83d\\ude00"]') == [("[0]", 2), ("[1]", 13)]


@pytest.mark.parametrize("text", ["1e-999999999", "-0.1e-400"])
def test_a_number_that_would_become_0_is_refused(text: str) -> None:
    with pytest.raises(Unserializable, match="is too small for a double and would become 0"):
        plain(f'{{"a": {text}}}')
    assert plain("0e-999999999") == 0
    assert plain("5e-324") == 5e-324
