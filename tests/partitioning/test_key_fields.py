"""Keys in JSON and Avro: exact values, a word on what cannot be read, and nothing that crashes or hangs."""

from __future__ import annotations

from io import BytesIO

import fastavro
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.partitioning.key_fields import MISSING, AvroKey, BadSchema, JsonKey, Unreadable, lookup

CUSTOMER: dict[str, object] = {
    "type": "record",
    "name": "Customer",
    "fields": [
        {"name": "name", "type": "string"},
        {"name": "id", "type": "long"},
        {"name": "since", "type": {"type": "int", "logicalType": "date"}},
        {
            "name": "home",
            "type": ["null", {"type": "record", "name": "Home", "fields": [{"name": "at", "type": "int"}]}],
        },
    ],
}
BANANA = {"name": "Banana", "id": 2**53 + 1, "since": 20_000, "home": {"at": 7}}


def written(schema: object, value: object) -> bytes:
    file = BytesIO()
    fastavro.schemaless_writer(file, fastavro.parse_schema(schema), value)  # type: ignore[arg-type]
    return file.getvalue()


def test_json_is_read_exactly() -> None:
    assert JsonKey().read(b'{"id": 9007199254740993}') == {"id": 2**53 + 1}
    assert JsonKey().read(b'"x"') == "x"
    assert JsonKey().read(b'{"a": 1, "a": 2}') == {"a": 2}


@pytest.mark.parametrize(
    ("key", "why"),
    [
        (b"Banana", "is no JSON"),
        (b"", "is no JSON"),
        (b"\xff", "is no JSON"),
        (b"NaN", "is no JSON"),
        (b'{"a": Infinity}', "is no JSON"),
        (b"1" * 5_000, "is no JSON"),
        (b"[" * 200_000, "is nested too deeply"),
    ],
)
def test_what_is_no_json_says_so(key: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        JsonKey().read(key)


@given(st.binary(max_size=40))
def test_any_key_is_read_or_unreadable(key: bytes) -> None:
    for form in (JsonKey(), AvroKey.of(CUSTOMER)):
        try:
            form.read(key)
        except Unreadable as error:
            assert str(error)


def test_avro_with_and_without_the_prefix_of_the_registry() -> None:
    plain = written(CUSTOMER, BANANA)
    form = AvroKey.of(CUSTOMER)
    assert form.read(plain) == form.read(b"\0\0\0\0\7" + plain) == BANANA
    for key in (plain[:-1], plain + b"\0", b"\1\0\0\0\7" + plain, b"\0\0\0\0" + plain, b""):
        with pytest.raises(Unreadable, match="is not Avro of this schema"):
            form.read(key)


def test_a_key_that_only_looks_as_if_it_had_the_prefix() -> None:
    key = written({"type": "array", "items": "int"}, [])
    assert AvroKey.of({"type": "array", "items": "int"}).read(key) == []
    five = {"type": "fixed", "name": "Five", "size": 5}
    assert AvroKey.of(five).read(b"\0abcd") == b"\0abcd"


def test_types_by_name_unions_and_maps() -> None:
    assert AvroKey.of("string").read(b"\x0cBanana") == "Banana"
    assert AvroKey.of(["null", "long"]).read(b"\2\2") == 1
    assert AvroKey.of({"type": "map", "values": "long"}).read(b"\2\2a\4\0") == {"a": 2}
    assert AvroKey.of({"type": "enum", "name": "E", "symbols": ["x", "y"]}).read(b"\2") == "y"


NEST: dict[str, object] = {"type": "record", "name": "L", "fields": [{"name": "next", "type": ["null", "L"]}]}
DEEP: object = "string"
for _ in range(200):
    DEEP = {"type": DEEP}


@pytest.mark.parametrize(
    ("schema", "why"),
    [
        (NEST, "its type 'L' contains itself"),
        ({"type": "array", "items": "null"}, "take no bytes"),
        ({"type": "record", "name": "E", "fields": []}, "take no bytes"),
        ({"type": "record", "name": "E", "fields": [{"name": "a", "type": "null"}]}, "take no bytes"),
        ({"type": "fixed", "name": "F", "size": 0}, "take no bytes"),
        ({"type": "fixed", "name": "F", "size": "many"}, "take no bytes"),
        (DEEP, "nested more than 32 levels"),
        ("strin", "it is no Avro schema: strin"),
        (["null", "nothing"], "it is no Avro schema"),
        (None, "it is no Avro schema"),
        (7, "it is no Avro schema"),
        ([], "it is no Avro schema"),
        ({}, "it is no Avro schema"),
        ({"type": "record", "name": "R"}, "a record without a list of fields"),
        ({"type": "record", "name": "R", "fields": [3]}, "a record without a list of fields"),
        ({"type": "record", "fields": [{"name": "a", "type": "int"}]}, "it is no Avro schema"),
        ({"type": "array"}, "it is no Avro schema"),
        ({"type": "enum", "name": "E"}, "it is no Avro schema"),
    ],
)
def test_a_schema_that_cannot_be_used_or_would_be_dangerous(schema: object, why: str) -> None:
    """fastavro would end the process at the first of these and a key of 10,000 bytes."""
    with pytest.raises(BadSchema, match=why):
        AvroKey.of(schema)


def test_a_path_leads_through_names_and_numbers() -> None:
    value = {"a": {"b": [1, {"c": None}]}, "a.b": 2}
    assert lookup(value, ()) is value
    assert lookup(value, ("a", "b", "0")) == 1
    assert lookup(value, ("a", "b", "1", "c")) is None
    assert lookup(value, ("a.b",)) == 2
    for path in (
        ("x",),
        ("a", "b", "2"),
        ("a", "b", "-1"),
        ("a", "b", "x"),
        ("a", "b", "0", "0"),
        ("a", "b", "1" * 50),
    ):
        assert lookup(value, path) is MISSING
