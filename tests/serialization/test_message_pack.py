"""MessagePack: msgpack's own reader gives what was typed, exactly; what it cannot hold is refused at its place."""

from __future__ import annotations

import json
from typing import Any

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.documents import documents
from tests.serialization.refusals import refusal, unreadable
from workbench.records.errors import Unserializable
from workbench.serialization.catalogue import find

PACK = find("messagepack")
WHOLE = st.integers(-(1 << 63), (1 << 64) - 1)


@given(documents(WHOLE))
def test_the_library_s_own_reader_gives_what_was_typed(document: Any) -> None:
    data = PACK.serialize(json.dumps(document))
    assert msgpack.unpackb(data, strict_map_key=False) == document
    assert json.loads(PACK.deserialize(data or b"")) == document


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("9007199254740993", "cf0020000000000001"),
        ("-1", "ff"),
        ("1.0", "cb3ff0000000000000"),
        ('{"$hex": "00ff"}', "c40200ff"),
        ('{"$timestamp": "1970-01-01T00:00:01Z"}', "d6ff00000001"),  # the specification's timestamp 32
        ('{"$timestamp": "1970-01-01T00:00:01.000000001Z"}', "d7ff0000000400000001"),
        ('{"$timestamp": "1969-12-31T23:59:59Z"}', "c70cff00000000ffffffffffffffff"),
    ],
)
def test_known_bytes(text: str, data: str) -> None:
    assert (PACK.serialize(text) or b"").hex() == data


def test_bytes_and_times_read_back_as_they_were_typed() -> None:
    text = '[{"$base64": "AAE="}, {"$timestamp": "2026-11-22T12:00:00.123456789Z"}]'
    assert json.loads(PACK.deserialize(PACK.serialize(text) or b"")) == json.loads(text)


def test_what_it_cannot_hold_is_refused_at_its_place() -> None:
    with pytest.raises(Unserializable) as refused:
        PACK.serialize(f"[1, {1 << 64}]")
    assert (refused.value.problems[0].path, refused.value.problems[0].column) == ("[1]", 5)


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        PACK.deserialize(data)
    except Unserializable as refused:
        assert refused.problems


@pytest.mark.parametrize("data", ["c1", "d40500", "cb7ff8000000000000", "9" * 7, "82a1610182a16101", "0101"])
def test_bytes_that_no_json_says_are_refused(data: str) -> None:
    with pytest.raises(Unserializable):
        PACK.deserialize(bytes.fromhex(data[: len(data) // 2 * 2]))


def test_no_words_of_the_library_come_through() -> None:
    assert refusal("messagepack", '["\\ud800"]').path == "[0]"
    start = "these bytes are no MessagePack"
    assert unreadable("messagepack", b"\x92").what == f"{start}: they end too early"
    assert unreadable("messagepack", b"\1\1").what == f"{start}: there is more after the end of the document"
    assert unreadable("messagepack", b"\xa1\xff").what == f"{start}: a text in them is no UTF-8"
    assert unreadable("messagepack", b"\xc1").what == start
