"""The parts of CBOR: every byte of a document has a name, and any bytes are named as far as they can be read."""

from __future__ import annotations

import json
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serialization.documents import documents
from workbench.serialization.cbor_parts import spans


@given(documents(st.integers()))
def test_every_byte_of_a_document_has_a_name(document: Any) -> None:
    data = cbor2.dumps(document)
    found = spans(data)
    assert [span.start for span in found] == [0, *(span.end for span in found[:-1])]
    assert found[-1].end == len(data)


def test_names_values_and_paths() -> None:
    document = {"id": 7, "l": [-2, "x", None, True, 1.5], "b": b"\0\1"}
    assert [(span.path, span.label, span.value) for span in spans(cbor2.dumps(document))] == [
        ("", "map", "of 3 pairs"),
        ("id", "name", "'id'"),
        ("id", "uint", "7"),
        ("l", "name", "'l'"),
        ("l", "array", "of 5 items"),
        ("l[0]", "negative int", "-2"),
        ("l[1]", "text", "'x'"),
        ("l[2]", "null", ""),
        ("l[3]", "bool", "true"),
        ("l[4]", "float64", "1.5"),
        ("b", "name", "'b'"),
        ("b", "bytes", "0x0001"),
    ]


@pytest.mark.parametrize(
    ("data", "labels"),
    [
        ("c0613a", "tag 0, a time as text|text ':'"),
        ("c24101", "tag 2, a large number|bytes 0x01"),
        ("9f01ff", "array up to a break|uint 1|break"),
        ("bf6161f5ff", "map up to a break|name 'a'|bool true|break"),
        ("7f61616162ff", "text up to a break|text 'a'|text 'b'|break"),
        ("f93c00", "float16 1.0"),
        ("f8ff", "simple value 255"),
        ("a1c1016162", "map of 1 pair|name, tag 1, a time as number|name, uint 1|text 'b'"),
        ("1903e8", "uint 1000"),
        ("82", "array of 2 items"),
        ("1c", ""),
        ("", ""),
    ],
)
def test_other_forms(data: str, labels: str) -> None:
    assert "|".join(f"{span.label} {span.value}".rstrip() for span in spans(bytes.fromhex(data))) == labels


@given(st.binary(max_size=60))
def test_any_bytes_are_named_as_far_as_they_can_be_read(data: bytes) -> None:
    ends = [0, *(span.end for span in spans(data))]
    assert ends == sorted(ends) and ends[-1] <= len(data)


def test_very_deep_bytes_come_to_an_end() -> None:
    assert len(spans(b"\x81" * 100_000)) < 300
    assert json.dumps(len(spans(b"\xc1" * 100_000)))
