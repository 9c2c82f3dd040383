"""Bytes written as hex and as base64."""

from __future__ import annotations

import binascii
import re

from workbench.records.errors import Problem, Unserializable
from workbench.records.escape import quoted

_HEX_PREFIX = re.compile(r"(?<![0-9a-zA-Z])0[xX](?=[0-9a-fA-F])")
_HEX_JUNK = re.compile(r"[^0-9a-fA-F\s]", re.ASCII)
_HEX_GROUP = re.compile(r"[0-9a-fA-F]+")
_HEX_VALID = "two hex digits a byte, such as 01ff, 01 ff, 01:ff or 0x01ff"
_URL_SAFE = str.maketrans("-_", "+/")
_BASE64_JUNK = re.compile(r"[^A-Za-z0-9+/]")
_BASE64_VALID = "A to Z, a to z, 0 to 9, '+' and '/' (or '-' and '_'), filled up with '=' to a multiple of four"


class HexSerializer:
    """Bytes as they are, written in hex."""

    name = "hex"
    about = "bytes written in hex, such as 01ff, 01 ff, 01:ff or 0x01ff"

    def serialize(self, text: str) -> bytes:
        """White space, colons and `0x` may stand between bytes, never inside one."""
        # Same length, so that places stay right.
        digits = _HEX_PREFIX.sub("  ", text).replace(":", " ")
        try:
            return bytes.fromhex(digits)
        except ValueError:
            raise Unserializable(_hex_problem(digits, text)) from None

    def deserialize(self, data: bytes) -> str:
        """Two lower-case digits a byte."""
        return data.hex()


class Base64Serializer:
    """Bytes as they are, written in base64 (RFC 4648, standard or URL-safe alphabet, not both in one text)."""

    name = "base64"
    about = "bytes written in base64, standard or URL-safe"

    def serialize(self, text: str) -> bytes:
        """Padding is required and must be right; only line breaks may stand between the characters."""
        letters = text.replace("\n", "").replace("\r", "")
        standard = letters.translate(_URL_SAFE)
        try:
            data = binascii.a2b_base64(standard, strict_mode=True)
        except ValueError:  # binascii.Error, or a character beyond ASCII
            raise Unserializable(_base64_problem(text)) from None
        if standard != letters and ("+" in letters or "/" in letters):
            raise Unserializable(Problem("two alphabets are mixed", "'+' and '/', or the URL-safe '-' and '_'"))
        if self.deserialize(data) != standard:  # Python's strict mode lets "YWJj==" and "YR==" pass
            raise Unserializable(_base64_problem(text))
        return data

    def deserialize(self, data: bytes) -> str:
        """The standard alphabet, padded, on one line."""
        return binascii.b2a_base64(data, newline=False).decode()


def _hex_problem(digits: str, text: str) -> Problem:
    """What `bytes.fromhex` disliked, at its place in `text` (of the same length)."""
    if junk := _HEX_JUNK.search(digits):
        return Problem.within(text, junk.start(), f"{quoted(text[junk.start()])} is not a hex digit", _HEX_VALID)
    odd = next(group for group in _HEX_GROUP.finditer(digits) if len(group[0]) % 2)
    count = f"{len(odd[0]):,} hex digits" if len(odd[0]) > 1 else "a single hex digit"
    return Problem.within(text, odd.start(), f"{count} in {quoted(odd[0], 16)}: half a byte is missing", _HEX_VALID)


def _base64_problem(text: str) -> Problem:
    """What is wrong with the base64 `text`, at its place."""
    letters = text.rstrip("\r\n=")
    for junk in _BASE64_JUNK.finditer(letters.translate(_URL_SAFE)):
        if junk[0] not in "\r\n":
            what = "'=' stands only at the end" if junk[0] == "=" else f"{quoted(text[junk.start()])} is not base64"
            return Problem.within(text, junk.start(), what, _BASE64_VALID)
    count, padding = sum(letter not in "\r\n" for letter in letters), text.count("=")
    if count % 4 == 1:
        return Problem("a character is missing, or there is one too many", _BASE64_VALID)
    wanted = -count % 4
    if padding == wanted:
        return Problem("the last character holds more than the last byte can", _BASE64_VALID)
    what = f"{_signs(padding, 'stand')} at the end, and {_signs(wanted, 'belong')} there"
    return Problem.within(text, len(letters), what, _BASE64_VALID)


def _signs(count: int, act: str) -> str:
    """`no '=' stands`, `2 '=' stand`."""
    return f"{count} '=' {act}" if count > 1 else f"{'one' if count else 'no'} '=' {act}s"
