"""Bytes inside a JSON text: hex, base64, or Avro's own form, one character a byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted
from workbench.serialization.binary import Base64Serializer, HexSerializer

HEX, BASE64, TEXT = "$hex", "$base64", "$text"
TAGS: Final = (HEX, BASE64, TEXT)
"""`{"$hex": "01ff"}`, `{"$base64": "Af8="}`, `{"$text": "abc"}`: bytes that say how they are written."""

_HEX_PAIRS = re.compile(r"[0-9a-fA-F]{2}(?:[ :]?[0-9a-fA-F]{2})*")
_PRINTABLE = re.compile(r"[ -~]*")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{2,}={0,2}")
_PREFIX: Final = ("0x", "0X")


def tagged(tag: str, text: str) -> bytes:
    """The bytes of a tagged text. Raises Unserializable with the place inside that text."""
    if tag == HEX:
        return HexSerializer().serialize(text)
    return Base64Serializer().serialize(text) if tag == BASE64 else _latin(text)


def from_text(text: str, size: int | None = None) -> tuple[bytes, str]:
    """The bytes of a plain text, and how it was read. Raises Unserializable.

    `0x` begins hex. Anything else is Avro's own form (every character up to U+00FF is a byte, JsonDecoder.java), or hex
    or base64 where `size`, a fixed type's, leaves that reading alone. Where more than one reading is left there is no
    telling: that is refused, with the spellings that say which.
    """
    if text.startswith(_PREFIX):
        return _sized(HexSerializer().serialize(text), size, text), "hex"
    readings = {how: data for how, data in _readings(text).items() if size is None or len(data) == size}
    if len(readings) == 1:
        ((how, data),) = readings.items()
        return data, how
    if not readings:
        data = _latin(text)
        return _sized(data, size, text), "text"
    words = [f"{how} ({len(data):,} bytes)" for how, data in readings.items()]
    what = f"{quoted(text, 40)} can be read as {' and as '.join(words)}"
    raise Unserializable(Problem(what, _spellings(text, readings)))


def to_text(data: bytes) -> str:
    """The bytes in hex after `0x`; no bytes are an empty text."""
    return f"0x{data.hex()}" if data else ""


def is_latin_only(text: str) -> bool:
    """Whether a text can only be Avro's own form: it holds what no other form does."""
    return not _PRINTABLE.fullmatch(text) and max(text, default="") <= "\xff"


def _readings(text: str) -> Mapping[str, bytes]:
    readings: dict[str, bytes] = {}
    if max(text, default="") <= "\xff":
        readings["text"] = text.encode("latin-1")
    if text and _HEX_PAIRS.fullmatch(text):
        readings["hex"] = HexSerializer().serialize(text)
    if text and not len(text) % 4 and _BASE64.fullmatch(text):
        try:
            readings["base64"] = Base64Serializer().serialize(text)
        except Unserializable:
            return readings
    return readings


def _spellings(text: str, readings: Mapping[str, bytes]) -> str:
    short = text if len(text) <= 16 else "…"
    ways = [f'"0x{short}"'] if "hex" in readings and " " not in text and ":" not in text else []
    ways += [f'{{"${how}": "{short}"}}' for how in ("base64", "text") if how in readings]
    return " or ".join(ways)


def _latin(text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError as error:
        what = f"{quoted(text[error.start])} is no byte: Avro's own form has a character up to U+00FF for each byte"
        raise Unserializable(Problem(what, '"0x01ff", or {"$base64": "Af8="}')) from None


def _sized(data: bytes, size: int | None, text: str) -> bytes:
    if size is not None and len(data) != size:
        what = f"{quoted(text, 40)} is {len(data):,} bytes"
        raise Unserializable(Problem(what, f"{size:,} bytes, such as {2 * size:,} hex digits after 0x"))
    return data
