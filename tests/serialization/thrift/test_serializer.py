"""Thrift: thriftpy2's own objects read what was written, in both protocols; every problem comes back."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thriftpy2 import load_fp
from thriftpy2.protocol import TBinaryProtocolFactory, TCompactProtocolFactory
from thriftpy2.utils import deserialize, serialize

from tests.serialization.thrift.shop import FILES, ONE_FILE, ORDER, of, thrift
from workbench.records.errors import Unserializable
from workbench.serialization.thrift.serializer import ThriftSerializer

PROTOCOLS: dict[str, Any] = {"binary": TBinaryProtocolFactory, "compact": TCompactProtocolFactory}
THEIRS: Any = load_fp(io.StringIO(ONE_FILE), "shop_thrift")


def problems(text: str, name: str = "Order") -> list[tuple[str, str]]:
    with pytest.raises(Unserializable) as refused:
        thrift(name).serialize(text)
    return [(one.path, one.what) for one in refused.value.problems]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_the_library_reads_what_was_typed(protocol: str) -> None:
    order = thrift(protocol=protocol)
    data = order.serialize(ORDER)
    theirs = deserialize(THEIRS.Order(), data, PROTOCOLS[protocol]())
    assert (theirs.id, theirs.status, theirs.tags) == (9007199254740993, 3, ["a", "한"])
    assert (theirs.blob, theirs.ratio, theirs.open, theirs.small, theirs.little) == (b"\0\xff", 1.5, True, -1, 300)
    assert (theirs.prices["x"].amount, theirs.prices["x"].currency, theirs.flags) == (5, "EUR", {7: False})
    assert (theirs.parent.id, theirs.way.number, theirs.numbers) == (1, 3, [1, 2])
    assert (theirs.truths, theirs.far) == ([True, False], False)
    assert order.serialize(order.deserialize(data)) == data


@pytest.mark.parametrize("protocol", PROTOCOLS)
@given(seed=st.integers(0, 1000))
def test_the_library_writes_the_same_bytes(protocol: str, seed: int) -> None:
    order = thrift(protocol=protocol)
    data = order.serialize(order.sample(seed))
    theirs = deserialize(THEIRS.Order(), data, PROTOCOLS[protocol]())
    assert serialize(theirs, PROTOCOLS[protocol]()) == data
    assert order.serialize(order.deserialize(data)) == data


def test_known_bytes() -> None:
    # TBinaryProtocol: type, field number, value, stop; TCompactProtocol: number and type in one, zigzag varints
    assert thrift("Way").serialize('{"number": 3}').hex() == "0800020000000300"
    assert thrift("Way", "compact").serialize('{"number": 3}').hex() == "250600"


def test_a_struct_of_an_included_file() -> None:
    assert thrift("shared.Money").serialize('{"amount": 1}')


@pytest.mark.parametrize("name", ["Order", "Way", "Refused", "shared.Money"])
@given(seed=st.integers(0, 500))
def test_a_sample_is_always_taken(name: str, seed: int) -> None:
    one = thrift(name)
    data = one.serialize(one.sample(seed))
    assert one.serialize(one.deserialize(data)) == data


def test_every_problem_comes_back() -> None:
    text = """{"id": 99999999999999999999, "status": "OLD", "tags": [1], "prices": {"x": {"amont": 1}},
        "numbers": [1, 1], "blob": "?", "open": "false", "small": 128, "ratio": 1e999, "flags": {"x": true}, "zz": 1}"""
    found = dict(problems(text))
    assert set(found) == {
        *("id", "status", "tags[0]", "prices.x.amont", "prices.x.amount", "numbers[1]", "blob", "open", "small"),
        *("ratio", "flags.x", "zz"),
    }
    assert found["open"] == "'false' is no bool"


def test_a_problem_has_its_place() -> None:
    with pytest.raises(Unserializable) as refused:
        thrift("Way").serialize('{\n  "number": 1.5}')
    assert [(one.line, one.column) for one in refused.value.problems] == [(2, 13)]


@pytest.mark.parametrize("text", ["[]", "null", "3"])
def test_a_struct_is_an_object(text: str) -> None:
    assert problems(text)[0][1].endswith("not an object")


def test_what_was_filled_in_or_left_out_is_said() -> None:
    notes = [str(note) for note in thrift().notes('{"id": 1, "ratio": 1, "open": true, "far": null}')]
    assert notes == [
        "not set and not written: small, little; Thrift's classes for Java write zero there",
        'status: the default "NEW" is filled in',
    ]
    assert thrift().notes("{") == ()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_byte_has_a_name(protocol: str) -> None:
    order = thrift(protocol=protocol)
    data = order.serialize(ORDER)
    spans = order.spans(data)
    assert (spans[0].start, spans[-1].end, spans[-1].label) == (0, len(data), "end of struct")
    assert all(one.end == following.start for one, following in pairwise(spans))
    assert {(one.path, one.value) for one in spans} >= {
        ("tags[1]", "'한'"),
        ("status", "3 PAID"),
        ("prices.x.amount", "5"),
    }


def test_bytes_that_end_too_early_are_named_as_far_as_they_go() -> None:
    data = thrift().serialize(ORDER)
    assert thrift().spans(data[:20])[-1].end <= 20


def test_a_reader_with_another_version_of_the_struct() -> None:
    writer = of("struct A { 1: i32 x, 2: list<map<string, A>> y, 3: uuid u, 4: bool b, 5: double d, 6: i8 z }", "A")
    data = writer.serialize(writer.sample())
    assert json.loads(of("struct A { 1: i32 x }").read(data, writer)) == {"x": json.loads(writer.sample())["x"]}
    with pytest.raises(Unserializable, match="the required field 'n' is not in the bytes"):
        of("struct A { 1: i32 x, 9: required i32 n }").read(data, writer)
    with pytest.raises(Unserializable, match="not made by Thrift's compact protocol"):
        of("struct A { 1: i32 x }", protocol="compact").read(data, writer)


def test_a_protocol_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Unserializable, match="there is no protocol 'json'"):
        ThriftSerializer(FILES, "shop.thrift", "Order", "json")


def test_bytes_after_the_end_are_refused() -> None:
    with pytest.raises(Unserializable, match="1 bytes are left after the end"):
        thrift("Way").deserialize(thrift("Way").serialize('{"number": 3}') + b"x")


@given(st.binary(max_size=60), st.sampled_from(["binary", "compact"]))
def test_any_bytes_are_read_or_refused(data: bytes, protocol: str) -> None:
    one = thrift(protocol=protocol)
    assert all(0 <= span.start < span.end <= len(data) for span in one.spans(data))
    try:
        one.deserialize(data)
    except Unserializable as refused:
        assert refused.problems


@given(st.data(), st.sampled_from(["binary", "compact"]))
def test_damaged_bytes_are_read_or_refused(draw: st.DataObject, protocol: str) -> None:
    one = thrift(protocol=protocol)
    data = bytearray(one.serialize(ORDER))
    for _ in range(draw.draw(st.integers(1, 3))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    one.spans(bytes(data))
    try:
        one.serialize(one.deserialize(bytes(data)))
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
