"""JSON to a message: every mistake at once, with path and place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from google.protobuf import json_format
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.protobuf.refused import only, places, problems
from tests.serialization.protobuf.shop import OLD, SHOP, compiled, old, pool, shop
from workbench.records.errors import Unserializable
from workbench.serialization.protobuf.pool import find_message, new_message, serialized
from workbench.serialization.protobuf.reading import fields_by_any_name, read

POOL = pool()
ORDER = find_message(POOL)


def _bytes(text: str) -> bytes:
    return serialized(read(text, POOL, ORDER)[0])


def test_all_mistakes_come_back_in_the_order_of_the_text() -> None:
    text = """{
  "id": 1.5,
  "nam": 1,
  "items": [{"sku": 1}, 7, {"price": "x"}],
  "counts": {"a": "x", "b": null, "odd name": 1.5},
  "by_shelf": {"z": {}},
  "state": "DON",
  "raw": "!",
  "urgent": "false"
}"""
    assert places(shop(), text) == [
        ("id", 2, 9),
        ("nam", 3, 3),
        ("items[0].sku", 4, 21),
        ("items[1]", 4, 25),
        ("items[2].price", 4, 38),
        ("counts.a", 5, 19),
        ("counts.b", 5, 29),
        ("counts['odd name']", 5, 47),
        ("by_shelf.z", 6, 16),
        ("state", 7, 12),
        ("raw", 8, 10),
        ("urgent", 9, 13),
    ]


_BYTES = 'base64 such as "AQID", {"$hex": "010203"} or {"$base64": "AQID"}'


@pytest.mark.parametrize(
    ("text", "what", "valid"),
    [
        ("[]", "an array stands where an object belongs", "{ … }, a shop.Order"),
        ('{"items": {}}', "an object stands where an array belongs", "[ … ], repeated shop.Order.Item"),
        ('{"counts": []}', "an array stands where an object belongs", "{ … }, map<string, int64>"),
        ('{"id": {}}', "an object stands where one value belongs", "int64"),
        ('{"customer": "x"}', "shop.Order has no field 'customer'", "customer_name (the nearest of 32)"),
        ('{"card": "1", "barter": {}}', "card is given too, and both are of the oneof payment", "one of the two"),
        ('{"customer_name": "a", "customerName": "b"}', "the field is given already, as 'customer_name'", "it once"),
        ('{"id": 1, "id": 2}', "the name 'id' is given twice", "it once"),
        ('{"urgent": "false"}', "the text 'false' is no boolean", "true or false, without quotes"),
        ('{"states": ["NEW", "new"]}', "shop.State has no value 'new'", "NEW, DONE, SENT"),
        ('{"raw": []}', "an array stands where bytes belong", _BYTES),
        ('{"raw": {"$timestamp": "2026-11-22T12:00:00Z"}}', "an object stands where bytes belong", _BYTES),
        ('{"items": [null]}', "null stands where an object belongs", "{ … }, a shop.Order.Item"),
    ],
)
def test_a_mistake_says_what_is_wrong_and_what_would_be_valid(text: str, what: str, valid: str) -> None:
    problem = only(shop(), text)
    assert (problem.what, problem.valid) == (what, valid)


def test_both_spellings_of_a_name_are_taken() -> None:
    assert _bytes('{"customerName": "x"}') == _bytes('{"customer_name": "x"}')
    assert fields_by_any_name(ORDER)["customerName"].number == 2


def test_null_leaves_a_field_out() -> None:
    text = '{"id": null, "items": null, "counts": null, "card": null, "barter": {}, "at": null, "maybe": null}'
    assert _bytes(text) == _bytes('{"barter": {}}')


def test_an_optional_field_may_hold_its_default() -> None:
    assert _bytes('{"urgent": false}') == bytes.fromhex("5000")
    assert _bytes('{"id": 0}') == b""


def test_what_is_required_is_asked_for_at_its_path() -> None:
    assert [(one.path, one.what, one.valid) for one in problems(old(), '{"address": {}}')] == [
        ("id", "the field is required", "required int32"),
        ("address.city", "the field is required", "required string"),
    ]


def test_extensions_stand_in_brackets() -> None:
    data = old().serialize('{"id": 1, "[old.nick]": "x", "[old.marks]": [1, 2]}')
    assert json.loads(old().deserialize(data)) == {"id": 1, "[old.nick]": "x", "[old.marks]": [1, 2]}
    assert only(old(), '{"id": 1, "[old.nobody]": 1}').path == "['[old.nobody]']"
    assert "has no field" in only(shop(), '{"[old.nick]": "x"}').what


def test_numbers_that_do_not_arrive_as_typed_are_noted() -> None:
    _, notes = read('{"price": 9007199254740993, "states": [2, 9], "weight": 0.1}', POOL, ORDER)
    assert [(note.path, note.is_warning) for note in notes] == [
        ("price", True),
        ("states[0]", False),
        ("states[1]", False),
    ]
    assert [str(note) for note in notes][1:] == ["states[0]: 2 is DONE", "states[1]: 9 is without a name in the enum"]


@pytest.mark.parametrize("depth", [60, 150, 250, 5000])
def test_deep_nesting_is_read_or_refused_but_never_a_crash(depth: int) -> None:
    text = '{"parent": ' * depth + "{}" + "}" * depth
    try:
        read(text, POOL, ORDER)
    except Unserializable as refusal:
        assert "deep" in refusal.problems[0].what
        assert depth > 100


def test_a_hundred_thousand_mistakes_are_told_in_time() -> None:
    text = '{"deltas": [\n' + ",\n".join(['"x"'] * 20_000) + "]}"
    found = places(shop(), text)
    assert len(found) == 20_000
    assert found[-1] == ("deltas[19999]", 20_001, 1)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["NEW", "1.5s", "AQ=="]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([one.name for one in ORDER.fields]) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_random_json_is_read_or_refused(value: Any) -> None:
    try:
        read(json.dumps(value), POOL, ORDER)
    except Unserializable as refusal:
        assert all(problem.what for problem in refusal.problems)


@given(st.text(max_size=60))
def test_random_text_is_refused_with_a_sentence(text: str) -> None:
    try:
        read(text, POOL, ORDER)
    except Unserializable as refusal:
        assert all(problem.what for problem in refusal.problems)


@given(st.dictionaries(st.sampled_from([one.name for one in ORDER.fields]), JSON, max_size=5))
def test_what_is_taken_is_what_protobufs_own_reader_makes_of_it(value: Any) -> None:
    text = json.dumps(value)
    try:
        ours = _bytes(text)
    except Unserializable:
        return  # stricter than theirs: what is guessed there is refused here
    message: Any = new_message(ORDER)
    json_format.Parse(text, message, descriptor_pool=POOL.finder)
    assert serialized(message) == ours


def test_the_schemas_of_the_tests_compile() -> None:
    assert compiled(SHOP).descriptors
    assert compiled(OLD).descriptors


def test_bytes_may_say_how_they_are_written() -> None:
    for text in ('{"raw": {"$hex": "0011"}}', '{"raw": {"$base64": "ABE="}}', '{"raw": "ABE="}'):
        assert shop().serialize(text) == b"\x5a\x02\x00\x11"
    assert only(shop(), '{"raw": {"$hex": "0"}}').path == "raw"
