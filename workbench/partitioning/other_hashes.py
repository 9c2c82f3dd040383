"""The hash functions that only a few clients use, in Python for one key under the eyes."""

from __future__ import annotations

from collections.abc import Sequence
from struct import unpack_from

_UINT32 = 0xFFFFFFFF


def murmur2_in_doubles(key: bytes) -> int:
    """KafkaJS 1's murmur2 (legacy/murmur2.js), unsigned: it multiplies in doubles, which round above 2^53.

    Its loop runs while i < length / 4, not floored, so a last word that is short is mixed in as a word, padded with
    zeros, and then once more as the tail.
    """
    length = len(key)
    h = 0x9747B28C ^ length
    for start in range(0, length, 4):
        k = _by_m(int.from_bytes(key[start : start + 4], "little"))
        h = _by_m(h) ^ _by_m(k ^ k >> 24)
    if tail := key[length & ~3 :]:
        h = _by_m(h ^ int.from_bytes(tail, "little"))
    h = _by_m(h ^ h >> 13)
    return h ^ h >> 15


def _by_m(number: int) -> int:
    """32 bits, read as signed, times M as a double holds it; the lowest 32 bits of that."""
    signed = number - 2**32 if number >> 31 else number
    return int(float(signed) * float(0x5BD1E995)) & _UINT32


def java_bytes(key: bytes) -> int:
    """Java's `Arrays.hashCode(byte[])`, unsigned: 31 * h + byte, the bytes read as signed, from 1."""
    h = 1
    for byte in key:
        h = h * 31 + byte - (byte >> 7 << 8) & _UINT32
    return h


def java_string(key: bytes) -> int:
    """Java's `String.hashCode` of the key as text in UTF-8, unsigned: 31 * h + UTF-16 unit, from 0."""
    return java_units(utf16(key))


def java_units(units: bytes) -> int:
    """The same of text that is UTF-16 already, little endian."""
    h = 0
    for unit in unpack_from(f"<{len(units) >> 1}H", units):
        h = h * 31 + unit & _UINT32
    return h


def utf16(key: bytes) -> bytes:
    """Text in UTF-8 as UTF-16, little endian.

    Bytes that are not UTF-8 become U+FFFD, as in `new String(bytes, UTF_8)` and Node's `Buffer.toString()`.
    """
    return key.decode(errors="replace").encode("utf-16-le")


def sha1(key: bytes) -> int:
    """SHA-1 as a number of 160 bits (pykafka)."""
    return sha1_of_each([key])[0]


def sha1_of_each(keys: Sequence[bytes]) -> list[int]:
    """The same of many keys."""
    from hashlib import sha1 as digest

    return [int.from_bytes(digest(key, usedforsecurity=False).digest(), "big") for key in keys]


_GOLDEN, _BINARY = 0x9E3779B9, 0x08D12E65


def phash2(key: bytes) -> int:
    """Erlang's `erlang:phash2(Key)` of a binary, 27 bits: Jenkins' mix over 12 bytes at a time (erts utils.c)."""
    a, b, c, rest = _GOLDEN, _GOLDEN, _BINARY, key
    while len(rest) >= 12:
        x, y, z = unpack_from("<3I", rest)
        a, b, c = _mixed(a + x, b + y, c + z)
        rest = rest[12:]
    if key:
        # The lowest byte of the third word is left to the length.
        x, y = unpack_from("<2I", rest[:8].ljust(8, b"\0"))
        z = int.from_bytes(rest[8:], "little") << 8
        a, b, c = _mixed(a + x, b + y, c + z + len(key))
    return c & 0x7FFFFFF


def _mixed(a: int, b: int, c: int) -> tuple[int, int, int]:
    for right, left, last in ((13, 8, 13), (12, 16, 5), (3, 10, 15)):
        a = (a - b - c & _UINT32) ^ (c & _UINT32) >> right
        b = (b - c - a ^ a << left) & _UINT32
        c = (c - a - b & _UINT32) ^ b >> last
    return a, b, c


_P1, _P2, _P3, _P4, _P5 = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1


def xxh32(key: bytes) -> int:
    """xxHash, 32 bits, seed 0 (kafka-rust's `XxHash32::default`)."""
    length, whole = len(key), len(key) & ~15
    h = _P5
    if whole:
        lanes = [_P1 + _P2, _P2, 0, -_P1]
        words = unpack_from(f"<{whole >> 2}I", key)
        for index, word in enumerate(words):
            lanes[index & 3] = _rotated(lanes[index & 3] + word * _P2, 13) * _P1
        h = sum(map(_rotated, lanes, (1, 7, 12, 18)))
    h += length
    fours = (length - whole) >> 2
    for word in unpack_from(f"<{fours}I", key, whole):
        h = _rotated(h + word * _P3, 17) * _P4
    for byte in key[whole + fours * 4 :]:
        h = _rotated(h + byte * _P5, 11) * _P1
    h &= _UINT32
    h = (h ^ h >> 15) * _P2 & _UINT32
    h = (h ^ h >> 13) * _P3 & _UINT32
    return h ^ h >> 16


def _rotated(number: int, left: int) -> int:
    number &= _UINT32
    return (number << left | number >> 32 - left) & _UINT32
