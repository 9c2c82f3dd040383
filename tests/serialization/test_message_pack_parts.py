"""The parts of MessagePack: every byte of a document has a name, and any bytes are named as far as they can be read."""

from __future__ import annotations

from typing import Any

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.documents import documents
from workbench.serialization.message_pack_parts import spans


@given(documents(st.integers(-(1 << 63), (1 << 64) - 1)))
def test_every_byte_of_a_document_has_a_name(document: Any) -> None:
    data = msgpack.packb(document)
    found = spans(data)
    assert [span.start for span in found] == [0, *(span.end for span in found[:-1])]
    assert found[-1].end == len(data)


def test_names_values_and_paths() -> None:
    document = {"id": 7, "l": [-2, "x", None, True, 1.5, 300], "b": b"\0\1", "e": b""}
    assert [(span.path, span.label, span.value) for span in spans(msgpack.packb(document))] == [
        ("", "map", "of 4 pairs"),
        ("id", "name", "'id'"),
        ("id", "fixint", "7"),
        ("l", "name", "'l'"),
        ("l", "array", "of 6 items"),
        ("l[0]", "fixint", "-2"),
        ("l[1]", "text", "'x'"),
        ("l[2]", "nil", "null"),
        ("l[3]", "bool", "true"),
        ("l[4]", "float64", "1.5"),
        ("l[5]", "uint16", "300"),
        ("b", "name", "'b'"),
        ("b", "bytes", "0x0001"),
        ("e", "name", "'e'"),
        ("e", "bytes", "none"),
    ]


@pytest.mark.parametrize(
    ("data", "labels"),
    [
        ("d6ff00000001", "timestamp 1970-01-01T00:00:01Z"),
        ("d7ff0000000400000001", "timestamp 1970-01-01T00:00:01.000000001Z"),
        ("c70cff00000000ffffffffffffffff", "timestamp 1969-12-31T23:59:59Z"),
        ("d40507", "extension 5 1 byte"),
        ("dc000101", "array of 1 item|fixint 1"),
        ("d90161", "text 'a'"),
        ("c41e" + "00" * 30, f"bytes 0x{'00' * 20}…, 30 in all"),
        ("82a161", "map of 2 pairs|name 'a'"),
        ("c1", ""),
        ("", ""),
    ],
)
def test_other_forms(data: str, labels: str) -> None:
    found = "|".join(f"{span.label} {span.value}".rstrip() for span in spans(bytes.fromhex(data)))
    assert found == labels or found == labels.replace("name", "text")


@given(st.binary(max_size=60))
def test_any_bytes_are_named_as_far_as_they_can_be_read(data: bytes) -> None:
    ends = [0, *(span.end for span in spans(data))]
    assert ends == sorted(ends) and ends[-1] <= len(data)


def test_very_deep_bytes_come_to_an_end() -> None:
    assert len(spans(b"\x91" * 100_000)) < 300
