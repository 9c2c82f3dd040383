"""Bytes to JSON, as a consumer sees them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.protobuf.shop import OLD, pool, shop
from workbench.records.errors import Unserializable
from workbench.serialization.protobuf.pool import find_message
from workbench.serialization.protobuf.showing import parse, shown

POOL = pool()
ORDER = find_message(POOL)


def test_names_are_the_protos_and_large_numbers_are_texts_as_protobufs_json_has_them() -> None:
    assert json.loads(shown(parse(bytes.fromhex("088180808080808010120161"), ORDER), POOL)) == {
        "id": "9007199254740993",
        "customer_name": "a",
    }


def test_defaults_are_shown_where_they_are_asked_for() -> None:
    shown_ = json.loads(shown(parse(b"", ORDER), POOL, with_defaults=True))
    assert (shown_["id"], shown_["items"], shown_["state"]) == ("0", [], "NEW")
    assert "urgent" not in shown_
    assert json.loads(shown(parse(b"", ORDER), POOL)) == {}


@pytest.mark.parametrize("data", [b"\x08", b"\xff", b"\x12\x05a", b"\x12\x01\xff", b"\x0b" * 3])
def test_bytes_that_are_no_such_message_are_refused(data: bytes) -> None:
    with pytest.raises(Unserializable, match=r"these bytes are no shop\.Order"):
        parse(data, ORDER)


def test_a_missing_required_field_is_named() -> None:
    with pytest.raises(Unserializable, match="id is required and missing"):
        parse(b"", find_message(pool(OLD)))


def test_messages_that_are_too_deep_are_refused_as_consumers_do() -> None:
    data = b""
    for _ in range(150):
        size = len(data)
        length = bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])
        data = b"\x8a\x02" + length + data
    with pytest.raises(Unserializable, match="more than 100 messages stand inside each other"):
        parse(data, ORDER)


@pytest.mark.parametrize(
    "text",
    [
        '{"held": {"@type": "type.googleapis.com/shop.Order.Item", "sku": "x"}}',
        '{"at": "2026-11-22T12:00:00.000000001Z", "price": "NaN", "weight": 0.1}',
        '{"extra": {"a": [null, true, {"b": "c"}]}, "void": null, "mask": "customerName"}',
    ],
)
def test_what_is_shown_becomes_the_same_bytes_again(text: str) -> None:
    data = shop().serialize(text)
    assert shop().serialize(shop().deserialize(data)) == data


@pytest.mark.parametrize(
    "data",
    [
        b"\xca\x01\x05\x0a\x03x/y",  # an Any of a type that nobody knows
        b"\xa2\x01\x0c\x08\xff\xff\xff\xff\xff\xff\xff\xff\x7f\x10\x01",  # a moment long after the year 9999
        b"\xba\x01\x09\x11\x00\x00\x00\x00\x00\x00\xf8\x7f",  # NaN, which a Struct's JSON has not
    ],
)
def test_a_message_without_a_json_says_so(data: bytes) -> None:
    with pytest.raises(Unserializable) as raised:
        shop().deserialize(data)
    assert raised.value.problems[0].what.startswith("the message has no JSON: ")


@given(st.binary(max_size=80))
def test_random_bytes_are_shown_or_refused(data: bytes) -> None:
    try:
        shop().deserialize(data)
    except Unserializable as refusal:
        assert refusal.problems[0].what
