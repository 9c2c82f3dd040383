"""Reading a layout: bytes that are not there, and names for those that are."""

from __future__ import annotations

import pytest

from workbench.records.errors import Unserializable
from workbench.serialization.anatomy import Span
from workbench.serialization.json_tree import tree
from workbench.serialization.layout.part import Reading, Writing


def test_taking_names_the_bytes() -> None:
    reading = Reading(b"abc")
    assert (reading.take(2, "two", "p"), reading.left) == (b"ab", 1)
    reading.name_last(7)
    assert reading.spans == [Span(0, 2, "two", "7", "p")]


@pytest.mark.parametrize("count", [-1, 4])
def test_what_is_not_there_cannot_be_taken(count: int) -> None:
    with pytest.raises(Unserializable, match=r"thing needs .* bytes at byte 0, and 3 are left"):
        Reading(b"abc").take(count, "thing", "")


def test_problems_are_noted_at_their_place() -> None:
    writing = Writing('{"a":\n 1}')
    assert writing.refuse(tree(writing.text).members["a"], "a", "no") == b""
    assert (writing.problems[0].line, writing.problems[0].column, writing.problems[0].path) == (2, 2, "a")
