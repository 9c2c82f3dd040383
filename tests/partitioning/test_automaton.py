"""Expressions without going back: the answer, in time linear in the text, and limits on what is followed."""

from __future__ import annotations

import pytest

from workbench.partitioning import automaton
from workbench.partitioning.automaton import Automaton, Part, TooLarge, character, choice, place, repeated, sequence

A, B = character("a".__eq__), character("b".__eq__)
BEGIN, END = place("begin"), place("end")


def found(part: Part, text: str) -> bool:
    return Automaton.of("", part).found(text)


@pytest.mark.parametrize(
    ("part", "matching", "others"),
    [
        (A, ("a", "xa", "ax"), ("", "b")),
        (sequence((A, B)), ("ab", "xaby"), ("a", "ba", "axb")),
        (choice((A, B)), ("a", "b"), ("c", "")),
        (sequence((BEGIN, repeated(A, 2, 3), END)), ("aa", "aaa"), ("a", "aaaa", "aab")),
        (sequence((BEGIN, repeated(A, 1, None), END)), ("a", "a" * 50), ("", "ab")),
        (sequence((BEGIN, repeated(A, 0, 0), B)), ("b", "bb"), ("ab",)),
        (sequence((A, BEGIN)), (), ("a", "aa")),
        (sequence((END, A)), (), ("a",)),
        (sequence((BEGIN, END)), ("",), ("a",)),
        (sequence(()), ("", "a"), ()),
        (repeated(repeated(A, 0, None), 0, None), ("", "b", "aa"), ()),
    ],
)
def test_what_is_found(part: Part, matching: tuple[str, ...], others: tuple[str, ...]) -> None:
    assert all(found(part, text) for text in matching)
    assert not any(found(part, text) for text in others)


def test_every_character_is_looked_at_once() -> None:
    looked: list[str] = []

    def is_a(one: str) -> bool:
        looked.append(one)
        return one == "a"

    catastrophe = sequence((repeated(repeated(character(is_a), 1, None), 1, None), B))
    assert not found(catastrophe, "".join(chr(0x100 + index) for index in range(2_000)))
    assert len(looked) <= 2_000


def test_what_is_remembered_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton, "_MEMORY", 8)
    expression = Automaton.of("a", A)
    assert not expression.found("".join(map(chr, range(0x100, 0x200))))
    assert expression.found("xa")
    assert len(expression._known) <= 8


def test_a_text_that_is_too_long_is_not_looked_at() -> None:
    assert found(A, "b" * (automaton.LONGEST - 1) + "a")
    assert not found(A, "a" * (automaton.LONGEST + 1))


@pytest.mark.parametrize("inner", [A, sequence(()), repeated(A, 0, 0), END])
def test_repetitions_of_repetitions_are_counted_before_they_are_written_out(inner: Part) -> None:
    for _ in range(5):
        inner = repeated(inner, 200, 200)
    with pytest.raises(TooLarge):
        Automaton.of("", inner)


def test_equal_where_the_pattern_is() -> None:
    assert Automaton.of("a", A) == Automaton.of("a", A) != Automaton.of("b", B)
    assert len({Automaton.of("a", A), Automaton.of("a", A)}) == 1
