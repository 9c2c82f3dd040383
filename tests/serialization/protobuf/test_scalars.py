"""JSON's plain values as Protobuf's scalars."""

from __future__ import annotations

import math
import struct

import pytest
from google.protobuf import json_format, wrappers_pb2
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.protobuf.shop import OLD, pool
from workbench.serialization.json_tree import Number, Plain
from workbench.serialization.protobuf.descriptors import EnumDescriptor, Kind
from workbench.serialization.protobuf.pool import find_message
from workbench.serialization.protobuf.scalars import (
    Refused,
    boolean,
    floating,
    lost,
    map_key,
    octets,
    symbol,
    text,
    whole,
)


def _enum(schema: str, message: str, field: str) -> EnumDescriptor:
    return find_message(pool(schema), message).fields_by_name[field].enum_type


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (Number("9223372036854775807"), 2**63 - 1),
        (Number("-9223372036854775808"), -(2**63)),
        ("9007199254740993", 9007199254740993),
        (Number("1e3"), 1000),
        (Number("1.500e1"), 15),
        (Number("-0"), 0),
        (Number("0e999999999"), 0),
        (Number("10e-1"), 1),
    ],
)
def test_whole_numbers_are_exact_however_they_are_written(value: Plain, number: int) -> None:
    assert whole(value, Kind.INT64) == number


@pytest.mark.parametrize(
    "value",
    [
        Number("1.5"),
        Number("9223372036854775808"),
        Number("1e19"),
        Number("1e99999999999999999999999"),
        Number("1e-5"),
        "1_000",
        " 1",
        "0x10",
        "",
        "NaN",
        "٣",
        True,
        None,
    ],
)
def test_what_is_no_whole_number_of_64_bits_is_refused(value: Plain) -> None:
    with pytest.raises(Refused) as refused:
        whole(value, Kind.INT64)
    assert refused.value.valid.startswith("int64: a whole number from -9223372036854775808")


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        (Kind.INT32, -(2**31), 2**31 - 1),
        (Kind.SFIXED32, -(2**31), 2**31 - 1),
        (Kind.UINT32, 0, 2**32 - 1),
        (Kind.FIXED64, 0, 2**64 - 1),
        (Kind.SINT64, -(2**63), 2**63 - 1),
    ],
)
def test_each_kind_has_its_range(kind: Kind, least: int, most: int) -> None:
    for number in (least, most):
        assert whole(Number(str(number)), kind) == number
    for number in (least - 1, most + 1):
        with pytest.raises(Refused):
            whole(Number(str(number)), kind)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_double_is_read_back_exactly(number: float) -> None:
    assert struct.pack("<d", floating(Number(repr(number)), is_double=True)) == struct.pack("<d", number)


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_a_float_is_read_back_exactly(number: float) -> None:
    assert struct.pack("<f", floating(Number(repr(number)), is_double=False)) == struct.pack("<f", number)


def test_a_float_is_rounded_once_as_java_does() -> None:
    just_above_the_middle = "1.00000005960464477540"  # as a double it is the middle of two floats, and goes down
    assert floating(Number(just_above_the_middle), is_double=False) == 1.0000001192092896


def test_words_are_numbers_and_numbers_beyond_the_range_are_none() -> None:
    assert floating("Infinity", is_double=True) == math.inf
    assert floating("-Infinity", is_double=False) == -math.inf
    assert math.isnan(floating("NaN", is_double=True))
    assert floating("1.5", is_double=True) == 1.5
    for value, is_double in (("1e400", True), ("3.5e38", False), ("nan", True), ("inf", True), ("1_0", True)):
        with pytest.raises(Refused):
            floating(value, is_double)


@pytest.mark.parametrize(
    ("value", "becomes", "words"),
    [
        (Number("9007199254740993"), 9007199254740992.0, "'9007199254740993' arrives as 9007199254740992"),
        ("16777217", 16777216.0, "'16777217' arrives as 16777216"),
        (Number("1e-999"), 0.0, "'1e-999' is so small that it arrives as 0"),
        (Number("9007199254740992"), 9007199254740992.0, ""),
        (Number("0.1"), 0.1, ""),
        (Number("0e-999"), 0.0, ""),
        ("NaN", math.nan, ""),
        (Number("7"), 7, ""),
    ],
)
def test_what_will_not_arrive_as_typed_is_said(value: Plain, becomes: object, words: str) -> None:
    assert lost(value, becomes).startswith(words)
    assert bool(lost(value, becomes)) is bool(words)


@pytest.mark.parametrize(
    ("written", "data"),
    [("", b""), ("AQID", b"\1\2\3"), ("AQ==", b"\1"), ("AQ", b"\1"), ("-_8=", b"\xfb\xff"), ("+/8", b"\xfb\xff")],
)
def test_base64_comes_in_both_alphabets_with_or_without_padding(written: str, data: bytes) -> None:
    assert octets(written) == data


@pytest.mark.parametrize("written", ["A", "AQ=", "AR==", "A Q=", "AQ\n==", "=", "é", "AQID====", Number("1"), None])
def test_what_is_no_base64_is_refused(written: Plain) -> None:
    with pytest.raises(Refused):
        octets(written)


@given(st.binary(max_size=40))
def test_base64_agrees_with_protobufs_own(data: bytes) -> None:
    theirs = json_format.MessageToDict(wrappers_pb2.BytesValue(value=data))
    assert octets(theirs) == data


def test_booleans_are_not_guessed() -> None:
    assert boolean(True) is True
    for value in ("false", "true", Number("0"), None):
        with pytest.raises(Refused):
            boolean(value)


def test_half_characters_are_no_text() -> None:
    with pytest.raises(Refused, match="half a character"):
        text("a\ud800")


def test_enums_are_given_by_name_or_number_and_closed_ones_take_no_others() -> None:
    open_, closed = _enum_of_shop(), _enum(OLD, "", "level")
    assert symbol("SENT", open_) == 1
    assert symbol(Number("77"), open_) == 77
    with pytest.raises(Refused) as refused:
        symbol("sen", open_)
    assert refused.value.valid == "SENT, NEW, DONE"
    with pytest.raises(Refused, match="has no value 7"):
        symbol(Number("7"), closed)
    with pytest.raises(Refused):
        symbol(True, closed)


def _enum_of_shop() -> EnumDescriptor:
    return find_message(pool()).fields_by_name["state"].enum_type


def test_keys_of_maps_are_texts_in_json() -> None:
    fields = find_message(pool()).fields_by_name
    numbers = fields["by_shelf"].message_type.fields_by_name["key"]
    flags = fields["flags"].message_type.fields_by_name["key"]
    assert map_key(numbers, "-7") == -7
    assert map_key(flags, "true") is True
    for field, name in ((numbers, "01"), (numbers, "1.0"), (numbers, ""), (numbers, "99999999999"), (flags, "True")):
        with pytest.raises(Refused):
            map_key(field, name)
