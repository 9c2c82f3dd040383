"""A JSON text read with its places: what it takes is what the json serializer takes."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.errors import Unserializable
from workbench.records.escape import escape
from workbench.serialization.json import check
from workbench.serialization.json_tree import MOST_DEEP, MOST_TWICE, Node, Number, child_path, find_path, tree

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=12,
)
ALPHABET = [
    *'{}[]:, \n\t\r"\\-+.eE0123',
    '"a"',
    '"b"',
    "true",
    "null",
    "NaN",
    "\\u12ab",
    "\x00",
    "\ufeff",
    "\ud800",
    "é",
    "٣",
]


def plain(node: Node) -> object:
    """The value that a tree stands for."""
    if node.is_array:
        return [plain(item) for item in node.items]
    if node.is_object:
        return {name: plain(member) for name, member in node.members.items()}
    return Decimal(node.value.text) if isinstance(node.value, Number) else node.value


def places(node: Node) -> list[Node]:
    """A node and all inside it."""
    return [node, *(each for inner in (*node.items, *node.members.values()) for each in places(inner))]


def takes(text: str) -> bool:
    """Whether the json serializer's check takes a text."""
    try:
        check(text)
    except Unserializable:
        return False
    return True


def is_refused_for_more(refusal: Unserializable) -> bool:
    """Whether the tree refuses what the check takes for one of its own two reasons."""
    return all("given twice" in each.what or "nested too deeply" in each.what for each in refusal.problems)


@given(VALUES, st.none() | st.integers(0, 2), st.booleans())
def test_the_tree_is_the_text_s_value_and_each_node_knows_its_place(
    value: object, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    root = tree(text)
    assert plain(root) == json.loads(text, parse_int=Decimal, parse_float=Decimal)
    for node in places(root):
        assert plain(tree(text[node.start : node.end])) == plain(node)
        for name, at in node.names.items():
            assert json.loads(text[at : text.index(":", at + len(json.dumps(name, ensure_ascii=ascii_only)))]) == name


@given(st.lists(st.sampled_from(ALPHABET), max_size=25).map("".join))
def test_it_takes_exactly_what_the_json_serializer_takes(text: str) -> None:
    try:
        tree(text)
    except Unserializable as refusal:
        assert not takes(text) or is_refused_for_more(refusal)
        assert all(each.what and each.valid and escape(each.what) == each.what for each in refusal.problems)
    else:
        assert takes(text)


@given(VALUES.map(json.dumps), st.data())
def test_a_text_with_a_mistake_is_taken_by_both_or_by_none(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    broken = text[:at] + data.draw(st.sampled_from(["", *ALPHABET])) + text[at + 1 :]
    try:
        tree(broken)
    except Unserializable as refusal:
        assert not takes(broken) or is_refused_for_more(refusal)
    else:
        assert takes(broken)


@pytest.mark.parametrize(
    "text", ["0", "-0", "1.50", "1E+2", "9" * 5_000, "-1e999999", "123456789012345678901234567890.5"]
)
def test_no_digit_of_a_number_is_lost(text: str) -> None:
    value = tree(f" {text} ").value
    assert value == Number(text)
    assert isinstance(value, Number) and value.is_whole == (not set(text) & set(".eE"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [("{}", "object"), ("[]", "array"), ('""', "string"), ("1", "number"), ("true", "boolean"), ("null", "null")],
)
def test_a_node_says_what_it_is(text: str, kind: str) -> None:
    assert tree(text).kind == kind


def test_every_name_that_is_given_twice_is_told_with_its_path_and_place() -> None:
    with pytest.raises(Unserializable) as raised:
        tree('{"a": 1,\n "b": [{"c": 1, "c": 2}],\n "\\u0061": 3, "a": 4}')
    found = [(each.what, each.path, each.line, each.column) for each in raised.value.problems]
    assert found == [
        ("the name 'c' is given twice", "b[0].c", 2, 17),
        ("the name 'a' is given twice", "a", 3, 2),
        ("the name 'a' is given twice", "a", 3, 15),
    ]
    with pytest.raises(Unserializable) as raised:
        tree("{" + '"a": 1,' * 1_000 + '"a": 1}')
    assert len(raised.value.problems) == MOST_TWICE


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_nesting_ends_where_it_is_said_to(opening: str, closing: str) -> None:
    deepest = opening * MOST_DEEP + "1" + closing * MOST_DEEP
    node = tree(deepest)
    while node.items or node.members:
        node = node.items[0] if node.items else node.members["a"]
    assert node.value == Number("1")
    with pytest.raises(Unserializable, match="nested too deeply") as raised:
        tree(opening + deepest + closing)
    assert (raised.value.problems[0].line, raised.value.problems[0].column) == (1, len(opening) * MOST_DEEP + 1)
    with pytest.raises(Unserializable, match="nested too deeply"):
        tree(opening * 100_000 + "1" + closing * 100_000)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("[" + "1," * 100_000 + "1]", 100_001),
        ("{" + ",".join(f'"k{number}": [{number}]' for number in range(50_000)) + "}", 50_000),
        ('"' + "x" * 1_000_000 + '"', 0),
        (" " * 1_000_000 + "1" + "\n" * 100_000, 0),
        ("9" * 1_000_000, 0),
    ],
    ids=["items", "members", "text", "space", "digits"],
)
def test_a_megabyte_is_read(text: str, held: int) -> None:
    node = tree(text)
    assert len(node.items) + len(node.members) == held


def test_a_call_from_far_down_the_stack_is_refused_in_words() -> None:
    def called(depth: int) -> Node:
        return called(depth - 1) if depth else tree("[" * MOST_DEEP + "]" * MOST_DEEP)

    with pytest.raises(Unserializable, match="nested too deeply"):
        called(800)


@pytest.mark.parametrize(
    ("path", "step", "below"),
    [
        ("", "a", "a"),
        ("a", "b_1", "a.b_1"),
        ("a", 3, "a[3]"),
        ("", 0, "[0]"),
        ("a", "odd name", "a['odd name']"),
        ("", "", "['']"),
        ("", "a\n", "['a\\n']"),
        ("", "é", "['é']"),
        ("a", "x" * 1_000, f"a['{'x' * 39}…']"),
    ],
)
def test_a_path_is_spelt_for_a_person(path: str, step: str | int, below: str) -> None:
    assert child_path(path, step) == below


def test_a_path_is_followed_as_far_as_the_text_goes() -> None:
    root = tree('{"a": [1, {"b": 2}]}')
    assert find_path(root, iter(["a", 1, "b"])).value == Number("2")
    assert find_path(root, iter(["a", 1, "c", "d"])) is root.members["a"].items[1]
    assert find_path(root, iter(["a", 5])) is root.members["a"]
    assert find_path(root, iter([0])) is root
