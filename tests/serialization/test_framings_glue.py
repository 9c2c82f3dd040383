"""AWS Glue's framing, plain and packed."""

from __future__ import annotations

import zlib

import pytest

from workbench.records.errors import Part, Unserializable
from workbench.serialization import framing_marks
from workbench.serialization.anatomy import Span
from workbench.serialization.framing_marks import Identity
from workbench.serialization.framings_glue import compressed, plain

GUID = "12345678-1234-5678-1234-567812345678"
VERSION = Identity(Part.VALUE, guid=GUID)
MESSAGE = Identity(Part.VALUE, guid=GUID, indexes=(3,), type_name="shop.Order")


def test_the_message_s_place_stands_before_the_payload() -> None:
    data = plain(MESSAGE).wrap(b"x")
    assert data == b"\3\0" + bytes.fromhex(GUID.replace("-", "")) + b"\3x"
    assert plain(MESSAGE).spans(data)[-1] == Span(18, 19, "message index", "3 → shop.Order")


def test_packed_is_zlib_with_the_message_inside() -> None:
    data = compressed(MESSAGE).wrap(b"x" * 100)
    assert data[:2] == b"\3\5"
    assert zlib.decompress(data[18:]) == b"\3" + b"x" * 100
    assert compressed(MESSAGE).unwrap(data) == b"x" * 100
    assert compressed(MESSAGE).spans(data)[-1].label == "payload, zlib"
    assert compressed(MESSAGE).payload_at == -1


@pytest.mark.parametrize(
    ("packed", "words"),
    [(b"no", "not zlib's"), (zlib.compress(b"x" * 99)[:-4], "ends too early"), (b"", "ends too early")],
)
def test_what_cannot_be_unpacked_is_said(packed: bytes, words: str) -> None:
    head = b"\3\5" + bytes.fromhex(GUID.replace("-", ""))
    with pytest.raises(Unserializable, match=words):
        compressed(VERSION).unwrap(head + packed)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(framing_marks, "LARGEST_UNPACKED", 1000)
    data = compressed(VERSION).wrap(b"\0" * 100_000)
    with pytest.raises(Unserializable, match="more than 1,000 bytes"):
        compressed(VERSION).unwrap(data)
