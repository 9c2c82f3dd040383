"""Lists, sets and maps."""

from __future__ import annotations

import json

import pytest

from tests.serialization.thrift.shop import of, read, written
from workbench.records.errors import Unserializable
from workbench.serialization.thrift.containers import Items, Pairs
from workbench.serialization.thrift.numbers import WHOLE, Double, Truth
from workbench.serialization.thrift.texts import Binary, Text

NUMBERS = Items(WHOLE["i8"])


def test_a_list_has_type_and_count() -> None:
    assert written(NUMBERS, "[1, 2]") == (b"\3\0\0\0\2\1\2", [])
    assert read(NUMBERS, b"\3\0\0\0\2\1\2") == [1, 2]


def test_a_set_has_each_once() -> None:
    one = Items(Double(), is_set=True)
    assert written(one, "[1, 1.0]")[1] == ["the set has this already, at 0"]
    assert read(Items(WHOLE["i8"], is_set=True), b"\3\0\0\0\2\1\1") == [1]
    assert one.name == "set<double>"


@pytest.mark.parametrize(
    ("key", "text", "shown"),
    [
        (WHOLE["i32"], '{"7": 1}', {"7": 1}),
        (Truth(), '{"true": 1}', {"true": 1}),
        (Double(), '{"1.5": 1, "NaN": 2}', {"1.5": 1, "NaN": 2}),
        (Text(), '{"a": 1}', {"a": 1}),
        (Text(), '[["a", 1]]', {"a": 1}),
        (Binary(), '[[{"$hex": "00"}, 1]]', [[{"$base64": "AA=="}, 1]]),
    ],
)
def test_a_map_is_an_object_or_pairs(key: object, text: str, shown: object) -> None:
    one = Pairs(key, WHOLE["i8"])  # type: ignore[arg-type]
    data, problems = written(one, text)
    assert not problems
    assert read(one, data) == shown
    assert written(one, json.dumps(shown)) == (data, [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"1": 1, "01": 2}', "'01' is no whole number"),
        ("[[1, 1], [1, 2]]", "the map has this key already"),
        ("[[1]]", "this is no pair"),
        ('{"1": null}', "null cannot stand in a list, a set or a map"),
        ("3", "a JSON number is no map<i32,i8>"),
    ],
)
def test_what_is_wrong_with_a_map(text: str, words: str) -> None:
    assert words in written(Pairs(WHOLE["i32"], WHOLE["i8"]), text)[1]


def test_an_object_whose_names_cannot_be_keys() -> None:
    assert "a JSON object is no map<binary,i8>" in written(Pairs(Binary(), WHOLE["i8"]), "{}")[1]


def test_another_type_or_a_count_that_cannot_be_is_refused() -> None:
    with pytest.raises(Unserializable, match="the bytes have i16 here, and the schema has i8"):
        read(NUMBERS, b"\6\0\0\0\1\0\1")
    with pytest.raises(Unserializable, match=r"a count of 2,147,483,647 is more than the 0 bytes"):
        read(NUMBERS, b"\3\x7f\xff\xff\xff")


def test_an_empty_map_of_the_compact_protocol_has_no_types() -> None:
    one = of("struct A { 1: map<string, i32> m }", protocol="compact")
    assert one.serialize('{"m": {}}').hex() == "1b0000"
    assert json.loads(one.deserialize(bytes.fromhex("1b0000"))) == {"m": {}}
