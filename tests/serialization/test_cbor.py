"""CBOR: cbor2's own reader gives what was typed, exactly and without a limit for whole numbers."""

from __future__ import annotations

import json
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.documents import documents
from tests.serialization.refusals import refusal, unreadable
from workbench.records.errors import Unserializable
from workbench.serialization.catalogue import find
from workbench.serialization.serializer import Noting

CBOR = find("cbor")


@given(documents(st.integers()))
def test_the_library_s_own_reader_gives_what_was_typed(document: Any) -> None:
    data = CBOR.serialize(json.dumps(document)) or b""
    assert cbor2.loads(data) == document
    assert json.loads(CBOR.deserialize(data)) == document


@pytest.mark.parametrize(
    ("text", "data"),  # RFC 8949, appendix A
    [
        ("1000000000000", "1b000000e8d4a51000"),
        ("18446744073709551616", "c249010000000000000000"),
        ("-18446744073709551617", "c349010000000000000000"),
        ("1.1", "fb3ff199999999999a"),
        ('{"$hex": "01020304"}', "4401020304"),
        ('{"a": 1, "b": [2, 3]}', "a26161016162820203"),
        ('{"$timestamp": "2013-03-21T20:04:00Z"}', "c074323031332d30332d32315432303a30343a30305a"),
    ],
)
def test_known_bytes(text: str, data: str) -> None:
    assert (CBOR.serialize(text) or b"").hex() == data


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        CBOR.deserialize(data)
    except Unserializable as refused:
        assert refused.problems


@pytest.mark.parametrize("data", ["", "18", "0000", "f97e00", "d9011f00"])
def test_bytes_that_are_none_or_that_no_json_says_are_refused(data: str) -> None:
    with pytest.raises(Unserializable):
        CBOR.deserialize(bytes.fromhex(data))


def test_times_finer_than_microseconds_are_noted() -> None:
    text = '{"a": [{"$timestamp": "2026-11-22T12:00:00.123456789Z"}, {"$timestamp": "2026-11-22T12:00:00.5Z"}]}'
    assert isinstance(CBOR, Noting)
    assert [(note.path, note.is_warning) for note in CBOR.notes(text)] == [("a[0]", True)]
    assert CBOR.notes("{}") == CBOR.notes('{"$timestamp": "noon"}') == ()


def test_no_words_of_the_library_come_through() -> None:
    assert refusal("cbor", '{"a": "\\ud800"}').path == "a"
    assert unreadable("cbor", b"\x18").what == "these bytes are no CBOR: they end too early"
