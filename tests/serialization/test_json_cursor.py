"""Where the cursor stands in a JSON text that is still being written; `|` is the cursor."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.serialization.json_cursor import Cursor, cursor


def at(marked: str) -> Cursor:
    """The cursor at the first '|' of the text without it."""
    return cursor(marked.replace("|", "", 1), marked.index("|"))


@pytest.mark.parametrize(
    ("marked", "steps", "names"),
    [
        ("{|", (), ()),
        ("{ | }", (), ()),
        ('{"a": 1, |', (), ("a",)),
        ('{"a": 1, |}', (), ("a",)),
        ('{"a": {|}}', ("a",), ()),
        ('{"a": [{"b": 1}, {"c": 2, |}]}', ("a", 1), ("c",)),
        ('{"a": {"x": 1}, |, "b": {"y": 1}, "z": [{"w": 1}]}', (), ("a", "b", "z")),
        ('{"a": {"x": 1}}}, "b": {|', (), ()),  # a bracket too many
        ('{"\\u0061": {|', ("a",), ()),
        ('{\n  |\n  "b": 1\n}', (), ("b",)),
    ],
)
def test_between_the_brackets_of_an_object_a_name_is_expected(
    marked: str, steps: tuple[str | int, ...], names: tuple[str, ...]
) -> None:
    found = at(marked)
    assert (found.is_name, found.steps, found.names) == (True, steps, names)
    assert (found.prefix, found.start, found.end) == ("", marked.index("|"), marked.index("|"))
    assert found.is_writable and not found.has_colon


@pytest.mark.parametrize(
    ("marked", "prefix", "word", "replaced", "has_colon"),
    [
        ('{"na|', "na", "na", '"na', False),
        ('{"na|"', "na", "na", '"na"', False),
        ('{"na|me": 1}', "na", "name", '"name"', True),
        ('{|"name": 1}', "", "name", '"name"', True),
        ('{"name"|: 1}', "name", "name", '"name"', True),
        ('{"name"| : 1}', "name", "name", '"name"', True),
        ("{na|", "na", "na", "na", False),
        ('{"a": 1, "na|, "b": 2}', "na", "na", '"na', False),
        ('{"a": 1, "na|: "b"}', "na", "na", '"na', True),
        ('{"a": 1 "na|"}', "na", "na", '"na"', False),  # the comma was forgotten
        ('{"a": "x\n "na|', "na", "na", '"na', False),  # a text in quotes ends with its line
        ('{"\\u00e9t|é"', "ét", "été", '"\\u00e9té"', False),
        ('{"a\\|', "a\\", "a\\", '"a\\', False),
    ],
)
def test_a_name_that_is_being_written(marked: str, prefix: str, word: str, replaced: str, has_colon: bool) -> None:
    found = at(marked)
    text = marked.replace("|", "", 1)
    assert (found.is_name, found.prefix, found.word) == (True, prefix, word)
    assert (text[found.start : found.end], found.has_colon, found.is_writable) == (replaced, has_colon, True)


def test_the_names_of_an_object_stand_in_front_of_the_cursor_and_behind_it() -> None:
    assert at('{"a": 1, "b|": 2, "c": {"d": 3}, "e": [{"f": 1}]}').names == ("a", "c", "e")
    assert at('{"a": 1, "b": {"|": 1}, "c": 3}').names == ()


@pytest.mark.parametrize(
    ("marked", "steps", "prefix", "replaced"),
    [
        ("|", (), "", ""),
        ("  |", (), "", ""),
        ("tr|", (), "tr", "tr"),
        ("[|", (0,), "", ""),
        ("[|]", (0,), "", ""),
        ("[1, |]", (1,), "", ""),
        ("[1, 2|]", (1,), "2", "2"),
        ("[1 2|]", (1,), "2", "2"),
        ('{"a":|', ("a",), "", ""),
        ('{"a": |}', ("a",), "", ""),
        ('{"a": |\n  "b": 1}', ("a",), "", ""),
        ('{"a": "SH|"}', ("a",), "SH", '"SH"'),
        ('{"a": "SH|}', ("a",), "SH", '"SH'),
        ('{"a": "SH|, "b": "x"}', ("a",), "SH", '"SH'),
        ('{"a": "2026-11|', ("a",), "2026-11", '"2026-11'),
        ('{"a": |"SH"}', ("a",), "", '"SH"'),
        ('{"a" "b|"}', ("a",), "b", '"b"'),  # the colon was forgotten
        ('[[], [{"a": [1, [|', (1, 0, "a", 1, 0), "", ""),
    ],
)
def test_a_value_that_is_being_written(marked: str, steps: tuple[str | int, ...], prefix: str, replaced: str) -> None:
    found = at(marked)
    text = marked.replace("|", "", 1)
    assert (found.is_name, found.steps, found.prefix) == (False, steps, prefix)
    assert (text[found.start : found.end], found.is_writable) == (replaced, True)


@pytest.mark.parametrize(
    ("marked", "steps"),
    [
        ('{"a": 1 |}', ()),
        ('{"a": {} |}', ()),
        ('{"a": [1 |]}', ("a",)),
        ("{} |", ()),
        ("1 x|", ()),
        ('{"a": | {"b": 1}}', ("a",)),
        ('{"a": |{"b": 1}}', ("a",)),
        ("|[1]", ()),
        ('{"a" |', ()),
    ],
)
def test_nothing_may_be_written_beside_a_whole_value(marked: str, steps: tuple[str | int, ...]) -> None:
    found = at(marked)
    assert (found.is_writable, found.steps) == (False, steps)


PIECES = st.lists(st.sampled_from([*'{}[]:,"\\ \n', '"a"', '"b":', "1", "true", "é", "\ud800", "\\u12"]), max_size=40)


@given(PIECES.map("".join) | st.text(st.characters(exclude_categories=())), st.integers(-2, 100))
def test_any_text_has_a_place(text: str, index: int) -> None:
    found = cursor(text, index)
    place = max(0, min(index, len(text)))
    assert found.start <= place <= found.end <= len(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


def _leaves(value: object, steps: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for name, each in value.items() for leaf in _leaves(each, (*steps, name))]
    if isinstance(value, list):
        return [leaf for index, each in enumerate(value) for leaf in _leaves(each, (*steps, index))]
    return [steps]


@given(VALUES, st.none() | st.integers(0, 2))
def test_in_a_whole_text_the_steps_lead_to_each_value(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    found = (cursor(text, index) for index in range(len(text)))
    seen = {each.steps for each in found if not each.is_name and each.is_writable and each.end > each.start}
    assert seen == set(_leaves(value))


def test_a_deep_and_a_large_text_have_places_too() -> None:
    assert len(cursor("[" * 100_000, 100_000).steps) == 100_000
    large = "[" + '{"name": "text", "count": 1},' * 40_000
    assert cursor(large, len(large)).steps == (40_000,)
