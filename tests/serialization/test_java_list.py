"""Lists: the bytes of Kafka's ListSerializer, every wrong entry by its place, names for the bytes."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.vectors import vector
from workbench.records.errors import Problem, Unserializable
from workbench.serialization.catalogue import find
from workbench.serialization.java_list import ListSerializer
from workbench.serialization.json_tree import MOST_PROBLEMS

INTEGERS, STRINGS = find("list,of=integer"), find("list,of=string")


def test_the_bytes_are_those_of_java() -> None:
    assert INTEGERS.serialize("[1,null,3]") == vector("java/ListSerializer<Integer>", "[1,null,3]")
    assert STRINGS.serialize('["a",null,"한"]') == vector("java/ListSerializer<String>", "[a,null,한]")


@given(st.lists(st.none() | st.integers(-(1 << 31), (1 << 31) - 1)))
def test_integers_read_back(entries: list[int | None]) -> None:
    assert json.loads(INTEGERS.deserialize(INTEGERS.serialize(json.dumps(entries)) or b"")) == entries


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]))))
def test_strings_read_back(entries: list[str | None]) -> None:
    assert json.loads(STRINGS.deserialize(STRINGS.serialize(json.dumps(entries)) or b"")) == entries


def test_every_wrong_entry_comes_back_with_its_place() -> None:
    with pytest.raises(Unserializable) as refused:
        INTEGERS.serialize('[1, "x",\n 99999999999, 1.5, true]')
    found = [(one.path, one.line, one.column) for one in refused.value.problems]
    assert found == [("[1]", 1, 5), ("[2]", 2, 2), ("[3]", 2, 15), ("[4]", 2, 20)]


@pytest.mark.parametrize(("text", "what"), [("{}", "a JSON object, not a list"), ("[1", "the text ends here")])
def test_what_is_no_list_is_refused(text: str, what: str) -> None:
    with pytest.raises(Unserializable) as refused:
        INTEGERS.serialize(text)
    problem: Problem = refused.value.problems[0]
    assert what in problem.what


def test_text_in_another_charset_and_doubles_that_are_no_number() -> None:
    wide = find("list,of=string,charset=UTF-16")
    assert (wide.serialize('["a"]') or b"").hex() == "010000000100000004feff0061"
    doubles = find("list,of=double")
    assert doubles.deserialize(doubles.serialize('[1.5, "NaN", "-Infinity"]') or b"") == '[1.5, "NaN", "-Infinity"]'


def test_the_bytes_have_names() -> None:
    assert isinstance(INTEGERS, ListSerializer)
    spans = INTEGERS.spans(INTEGERS.serialize("[1,null,3]") or b"")
    assert [(one.start, one.end, one.label, one.value, one.path) for one in spans] == [
        (0, 1, "strategy", "0, one size", ""),
        (1, 5, "nulls", "1", ""),
        (5, 9, "places of the nulls", "", ""),
        (9, 13, "entries", "3", ""),
        (13, 17, "integer", "", "[0]"),
        (17, 21, "integer", "", "[2]"),
    ]


@given(st.binary(max_size=40), st.sampled_from(["integer", "string", "uuid", "double"]))
def test_bytes_that_are_no_list_are_refused_and_never_named(data: bytes, of: str) -> None:
    found = find(f"list,of={of}")
    assert isinstance(found, ListSerializer)
    with suppress(Unserializable):
        found.deserialize(data)
    spans = found.spans(data)
    assert all(0 <= one.start < one.end <= len(data) for one in spans)


@given(st.text(max_size=30))
def test_any_text_is_taken_or_refused(text: str) -> None:
    for of in ("integer", "string", "uuid", "float"):
        try:
            find(f"list,of={of}").serialize(text)
        except Unserializable as refused:
            assert refused.problems


def test_of_very_many_wrong_entries_the_first_are_told() -> None:
    with pytest.raises(Unserializable) as refused:
        STRINGS.serialize("[" + "1," * 50_000 + "1]")
    assert len(refused.value.problems) == MOST_PROBLEMS
