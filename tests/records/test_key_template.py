"""Templates of keys: what they make, that a seed makes it again, and what is wrong with a bad one."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.errors import Unserializable
from workbench.records.key_template import KeyTemplate


def made(text: str, count: int = 3, seed: int = 0) -> list[str]:
    return list(KeyTemplate.parse(text).keys(count, seed))


def test_a_counter_plain_and_padded() -> None:
    assert made("user-{n}") == ["user-0", "user-1", "user-2"]
    assert made("{n:04}/{n}") == ["0000/0", "0001/1", "0002/2"]


def test_chance_of_every_kind() -> None:
    assert all(UUID(text).version == 4 for text in made("{uuid}"))
    assert all(re.fullmatch("[0-9a-f]{16}", text) for text in made("{hex:16}"))
    assert {int(text) for text in made("{int:-3-3}", 200)} == set(range(-3, 4))
    assert set(made("{choice:a|b|}", 100)) == {"a", "b", ""}


def test_braces_and_plain_texts() -> None:
    assert made("{{n}} é") == ["{n} é"] * 3
    assert made("") == [""] * 3


@pytest.mark.parametrize("text", ["{uuid}", "{hex:7}-{int:1-9}-{choice:x|y}", "a{n}"])
def test_the_same_seed_makes_the_same_keys(text: str) -> None:
    assert made(text, 20, 7) == made(text, 20, 7)
    assert (made(text, 20, 7) != made(text, 20, 8)) == (text != "a{n}")


@pytest.mark.parametrize(
    ("text", "column", "what"),
    [
        ("a{nn}", 2, "there is no placeholder 'nn'; did you mean n?"),
        ("{", 1, "this { has no partner"),
        ("ab}", 3, "this } has no partner"),
        ("{n:6}", 1, "the width of {n:06} is 0 and a number"),
        ("{n:0x}", 1, "the width of {n:06} is no number"),
        ("{hex:0}", 1, "{hex:16} has 1 to 64 digits"),
        ("{hex:99999999999}", 1, "the digits of {hex:16} is no number"),
        ("{int:9-1}", 1, "{int:1-1000} takes two numbers"),
        ("{uuid:4}", 1, "{uuid} takes nothing more"),
        ("{choice:}", 1, "needs something to choose from"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, column: int, what: str) -> None:
    with pytest.raises(Unserializable) as caught:
        KeyTemplate.parse(text)
    [problem] = caught.value.problems
    assert what in problem.what
    assert problem.column == column
    assert "{choice:a|b|c}" in problem.valid


def test_every_problem_comes_back() -> None:
    with pytest.raises(Unserializable) as caught:
        KeyTemplate.parse("{x}{int:}{y}")
    assert [problem.column for problem in caught.value.problems] == [1, 4, 10]


@given(st.text(max_size=30))
def test_any_text_is_a_template_or_a_sentence(text: str) -> None:
    try:
        assert len(made(text)) == 3
    except Unserializable as error:
        assert error.problems
