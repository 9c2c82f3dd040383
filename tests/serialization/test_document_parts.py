"""What the parts of both documents share: bytes that end too early, and long values that are cut."""

from __future__ import annotations

import pytest

from workbench.records.errors import Unserializable
from workbench.serialization.document_parts import byte_at, named, number_at, take, take_bytes, take_text
from workbench.serialization.layout.part import Reading


def test_what_is_not_there_cannot_be_read() -> None:
    with pytest.raises(Unserializable):
        byte_at(Reading(b""))
    with pytest.raises(Unserializable):
        number_at(Reading(b"\1"), 0, 2)
    assert number_at(Reading(b"\0\1\2"), 1, 2) == 0x0102


def test_what_was_named_before_the_end_is_kept() -> None:
    def item(reading: Reading, path: str, depth: int) -> str:
        take(reading, 1, "first", "x", path)
        return take(reading, 9, "second", "y", path)

    assert [span.label for span in named(b"ab", item)] == ["first"]


def test_long_values_are_cut() -> None:
    reading = Reading(b"\0" + b"a" * 100)
    assert take_text(reading, 1, 100, "p") == "a" * 100
    assert len(reading.spans[0].value) <= 42
    reading = Reading(b"\0" * 101)
    take_bytes(reading, 1, 100, "p")
    assert reading.spans[0].value == f"0x{'00' * 20}…, 100 in all"
