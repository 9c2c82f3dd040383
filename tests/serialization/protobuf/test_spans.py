"""The wire by its parts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.protobuf.shop import OLD, old, pool, shop
from workbench.serialization.protobuf.pool import find_message
from workbench.serialization.protobuf.spans import MOST, spans

POOL = pool()
ORDER = find_message(POOL)


def _shown(text: str) -> list[tuple[str, str, str]]:
    return [(span.label, span.value, span.path) for span in shop().spans(shop().serialize(text))]


def test_tag_length_and_value_of_each_field_are_named() -> None:
    assert _shown('{"id": -1, "customer_name": "김", "items": [{}, {"sku": "x"}]}') == [
        ("tag", "field 1, varint", "id"),
        ("int64", "-1", "id"),
        ("tag", "field 2, length-delimited", "customer_name"),
        ("length", "3", "customer_name"),
        ("string", "김", "customer_name"),
        ("tag", "field 3, length-delimited", "items[0]"),
        ("length", "0", "items[0]"),
        ("tag", "field 3, length-delimited", "items[1]"),
        ("length", "3", "items[1]"),
        ("tag", "field 1, length-delimited", "items[1].sku"),
        ("length", "1", "items[1].sku"),
        ("string", "x", "items[1].sku"),
    ]


def test_entries_of_maps_are_named_by_their_key() -> None:
    shown = _shown('{"counts": {"odd name": 1}, "by_shelf": {"-7": {}}, "flags": {"false": 1.5}}')
    assert {path for _, _, path in shown} == {
        "counts['odd name']",
        "counts['odd name'].key",
        "counts['odd name'].value",
        "by_shelf['-7']",
        "by_shelf['-7'].key",
        "by_shelf['-7'].value",
        "flags.false",
        "flags.false.key",
        "flags.false.value",
    }


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ('{"state": "SENT"}', ("enum", "SENT (1)", "state")),
        ('{"state": 9}', ("enum", "9", "state")),
        ('{"urgent": true}', ("bool", "true", "urgent")),
        ('{"deltas": [5, -3]}', ("sint32", "-3", "deltas[1]")),
        ('{"weight": 1.5}', ("float", "1.5", "weight")),
        ('{"small": 7}', ("fixed32", "7", "small")),
        ('{"large": -7}', ("sfixed64", "-7", "large")),
        ('{"unsigned": 18446744073709551615}', ("uint64", "18446744073709551615", "unsigned")),
        ('{"raw": "AQID"}', ("bytes", "0x010203", "raw")),
        ('{"at": "1970-01-01T00:00:01Z"}', ("int64", "1", "at.seconds")),
        ('{"card": "\\u001b[31m"}', ("string", "\\x1b[31m", "card")),
        ('{"held": {"@type": "x/shop.Order.Item", "sku": "in"}}', ("string", "in", "held.value.sku")),
    ],
)
def test_a_value_is_shown_by_its_type(text: str, last: tuple[str, str, str]) -> None:
    assert _shown(text)[-1] == last


def test_proto2s_groups_extensions_and_unpacked_lists_are_named() -> None:
    data = old().serialize('{"id": 1, "address": {"city": "x"}, "unpacked": [1, 2], "[old.nick]": "n"}')
    shown = [(span.label, span.value, span.path) for span in old().spans(data)]
    assert ("tag", "field 4, group", "address") in shown
    assert ("string", "x", "address.city") in shown
    assert ("tag", "field 4, end of group", "address") in shown
    assert ("int32", "2", "unpacked[1]") in shown
    assert ("string", "n", "['[old.nick]']") in shown


def test_unknown_fields_are_shown_by_their_wire() -> None:
    data = bytes.fromhex("f83e07" + "fa3e0161" + "f93e0000000000000000" + "fd3e01000000")
    assert [(span.label, span.value, span.path) for span in shop().spans(data)] == [
        ("tag", "field 1007, varint, unknown", "['#1007']"),
        ("varint", "7", "['#1007']"),
        ("tag", "field 1007, length-delimited, unknown", "['#1007']"),
        ("length", "1", "['#1007']"),
        ("length-delimited", "0x61", "['#1007']"),
        ("tag", "field 1007, 8 bytes, unknown", "['#1007']"),
        ("8 bytes", "0x0000000000000000", "['#1007']"),
        ("tag", "field 1007, 4 bytes, unknown", "['#1007']"),
        ("4 bytes", "0x01000000", "['#1007']"),
    ]


def test_bytes_that_end_too_soon_are_named_up_to_there() -> None:
    data = shop().serialize('{"id": 1, "customer_name": "abc"}')
    assert [span.label for span in shop().spans(data[:-1])] == ["tag", "int64", "tag"]
    assert [span.label for span in shop().spans(data[:3])] == ["tag", "int64", "tag"]


def test_there_are_never_more_than_can_be_looked_at() -> None:
    data = b"\x08\x01" * (MOST * 2)
    assert len(spans(ORDER, data, 0, POOL)) == MOST


def _covered(data: bytes, start: int = 0) -> None:
    at = start
    for span in spans(ORDER, data, start, POOL):
        assert at <= span.start < span.end <= len(data)
        at = span.end


@given(st.binary(max_size=80))
def test_spans_of_random_bytes_stand_in_order_and_never_overlap(data: bytes) -> None:
    _covered(data)
    spans(find_message(pool(OLD)), data, 0, pool(OLD))


@given(st.integers(0, 200))
def test_spans_of_a_message_cover_every_byte(seed: int) -> None:
    data = shop().serialize(shop().sample(seed))
    found = shop().spans(data)
    assert found[0].start == 0
    assert found[-1].end == len(data)
    assert all(one.end == other.start for one, other in pairwise(found))


@given(st.integers(0, 20), st.integers(0, 2_000), st.binary(min_size=1, max_size=2))
def test_spans_of_damaged_bytes_stand_in_order(seed: int, at: int, junk: bytes) -> None:
    data = shop().serialize(shop().sample(seed))
    at %= len(data)
    _covered(data[:at] + junk + data[at + len(junk) :])
