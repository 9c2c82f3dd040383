"""Google's well-known types, by their JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from google.protobuf import json_format

from tests.serialization.protobuf.refused import only, places
from tests.serialization.protobuf.shop import pool, shop
from workbench.serialization.protobuf.pool import find_message, new_message, serialized
from workbench.serialization.protobuf.reading import read
from workbench.serialization.protobuf.well_known import WELL_KNOWN

POOL = pool()
ORDER = find_message(POOL)

TAKEN = [
    {"at": "2026-11-22T12:00:00.5Z", "took": "-1.5s", "times": ["1970-01-01T00:00:00Z"]},
    {"mask": "customerName,items"},
    {"extra": {"a": 1, "b": [True, None, "x", {"c": -0.5}], "": {}}},
    {"extra": {}},
    {"anything": None},
    {"anything": [1, {"x": "y"}]},
    {"anything": "text"},
    {"list": []},
    {"list": [None, 1e300]},
    {"maybe": 0, "word": ""},
    {"maybe": "9007199254740993"},
    {"nothing": {}},
    {"void": None},
    {"held": {}},
    {"held": {"@type": "type.googleapis.com/shop.Order.Item", "sku": "x", "price": 0.5}},
    {"held": {"sku": "x", "@type": "a/b/shop.Order.Item"}},
    {"held": {"@type": "type.googleapis.com/google.protobuf.Duration", "value": "1s"}},
    {"held": {"@type": "type.googleapis.com/google.protobuf.Struct", "value": {"a": 1}}},
    {"held": {"@type": "type.googleapis.com/google.protobuf.Any", "value": {}}},
]


@pytest.mark.parametrize("value", TAKEN, ids=json.dumps)
def test_each_becomes_what_protobufs_own_reader_makes_of_it(value: dict[str, Any]) -> None:
    text = json.dumps(value)
    theirs: Any = new_message(ORDER)
    json_format.Parse(text, theirs, descriptor_pool=POOL.finder)
    assert serialized(read(text, POOL, ORDER)[0]) == serialized(theirs)


@pytest.mark.parametrize(
    ("text", "path", "what"),
    [
        ('{"at": "noon"}', "at", "'noon' is no timestamp"),
        ('{"at": 5}', "at", "number is no Timestamp"),
        ('{"times": [null]}', "times[0]", "null is no Timestamp"),
        ('{"took": "1"}', "took", "'1' is no duration"),
        ('{"mask": "a_b"}', "mask", "'a_b' is no path of fields"),
        ('{"extra": []}', "extra", "array is no Struct"),
        ('{"list": {}}', "list", "object is no ListValue"),
        ('{"extra": {"a": [1e999]}}', "extra.a[0]", "'1e999' is beyond the range of double"),
        ('{"extra": {"a": "\\ud800"}}', "extra.a", "'\\ud800' is half a character and has no UTF-8"),
        ('{"extra": {"\\ud800": 1}}', "extra['\\ud800']", "'\\ud800' is half a character and has no UTF-8"),
        ('{"maybe": 1.5}', "maybe", "'1.5' is no whole number"),
        ('{"word": {}}', "word", "an object stands where one value belongs"),
        ('{"void": 1.5}', "void", "'1.5' is no whole number"),
        ('{"held": {"sku": "x"}}', "held", "an Any names the type of its message"),
        ('{"held": 1}', "held", "an Any names the type of its message"),
        ('{"held": {"@type": "shop.Order"}}', "held['@type']", "'shop.Order' is no type of the schema"),
        ('{"held": {"@type": "x/no.Such"}}', "held['@type']", "'x/no.Such' is no type of the schema"),
        ('{"held": {"@type": "x/shop.Order", "id": "x"}}', "held.id", "'x' is no whole number"),
        ('{"held": {"@type": "x/google.protobuf.Duration"}}', "held", "value is missing"),
        ('{"held": {"@type": "x/google.protobuf.Duration", "value": "x"}}', "held.value", "'x' is no duration"),
    ],
)
def test_a_mistake_in_one_is_found_at_its_path(text: str, path: str, what: str) -> None:
    problem = only(shop(), text)
    assert (problem.path, problem.what) == (path, what)


def test_a_well_known_type_in_an_any_stands_in_value_alone() -> None:
    text = '{"held": {"@type": "x/google.protobuf.Duration", "value": "1s", "seconds": 1}}'
    assert places(shop(), text) == [("held.seconds", 1, 65)]


def test_a_struct_holds_doubles_and_says_what_it_loses() -> None:
    notes = shop().notes('{"extra": {"id": 9007199254740993}}')
    assert [(note.path, note.is_warning) for note in notes] == [("extra.id", True)]


def test_every_well_known_type_with_a_json_of_its_own_is_known() -> None:
    theirs = set(json_format._WKTJSONMETHODS) | {f"google.protobuf.{one}Value" for one in ("Int32", "Bool", "Bytes")}
    assert theirs <= set(WELL_KNOWN)
