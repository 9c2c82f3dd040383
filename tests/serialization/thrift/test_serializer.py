"""Thrift: thriftpy2's own objects read what was written, in both protocols, and help while typing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thriftpy2.protocol import TBinaryProtocolFactory, TCompactProtocolFactory
from thriftpy2.utils import deserialize

from tests.serialization.thrift.shop import MODULE, ORDER, thrift
from workbench.records.errors import Unserializable

PROTOCOLS: dict[str, Any] = {"binary": TBinaryProtocolFactory, "compact": TCompactProtocolFactory}


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_the_library_reads_what_was_typed(protocol: str) -> None:
    order = thrift(protocol=protocol)
    data = order.serialize(ORDER)
    theirs = deserialize(MODULE.Order(), data, PROTOCOLS[protocol]())
    assert (theirs.id, theirs.status, theirs.tags) == (9007199254740993, 3, ["a", "한"])
    assert (theirs.blob, theirs.ratio, theirs.open, theirs.small, theirs.short) == (b"\0\xff", 1.5, True, -1, 300)
    assert (theirs.prices["x"].amount, theirs.prices["x"].currency, theirs.flags) == (5, "EUR", {7: False})
    assert (theirs.parent.id, theirs.way.number, set(theirs.numbers)) == (1, 3, {1, 2})
    assert order.serialize(order.deserialize(data)) == data


def test_known_bytes() -> None:
    # TBinaryProtocol: type, field number, value, stop; TCompactProtocol: number and type in one, zigzag varints
    assert thrift("Way").serialize('{"number": 3}').hex() == "0800020000000300"
    assert thrift("Way", "compact").serialize('{"number": 3}').hex() == "250600"


def test_a_struct_of_an_included_file() -> None:
    for name in ("shared.Money", "Money"):
        assert thrift(name).serialize('{"amount": 1}')


@pytest.mark.parametrize("name", ["Order", "Way", "Refused", "shared.Money"])
@given(seed=st.integers(0, 500))
def test_a_sample_is_always_taken(name: str, seed: int) -> None:
    one = thrift(name)
    data = one.serialize(one.sample(seed))
    assert one.serialize(one.deserialize(data)) == data


def test_defaults_that_are_filled_in_are_said() -> None:
    assert [str(note) for note in thrift().notes('{"id": 1}')] == ["status: the default NEW is filled in"]
    assert thrift().notes("{") == ()


def test_help_while_typing() -> None:
    text = '{"id": 1, "st'
    assert [one.text for one in thrift().suggestions(text, len(text))] == ['"status": ']
    text = '{"status": "'
    assert [one.shown for one in thrift().suggestions(text, len(text))] == ["NEW", "PAID"]
    text = '{"prices": {"x": {"'
    assert [one.shown for one in thrift().suggestions(text, len(text))] == ["amount", "currency"]
    assert thrift().explain('{"id": 1}', 3) == "id: i64, field 1, required"
    assert thrift().explain("", 0) == ""


@given(st.binary(max_size=60), st.sampled_from(["binary", "compact"]))
def test_any_bytes_are_read_or_refused(data: bytes, protocol: str) -> None:
    try:
        thrift(protocol=protocol).deserialize(data)
    except Unserializable as refused:
        assert refused.problems


@given(st.text(alphabet='{}[]":,idstau1 \n', max_size=40), st.integers(0, 45))
def test_any_text_is_taken_or_refused_and_help_never_fails(text: str, at: int) -> None:
    thrift().suggestions(text, at)
    thrift().explain(text, at)
    try:
        thrift().serialize(text)
    except Unserializable as refused:
        assert refused.problems


def test_no_number_and_infinity_are_words() -> None:
    order = thrift()
    read = json.loads(order.deserialize(order.serialize('{"id": 1, "ratio": "NaN"}')))
    assert read["ratio"] == "NaN"
